import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Config } from '../config/config.js';
import { openQueueConnection } from './queue-connection.js';
import type { QueueConnection } from './queue-connection.js';

const INFO = 'redis_version:7.2.0\r\nloading:0\r\n';
const LATE_MS = 200;
let opened: QueueConnection | null = null;
let server: net.Server | null = null;
const sockets: Socket[] = [];
afterEach(async () => {
  await opened?.close();
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
});

/** Speaks as much of Redis as a greeting is, and takes its time for it. */
async function slowRedis(): Promise<string> {
  server = net.createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined).on('data', (bytes) => {
      for (const [, command = ''] of bytes.toString('latin1').matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) {
        if (command.toLowerCase() === 'info') setTimeout(() => socket.write(`$${INFO.length}\r\n${INFO}\r\n`), LATE_MS);
        else socket.write(command.toLowerCase() === 'ping' ? '+PONG\r\n' : '+OK\r\n');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const to = (redisUrl: string): QueueConnection => (opened = openQueueConnection({ redisUrl } as Config, 1, () => undefined));

describe('a queue on Redis', () => {
  it('that is just being called is waited for, and is not away', async () => {
    expect(await to(await slowRedis()).answers()).toBe(true);
  });

  it('that is not there is away, and that is known at once', async () => {
    const beganMs = performance.now();
    expect(await to('redis://127.0.0.1:1').answers()).toBe(false);
    expect(performance.now() - beganMs).toBeLessThan(1_000);
  });

  it('that was there and is gone is away', async () => {
    const queue = to(await slowRedis());
    expect(await queue.answers()).toBe(true);
    for (const socket of sockets) socket.destroy();
    server?.close();
    await new Promise((done) => { setTimeout(done, 50); });
    expect(await queue.answers()).toBe(false);
  });
});
