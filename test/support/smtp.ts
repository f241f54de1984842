import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Received { to: string[]; source: string }
export interface Smtp { url: string; letters: Received[]; stop: () => Promise<void> }

export async function startSmtp(): Promise<Smtp> {
  const server = fork(join(import.meta.dirname, 'smtp-server.mjs'), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const letters: Received[] = [];
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  server.on('message', (letter: Received) => letters.push(letter));
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null && server.kill('SIGKILL')) await once(server, 'exit');
  };
  return { url: `smtp://127.0.0.1:${port}`, letters, stop };
}

/** The text of a letter: UTF-8 in base64 or quoted-printable, as it was sent. */
export function bodyOf({ source }: Received): string {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
