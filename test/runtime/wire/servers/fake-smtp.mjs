/** Enough of a mail server for the client: it answers a message with what it got, its length where it is long, and knows no command but SMTP's own. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';

const SHOWN = 2000;
/** Until the end of a connection has arrived. */
const SETTLE_MS = 50;

/** @param tls - key and certificate; @param isSecure - TLS from the start, else when the client asks for it */
export async function startFakeSmtp(tls, isSecure = false) {
  const counts = { refused: 0, broken: 0 };
  const options = { key: readFileSync(tls.key), cert: readFileSync(tls.cert) };
  const server = isSecure ? createTlsServer(options, socket => serve(socket, options, counts)) : createServer({ noDelay: true }, socket => serve(socket, options, counts));
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  server.unref();
  const refused = async () => {
    await new Promise(done => setTimeout(done, SETTLE_MS));
    return counts.refused + counts.broken;
  };
  return { port: server.address().port, refused };
}

function serve(socket, options, counts, greets = true) {
  let pending = '';
  let message;
  const say = line => socket.write(`${line}\r\n`);
  socket.on('error', () => socket.destroy());
  const take = data => {
    pending += data.toString('latin1');
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (message === undefined) {
        if (answer(line)) return;
      } else if (line === '.') {
        say(`250 got ${JSON.stringify(message.length > SHOWN ? `${message.slice(0, 100)} ${message.length}` : message)}`);
        message = undefined;
      } else message += `${line}\n`;
    }
  };
  socket.on('data', take);
  socket.on('close', () => {
    if (message !== undefined) counts.broken++;
  });
  if (greets) say('220 fake');

  /** True where the rest of the session goes on elsewhere. */
  function answer(line) {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') say('250-fake\r\n250-8BITMIME\r\n250 STARTTLS');
    else if (verb === 'MAIL' && line.includes('nobody')) say('550 no such sender');
    else if (['MAIL', 'RCPT', 'RSET', 'NOOP'].includes(verb)) say(`250 ${line}`);
    else if (verb === 'DATA') {
      message = '';
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else if (verb === 'STAR') {
      say('220 go on');
      socket.off('data', take);
      serve(new TLSSocket(socket, { isServer: true, ...options }), options, counts, false);
      return true;
    } else {
      if (line.startsWith('REFUSED')) counts.refused++;
      say(`500 no such command: ${line}`);
    }
    return false;
  }
}
