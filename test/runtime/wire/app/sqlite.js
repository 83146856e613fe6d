const loaded = process.env.SQLITE_LATER ? undefined : require('node:sqlite');

exports.open = async () => openWith(loaded ?? process.getBuiltinModule('node:sqlite'));

exports.openWith = openWith;

function openWith({ DatabaseSync }) {
  const db = new DatabaseSync(':memory:');
  db.exec("CREATE TABLE products (id INTEGER, name TEXT); INSERT INTO products VALUES (1, 'widget'), (2, 'gadget'), (3, 'o''brien')");
  const byName = name => `SELECT id, name FROM products WHERE name = '${name}' ORDER BY id`;
  return {
    vulnerable: async name => db.prepare(byName(name)).all(),
    exec: async name => db.exec(`UPDATE products SET name = 'x' WHERE name = '${name}'`) ?? 'done',
    parameter: async name => db.prepare('SELECT ? AS echo').all(name),
    wrong: async () => db.exec('SELEC 1'),
  };
}
