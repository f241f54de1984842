import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The load, in a process of its own: so many kept-alive connections, each asking again as soon as it is answered.
 * Reads a plan as JSON from the file named, prints the outcome as JSON.
 */
const { url, headers, connections, seconds, requests, perSecond, stopFile, mix } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const tookMs = [];
const statuses = {};
let serial = 0;
let moments = 0;

/** Each of `mix` has a weight, and paths or a body in which {n} becomes a number of its own. */
const wheel = mix.flatMap((one) => Array(one.weight ?? 1).fill(one));
function ask() {
  serial += 1;
  const one = wheel[serial % wheel.length];
  const n = `${process.pid}-${serial}`;
  const path = one.paths[serial % one.paths.length];
  const body = one.body?.replaceAll('{n}', n);
  const extra = body ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'Idempotency-Key': n } : {};
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const sent = request(`${url}${path}`, { method: body ? 'POST' : 'GET', agent, headers: { ...headers[one.as ?? 0], ...extra } }, (response) => {
      response.resume().once('end', () => {
        tookMs.push(performance.now() - startedAt);
        statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1;
        resolve();
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const startedAt = performance.now();
const over = () => (requests ? serial >= requests : performance.now() - startedAt > seconds * 1000 || (stopFile && existsSync(stopFile)));
await Promise.all(Array.from({ length: connections }, async () => {
  while (!over()) {
    // at a pace: each request takes a moment of its own before it waits for it, however long the one before took
    if (perSecond) await sleep(Math.max(0, startedAt + ((moments += 1) * 1000) / perSecond - performance.now()));
    await ask();
  }
}));
const ranSeconds = (performance.now() - startedAt) / 1000;
agent.destroy();
tookMs.sort((a, b) => a - b);
const at = (part) => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * part))];
console.log(JSON.stringify({ count: tookMs.length, seconds: ranSeconds, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), statuses }));
