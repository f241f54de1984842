import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import net from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Outward, OutwardFault } from './outward.js';
import type { Heard, Sending } from './outward.js';
import { LOOPBACK } from './target.js';

const asked: string[] = [];
let [server, raw]: [http.Server | null, Server | null] = [null, null];
let [port, rawPort] = [0, 0];

const ANSWERS: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/ok': (_, response) => response.writeHead(200, { 'Retry-After': '7' }).end('fine'),
  '/away': (_, response) => response.writeHead(302, { Location: `http://127.0.0.1:${port}/secret` }).end(),
  '/away-private': (_, response) => response.writeHead(307, { Location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/secret': (_, response) => response.writeHead(200).end('secret'),
  '/flood': (_, response) => {
    const chunk = Buffer.alloc(65_536, 'x');
    const pour = () => { while (!response.destroyed && response.write(chunk)); };
    response.writeHead(200).on('drain', pour);
    pour();
  },
  '/drip': (_, response) => {
    response.writeHead(200);
    const dripping = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(dripping));
  },
  '/silent': () => undefined,
};

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.host}`);
    ANSWERS[request.url ?? '']?.(request, response);
  });
  raw = net.createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2\r\n'));
  await Promise.all([server, raw].map((one) => new Promise((done) => { one.listen(0, '127.0.0.1', () => done(null)); })));
  port = (server.address() as AddressInfo).port;
  rawPort = (raw.address() as AddressInfo).port;
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  raw?.close();
});

const outward = new Outward();
const send = (path: string, more: Partial<Sending> = {}, from = outward): Promise<Heard | string> =>
  from.send({ url: `http://127.0.0.1:${port}${path}`, method: 'POST', headers: {}, body: '{}', timeoutMs: 3_000, answerMaxBytes: 1_000, allowed: LOOPBACK, ...more })
    .catch((error: unknown) => (error instanceof OutwardFault ? error.code : String(error)));

/** A name service that answers as it likes, and counts. */
function naming(...answers: string[]): { from: Outward; count: () => number } {
  const from = new Outward();
  let count = 0;
  from.resolve = async () => [{ address: answers[Math.min(count++, answers.length - 1)] ?? '', family: 4 }];
  return { from, count: () => count };
}

describe('a call', () => {
  it('tells status, headers and a bounded body', async () => {
    const heard = (await send('/ok')) as Heard;
    expect([heard.status, heard.headers['retry-after'], heard.body.toString()]).toEqual([200, '7', 'fine']);
  });

  it('asks a name service that does not answer once, however many calls wait for it, and others go through meanwhile', async () => {
    const from = new Outward();
    const hosts: string[] = [];
    let answer: (addresses: { address: string; family: number }[]) => void = () => undefined;
    from.resolve = (host) => {
      hosts.push(host);
      return host === 'hangs.example' ? new Promise((resolve) => { answer = resolve; }) : Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    };
    const to = (host: string) => send('/ok', { url: `http://${host}:${port}/ok`, timeoutMs: 300 }, from);
    const hanging = Array.from({ length: 8 }, () => to('hangs.example'));
    expect(await to('well.example')).toMatchObject({ status: 200 });
    expect(await Promise.all(hanging)).toEqual(Array.from({ length: 8 }, () => 'TIMEOUT'));
    expect(await to('hangs.example')).toBe('TIMEOUT');
    expect(hosts.filter((host) => host === 'hangs.example').length).toBe(1);
    answer([{ address: '127.0.0.1', family: 4 }]);
    await new Promise((done) => { setImmediate(done); });
    await expect(Promise.race([to('hangs.example'), new Promise((done) => { setTimeout(() => done('asked anew'), 100); })])).resolves.toBe('asked anew');
    expect(hosts.filter((host) => host === 'hangs.example').length).toBe(2);
  });

  it.each(['/away', '/away-private'])('does not follow %s', async (path) => {
    asked.length = 0;
    expect(await send(path)).toMatchObject({ status: expect.any(Number) });
    expect(asked).toEqual([`POST ${path} 127.0.0.1:${port}`]);
  });

  it('reads no more than it was to, and where only the status matters not even that', async () => {
    expect([await send('/ok', { answerMaxBytes: 3 }), await send('/ok', { answerMaxBytes: 4 })]).toEqual(['ANSWER_TOO_LARGE', expect.objectContaining({ status: 200 })]);
    expect(await send('/flood')).toBe('ANSWER_TOO_LARGE');
    expect(await send('/flood', { answerMaxBytes: 0 })).toMatchObject({ status: 200 });
  });

  it('ends in time, whatever the other side is doing', async () => {
    const beganMs = performance.now();
    expect(await Promise.all(['/drip', '/silent'].map((path) => send(path, { timeoutMs: 200 })))).toEqual(['TIMEOUT', 'TIMEOUT']);
    expect(performance.now() - beganMs).toBeLessThan(1_500);
  });

  it.each([
    ['another protocol', () => `http://127.0.0.1:${rawPort}/`, 'ANSWER_MALFORMED'],
    ['nobody there', () => 'http://127.0.0.1:1/', 'CONNECTION_FAILED'],
    ['TLS where there is none', () => `https://127.0.0.1:${port}/`, 'TLS_FAILED'],
  ])('%s is told by a code', async (_what, url, code) => expect(await send('', { url: url() })).toBe(code));

  it('a name service that hangs ends in time, too', async () => {
    const from = new Outward();
    from.resolve = () => new Promise(() => undefined);
    expect(await send('', { url: 'http://hangs.example/', timeoutMs: 100 }, from)).toBe('TIMEOUT');
  });
});

describe('the address that is connected to', () => {
  it('is judged, not the name: one that turns to this machine after it was taken in is refused', async () => {
    const { from } = naming('8.8.8.8', '127.0.0.1');
    const url = `http://rebound.example:${port}/secret`;
    expect(await from.targetFault(url, [])).toBeNull();
    asked.length = 0;
    expect(await send('', { url, allowed: [] }, from)).toBe('TARGET_REFUSED');
    expect(asked).toEqual([]);
  });

  it('is the very one that was judged: the name service is asked once', async () => {
    const { from, count } = naming('127.0.0.1', '169.254.169.254');
    expect(await send('', { url: `http://listed.example:${port}/ok` }, from)).toMatchObject({ status: 200 });
    expect([count(), asked.at(-1)]).toEqual([1, `POST /ok listed.example:${port}`]);
  });

  it('is refused where one of several is bad, when given and when called', async () => {
    const from = new Outward();
    from.resolve = async () => [{ address: '8.8.8.8', family: 4 }, { address: '::ffff:10.0.0.1', family: 6 }];
    expect(await from.targetFault('https://two.example/', [])).toBe('指向本机、内网、链路本地或云元数据地址');
    expect(await send('', { url: 'http://two.example/' }, from)).toBe('TARGET_REFUSED');
  });

  it.each(['http://127.0.0.1:1/', 'http://2130706433/', 'http://[::ffff:127.0.0.1]/', 'http://localhost/'])('a literal %s is refused when called, too', async (url) => {
    expect(await send('', { url, allowed: [] })).toBe('TARGET_REFUSED');
  });

  it('a name nobody knows is taken in and judged when it is called', async () => {
    const from = new Outward();
    from.resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await from.targetFault('https://not-yet.example/', [])).toBeNull();
    expect(await send('', { url: 'https://not-yet.example/' }, from)).toBe('NAME_UNKNOWN');
  });
});
