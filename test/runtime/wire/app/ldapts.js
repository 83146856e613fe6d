const { Client, EqualityFilter } = require('ldapts');

const BASE = 'ou=people,dc=shop';

exports.open = async () => {
  const url = process.env.DB_TLS === '1' ? `ldaps://127.0.0.1:${process.env.DB_PORT}` : `ldap://127.0.0.1:${process.env.DB_PORT}`;
  const connect = async () => {
    const client = new Client({ url, ...(process.env.DB_TLS === '1' ? { tlsOptions: { rejectUnauthorized: false } } : {}) });
    if (process.env.DB_TLS === 'later') await client.startTLS({ rejectUnauthorized: false });
    return client;
  };
  const client = await connect();
  const find = async (filter, base = BASE) => (await client.search(base, { scope: 'sub', filter, attributes: ['uid'] })).searchEntries.map(({ uid }) => uid).sort();
  const login = async (name, password) => {
    const own = await connect();
    try {
      await own.bind(`uid=${name},${BASE}`, password);
      return 'known';
    } finally {
      await own.unbind();
    }
  };
  return {
    vulnerable: name => find(`(&(objectClass=person)(uid=${name}))`),
    either: name => find(`(|(uid=${name})(mail=${name}))`),
    /* `filter` of ldapts escapes nothing: its object does. */
    parameter: name => find(new EqualityFilter({ attribute: 'uid', value: name })),
    beginning: name => find(`(uid=${name}*)`),
    everybody: () => find('(mail=*)'),
    login: name => login(name, 'guard'),
    inside: name => find('(objectClass=*)', `uid=${name},${BASE}`),
    entry: name => find('(objectClass=*)', name),
    renamed: name => client.modifyDN(`uid=${name},${BASE}`, `uid=${name}`),
    compared: name => client.compare(`uid=${name},${BASE}`, 'uid', 'widget'),
    root: name => client.search('', { scope: 'base', filter: `(|(objectClass=top)(cn=${name}))` }).then(({ searchEntries }) => searchEntries.length),
    wrong: () => find('(uid=a)', 'no name'),
    mixed: name => [find('(uid=gadget)'), find(`(uid=${name})`), find('(uid=widget)')],
  };
};
