const net = require('node:net');
const nodemailer = require('nodemailer');

exports.open = async () => {
  const port = Number(process.env.DB_PORT);
  const mail = nodemailer.createTransport({ host: '127.0.0.1', port, secure: process.env.DB_TLS === '1', ignoreTLS: process.env.DB_TLS === undefined, tls: { rejectUnauthorized: false } });
  const envelope = { from: 'shop@example.com', to: ['ann@example.com'] };
  /* The server's answer holds what it got. */
  const send = async message => (await mail.sendMail({ envelope, ...message })).response;
  const raw = (subject, body) => send({ raw: `From: shop@example.com\r\nTo: ann@example.com\r\nSubject: ${subject}\r\n\r\n${body}\r\n` });
  return {
    vulnerable: subject => raw(subject, 'hello'),
    /* The library composes the mail, and makes blanks of line breaks. */
    composed: subject => send({ subject, text: subject, messageId: '<1@example.com>', date: new Date(0) }),
    body: text => raw('hello', text),
    forwarded: text => send({ raw: text }),
    long: subject => raw(subject, `${'x'.repeat(75)}\r\n`.repeat(20_000)),
    recipient: name => lines(port, [`MAIL FROM:<shop@example.com>`, `RCPT TO:<${name}@example.com>`]),
    wrong: () => mail.sendMail({ envelope: { from: 'nobody@example.com', to: ['ann@example.com'] }, raw: 'Subject: x\r\n\r\nx' }),
    mixed: subject => [raw('one', 'hello'), raw(subject, 'hello'), raw('two', 'hello')],
  };
};

/** A client of its own making: answers what the server said to each line. */
async function lines(port, commands) {
  if (process.env.DB_TLS) return 'not in plain text';
  const socket = net.connect(port, '127.0.0.1');
  const answers = [];
  const rest = ['EHLO app', ...commands, 'QUIT'];
  for await (const data of socket) {
    answers.push(String(data).trim());
    if (rest.length > 0) socket.write(`${rest.shift()}\r\n`);
  }
  return answers.join(' / ');
}
