import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inHosts, NameService } from './name-service.js';

const A = 1;
const KNOWN: Record<string, string> = { 'well.example': '8.8.4.4' };
const asked: string[] = [];
let server: Socket;
let at: string;

/** Knows one name, says of `*.unknown` that there is none, and never answers for the rest. */
function answer(question: Buffer): Buffer | null {
  const labels: string[] = [];
  let place = 12;
  for (let length = question[place] ?? 0; length > 0; length = question[place] ?? 0) {
    labels.push(question.toString('latin1', place + 1, place + 1 + length));
    place += length + 1;
  }
  const [name, kind, end] = [labels.join('.').toLowerCase(), question.readUInt16BE(place + 1), place + 5];
  asked.push(name);
  const address = kind === A ? KNOWN[name] : undefined;
  if (address === undefined && !(name in KNOWN) && !name.endsWith('.unknown')) return null;
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(name.endsWith('.unknown') ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(address === undefined ? 0 : 1, 6);
  head.writeUInt32BE(0, 8);
  return address === undefined ? head : Buffer.concat([head, Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)])]);
}

beforeAll(async () => {
  server = createSocket('udp4');
  server.on('message', (question, { port, address }) => {
    const said = answer(question);
    if (said) server.send(said, port, address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  at = `127.0.0.1:${(server.address()).port}`;
});
afterAll(() => { server.close(); });

const NO_HOSTS = join(tmpdir(), 'no-such-hosts-file');
const codeOf = (looking: Promise<unknown>): Promise<string> => looking.then(() => 'found', (error: NodeJS.ErrnoException) => error.code ?? error.message);

describe('a name', () => {
  it('is asked of the name service; others find theirs, and files are read, while eight hang', async () => {
    const names = new NameService([at], NO_HOSTS, () => Promise.reject(new Error('not the system')), 500);
    const hanging = Array.from({ length: 8 }, (_, index) => codeOf(names.addressesOf(`hangs-${index}.example`)));
    const beganMs = performance.now();
    expect(await names.addressesOf('well.example')).toEqual([{ address: '8.8.4.4', family: 4 }]);
    expect((await stat(tmpdir())).isDirectory()).toBe(true);
    expect(performance.now() - beganMs).toBeLessThan(400);
    expect(await Promise.all(hanging)).toEqual(Array.from({ length: 8 }, () => expect.stringMatching(/^E(TIMEOUT|CANCELLED)$/)));
    expect(performance.now() - beganMs).toBeLessThan(2_000);
  });

  it('that it does not know goes the system’s way, one at a time; one that hangs there keeps no more than that place', async () => {
    let [now, most] = [0, 0];
    const system = async (host: string) => {
      most = Math.max(most, (now += 1));
      await new Promise((done) => { setTimeout(done, 30); });
      now -= 1;
      if (host.startsWith('nobody')) throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
      return [{ address: '10.1.2.3', family: 4 }];
    };
    const names = new NameService([at], NO_HOSTS, system);
    const found = await Promise.all(['nobody.unknown', 'oa.unknown', 'portal.unknown'].map((host) => names.addressesOf(host).catch(({ code }: NodeJS.ErrnoException) => code)));
    expect([found, most]).toEqual([['ENOTFOUND', [{ address: '10.1.2.3', family: 4 }], [{ address: '10.1.2.3', family: 4 }]], 1]);
  });

  it('that an administrator wrote into the hosts file is asked of nobody', async () => {
    const file = join(tmpdir(), `hosts-${process.pid}`);
    await writeFile(file, '# the county\n10.20.3.4\tOA.zezhou.test portal # both\n10.20.3.5 well.example\n');
    asked.length = 0;
    const names = new NameService([at], file);
    expect(await names.addressesOf('oa.zezhou.test')).toEqual([{ address: '10.20.3.4', family: 4 }]);
    expect(await names.addressesOf('well.example')).toEqual([{ address: '10.20.3.5', family: 4 }]);
    expect(asked).toEqual([]);
  });

  it('longer than a name may be is asked of nobody', async () => {
    asked.length = 0;
    await expect(new NameService([at], NO_HOSTS).addressesOf(`${'a.'.repeat(127)}a`)).rejects.toThrow('too long');
    expect(asked).toEqual([]);
  });

  it('stands in the hosts file as a whole word, not behind a remark', () => {
    expect(inHosts('::1 localhost\n127.0.0.1 localhost\n# 10.0.0.1 oa.test\nno.address oa.test\n10.0.0.2 other # oa.test\n', 'oa.test')).toEqual([]);
    expect(inHosts('::1 localhost\r\n127.0.0.1 localhost\r\n', 'localhost')).toEqual([{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]);
  });
});
