/**
 * A mail server in a process of its own: keeps what it takes, refuses `refused@…` for good and `later@…` for now.
 * Told over IPC: `{ letters: [...] }` after each. Started by `startSmtp` of smtp.ts.
 */
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, _session, answer) {
    const code = address.startsWith('refused@') ? 550 : address.startsWith('later@') ? 451 : 0;
    answer(code ? Object.assign(new Error('not here'), { responseCode: code }) : null);
  },
  onData(stream, session, answer) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      process.send?.({ to: session.envelope.rcptTo.map(({ address }) => address), source: Buffer.concat(parts).toString() });
      answer();
    });
  },
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.server.address().port }));
process.on('disconnect', () => process.exit(0));
