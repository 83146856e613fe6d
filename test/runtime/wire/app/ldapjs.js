const ldap = require('ldapjs');

const BASE = 'ou=people,dc=shop';

exports.open = async () => {
  const scheme = process.env.DB_TLS === '1' ? 'ldaps' : 'ldap';
  const client = ldap.createClient({ url: `${scheme}://127.0.0.1:${process.env.DB_PORT}`, tlsOptions: { rejectUnauthorized: false } });
  client.on('error', () => undefined);
  await new Promise(done => client.once('connect', done));
  if (process.env.DB_TLS === 'later') await new Promise((done, fail) => client.starttls({ rejectUnauthorized: false }, null, error => (error ? fail(error) : done())));
  const find = (filter, base = BASE) => new Promise((done, fail) => {
    client.search(base, { scope: 'sub', filter, attributes: ['uid'] }, (error, answer) => {
      if (error) return fail(error);
      const found = [];
      answer.on('searchEntry', ({ pojo }) => found.push(...pojo.attributes.flatMap(({ values }) => values)));
      answer.on('error', fail).on('end', () => done(found.sort()));
    });
  });
  return {
    vulnerable: name => find(`(&(objectClass=person)(uid=${name}))`),
    either: name => find(`(|(uid=${name})(mail=${name}))`),
    parameter: name => find(new ldap.EqualityFilter({ attribute: 'uid', value: name })),
    beginning: name => find(`(uid=${name}*)`),
    everybody: () => find('(mail=*)'),
    inside: name => find('(objectClass=*)', `uid=${name},${BASE}`),
    entry: name => find('(objectClass=*)', name),
    compared: name => new Promise((done, fail) => client.compare(`uid=${name},${BASE}`, 'uid', 'widget', (error, matched) => (error ? fail(error) : done(matched)))),
    wrong: () => find('(uid=a)', 'ou=nowhere,dc=shop'),
    mixed: name => [find('(uid=gadget)'), find(`(uid=${name})`), find('(uid=widget)')],
  };
};
