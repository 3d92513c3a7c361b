// A real SMTP server for tests: node server.mjs FOLDER. Writes one line of JSON with its ports and the certificate it
// shows, then one line for each letter it took, as mailparser reads it. What it does with a letter, its recipient says:
//   gone@  no such person (at RCPT)   busy@  come back later (at RCPT)   cut@  hangs up once it has the letter, without a word
//   hang@  has the letter and never answers
//   spam@  refused once it was read   full@  come back later, once it was read
// Ends when its input does, so that it never outlives who started it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

const folder = process.argv[2];
const key = join(folder, 'key.pem');
const certificate = join(folder, 'certificate.pem');
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
  '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate],
{ stdio: 'ignore' });

const say = (value) => process.stdout.write(JSON.stringify(value) + '\n');
const answer = (code, words) => Object.assign(new Error(words), { responseCode: code });

function server(kind, options) {
  const made = new SMTPServer({
    key: readFileSync(key),
    cert: readFileSync(certificate),
    logger: false,
    disableReverseLookup: true,
    authOptional: true,
    ...options,
    onRcptTo(address, session, done) {
      if (address.address.startsWith('gone@')) return done(answer(550, '5.1.1 No such person here'));
      if (address.address.startsWith('busy@')) return done(answer(451, '4.7.1 Greylisted, try again in five minutes'));
      return done();
    },
    onData(stream, session, done) {
      const [to] = session.envelope.rcptTo.map((each) => each.address);
      simpleParser(stream).then((mail) => {
        if (to.startsWith('cut@')) {
          for (const connection of made.connections) if (connection.id === session.id) connection._socket.destroy();
          return undefined;
        }
        if (to.startsWith('hang@')) return say({ hangs: to });
        if (to.startsWith('spam@')) return done(answer(554, '5.7.1 Looks like an advertisement'));
        if (to.startsWith('full@')) return done(answer(452, '4.2.2 The mailbox is full'));
        say({
          kind, encrypted: session.secure, user: session.user ?? '', hello: session.hostNameAppearsAs,
          from: session.envelope.mailFrom.address, to,
          header_from: mail.from.value[0], header_to: mail.to.value[0], reply_to: mail.replyTo?.value[0].address ?? '',
          subject: mail.subject, text: mail.text, html: mail.html || '', message_id: mail.messageId,
          date: mail.date.toISOString(), auto: mail.headers.get('auto-submitted') ?? '',
        });
        return done(null, 'Taken as 4711');
      }, done);
    },
  });
  made.on('error', () => {});
  return new Promise((resolve) => made.listen(0, '127.0.0.1', () => resolve(made.server.address().port)));
}

const onAuth = (auth, session, done) => (auth.username === 'plans@harrowvale.example' && auth.password === 'wörd of Harrow'
  ? done(null, { user: auth.username }) : done(answer(535, '5.7.8 Wrong name or password')));
say({
  plain: await server('plain', { disabledCommands: ['STARTTLS', 'AUTH'] }),
  starttls: await server('starttls', { onAuth, authOptional: false }),
  tls: await server('tls', { secure: true, onAuth, authOptional: false }),
  certificate,
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
