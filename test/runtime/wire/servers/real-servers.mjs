/** Real database servers on free loopback ports, with data of their own in a temporary folder, never as root. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NOBODY = 65534;
const TRIES = 150;
const TRY_EVERY_MS = 200;

/** Starts all of them; `stop` ends the processes that were started and removes their data. */
export async function startServers(binaries) {
  const root = mkdtempSync(join(tmpdir(), 'wire-'));
  const started = [];
  const stop = async () => {
    await Promise.all(started.map(end));
    rmSync(root, { recursive: true, force: true });
  };
  try {
    const place = new Place(root);
    const tls = certificate(binaries.openssl, place);
    const [postgres, mysql, redis, ldap, memcached] = await Promise.all([
      startPostgres(binaries.postgres, place, tls, started), startMariaDb(binaries.mariadbd, place, tls, started), startRedis(binaries['redis-server'], place, tls, started),
      startSlapd(binaries.slapd, place, tls, started), startMemcached(binaries.memcached, place, started),
    ]);
    return { ports: { postgres, mysql, ...redis, ...ldap, memcached }, tls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Folders that belong to the user under whom the servers run. */
class Place {
  constructor(root) {
    this.root = root;
    this.identity = process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    this.own(root);
  }

  folder(name) {
    const path = join(this.root, name);
    mkdirSync(path, { mode: 0o700 });
    return this.own(path);
  }

  file(name, content) {
    const path = join(this.root, name);
    writeFileSync(path, content);
    return this.own(path);
  }

  own(path) {
    if (this.identity.uid !== undefined) chownSync(path, this.identity.uid, this.identity.gid);
    return path;
  }

  run(file, args, options = {}) {
    return execFileSync(file, args, { ...this.identity, cwd: this.root, stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: process.env.PATH, LC_ALL: 'C', HOME: this.root }, ...options });
  }

  start(started, file, args) {
    const child = spawn(file, args, { ...this.identity, cwd: this.root, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, LC_ALL: 'C', HOME: this.root } });
    child.said = '';
    child.stderr.on('data', data => {
      child.said = `${child.said}${data}`.slice(-2000);
    });
    started.push(child);
    return child;
  }
}

function certificate(openssl, place) {
  const key = join(place.root, 'server.key');
  const cert = join(place.root, 'server.crt');
  place.run(openssl, ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost', '-keyout', key, '-out', cert]);
  chmodSync(key, 0o600);
  return { key, cert };
}

async function startPostgres(binary, place, tls, started) {
  const data = place.folder('postgres');
  place.run(join(dirname(binary), 'initdb'), ['--no-sync', '--auth=trust', '--username=guard', '--encoding=UTF8', '--pgdata', data]);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'ssl=on', `ssl_key_file=${tls.key}`, `ssl_cert_file=${tls.cert}`];
  const child = place.start(started, binary, ['-D', data, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])]);
  await listening(child, port, 'PostgreSQL');
  return port;
}

const PRODUCTS = "CREATE TABLE products (id INT PRIMARY KEY, name VARCHAR(80) NOT NULL); INSERT INTO products VALUES (1, 'widget'), (2, 'gadget'), (3, 'o''brien');";
export { PRODUCTS };

async function startMariaDb(binary, place, tls, started) {
  const data = place.folder('mariadb');
  const setup = place.file('setup.sql', [
    'CREATE DATABASE shop;', "CREATE USER 'guard'@'127.0.0.1' IDENTIFIED BY 'guard';", "GRANT ALL ON shop.* TO 'guard'@'127.0.0.1';", 'USE shop;', ...PRODUCTS.split('; ').map(one => `${one.replace(/;$/, '')};`), '',
  ].join('\n'));
  place.run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db']);
  const port = await freePort();
  const child = place.start(started, binary, [
    '--no-defaults', `--datadir=${data}`, '--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(data, 's')}`, `--pid-file=${join(data, 'pid')}`, '--skip-name-resolve',
    `--init-file=${setup}`, `--ssl-key=${tls.key}`, `--ssl-cert=${tls.cert}`, '--max-allowed-packet=64M', '--character-set-server=utf8mb4',
  ]);
  await listening(child, port, 'MariaDB');
  return port;
}

async function startRedis(binary, place, tls, started) {
  const [redis, redisTls] = [await freePort(), await freePort()];
  const child = place.start(started, binary, [
    '--bind', '127.0.0.1', '--port', String(redis), '--save', '', '--dir', place.folder('redis'),
    '--tls-port', String(redisTls), '--tls-cert-file', tls.cert, '--tls-key-file', tls.key, '--tls-auth-clients', 'no',
  ]);
  await listening(child, redis, 'Redis');
  return { redis, redisTls };
}

/** Where Debian puts OpenLDAP's modules and schemas. */
const SLAPD_MODULES = '/usr/lib/ldap';
const SLAPD_SCHEMAS = '/etc/ldap/schema';

const PEOPLE = ['widget', 'gadget', "o'brien"].map(name => `dn: uid=${name},ou=people,dc=shop\nobjectClass: inetOrgPerson\ncn: ${name}\nsn: ${name}\nmail: ${name}@example.com\nuserPassword: guard\n`);
const DIRECTORY = ['dn: dc=shop\nobjectClass: dcObject\nobjectClass: organization\no: shop\n', 'dn: ou=people,dc=shop\nobjectClass: organizationalUnit\n', ...PEOPLE].join('\n');

async function startSlapd(binary, place, tls, started) {
  const data = place.folder('slapd');
  const settings = place.file('slapd.conf', [
    ...['core', 'cosine', 'inetorgperson'].map(name => `include ${SLAPD_SCHEMAS}/${name}.schema`),
    `modulepath ${SLAPD_MODULES}`, 'moduleload back_mdb', `TLSCertificateFile ${tls.cert}`, `TLSCertificateKeyFile ${tls.key}`,
    'database mdb', 'suffix "dc=shop"', `directory ${data}`, 'access to * by anonymous write', '',
  ].join('\n'));
  place.run('slapadd', ['-q', '-f', settings], { input: DIRECTORY, env: { PATH: `${process.env.PATH}:/usr/sbin`, LC_ALL: 'C' } });
  const [ldap, ldapTls] = [await freePort(), await freePort()];
  const child = place.start(started, binary, ['-h', `ldap://127.0.0.1:${ldap} ldaps://127.0.0.1:${ldapTls}`, '-f', settings, '-d', '0']);
  await listening(child, ldap, 'OpenLDAP');
  return { ldap, ldapTls };
}

async function startMemcached(binary, place, started) {
  const port = await freePort();
  await listening(place.start(started, binary, ['-l', '127.0.0.1', '-p', String(port), '-U', '0']), port, 'Memcached');
  return port;
}

async function freePort() {
  const server = createServer();
  await new Promise((done, fail) => server.on('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

/** Waits until a server takes connections, or says why it ended. */
async function listening(child, port, name) {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (child.exitCode !== null) break;
    if (await accepts(port)) return;
    await new Promise(done => setTimeout(done, TRY_EVERY_MS));
  }
  throw new Error(`${name} does not listen on port ${port}: ${child.exitCode === null ? 'still starting' : `ended with code ${child.exitCode}`}\n${child.said}`);
}

function accepts(port) {
  return new Promise(done => {
    const socket = connect(port, '127.0.0.1', () => done(true));
    socket.on('connect', () => socket.destroy()).on('error', () => done(false));
  });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise(done => child.once('exit', done));
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(killed);
}
