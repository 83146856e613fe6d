/** The real servers, from Debian. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian puts each version of PostgreSQL, outside of the search path. */
const POSTGRES_ROOT = '/usr/lib/postgresql';

const PLACES = {
  'postgres': () => (existsSync(POSTGRES_ROOT) ? readdirSync(POSTGRES_ROOT).sort((a, b) => b - a).map(version => join(POSTGRES_ROOT, version, 'bin', 'postgres')) : []),
  'mariadbd': () => inPath('mariadbd'),
  'redis-server': () => inPath('redis-server'),
  'slapd': () => inPath('slapd'),
  'memcached': () => inPath('memcached'),
  'openssl': () => inPath('openssl'),
};
const PACKAGES = { 'postgres': 'postgresql', 'mariadbd': 'mariadb-server', 'redis-server': 'redis-server', 'slapd': 'slapd', 'memcached': 'memcached', 'openssl': 'openssl' };

const inPath = name => [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/bin'].map(folder => join(folder, name));
const find = name => PLACES[name]().find(file => existsSync(file));

/** The servers' binaries; installs what is missing on Debian as root, elsewhere throws and says what is missing. */
export function serverBinaries() {
  const missing = Object.keys(PLACES).filter(name => !find(name));
  if (missing.length > 0) install(missing);
  return Object.fromEntries(Object.keys(PLACES).map(name => [name, find(name)]));
}

function install(missing) {
  const command = `apt-get install --yes --no-install-recommends ${missing.map(name => PACKAGES[name]).join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`database servers: missing ${missing.join(', ')}; expected all of ${Object.keys(PLACES).join(', ')}; install them as root, on Debian with \`${command}\`, and run this again`);
  }
  console.log(`installing ${missing.join(' ')}`);
  execFileSync('sh', ['-c', `apt-get update -qq && ${command} -qq`], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  const still = missing.filter(name => !find(name));
  if (still.length > 0) throw new Error(`database servers: ${still.join(', ')} not found after \`${command}\``);
}
