/**
 * `npm run test:s3` (after `npm run build` and `npm ci` in .ci/s3): the promises of the evidence store, on an S3 server of its own.
 * That server (s3rver) is not ours; it checks no signature and cannot page a list, so these two are tried by the wire format.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { DiskStore } from '../../dist/src/platform/storage/disk.store.js';
import { S3Store } from '../../dist/src/platform/storage/s3.store.js';
import { isOperational } from '../../dist/src/platform/http/operational.js';

const S3rver = createRequire(resolve(import.meta.dirname, '../../.ci/s3/package.json'))('s3rver');
const room = mkdtempSync(join(tmpdir(), 's3-'));
const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: join(room, 'server'), configureBuckets: [{ name: 'evidence' }] });
const { port } = await server.run();
const setting = { endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', bucket: 'evidence', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
const disk = new DiskStore({ dataDir: join(room, 'local') });
const store = new S3Store(setting, disk);
const KEY = '140525/hazard-1/evidence-1';
const local = () => readdirSync(join(room, 'local'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
const receive = (bytes) => store.receive(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]));
const keys = async (of, beforeMs) => { const all = []; for await (const key of of.keysBefore(beforeMs)) all.push(key); return all; };
/** What the server of the test cannot be brought to do, by the words of the protocol. */
async function answering(answer, work) {
  const other = createServer(answer);
  await new Promise((ready) => other.listen(0, '127.0.0.1', ready));
  try {
    await work(new S3Store({ ...setting, endpoint: `http://127.0.0.1:${other.address().port}` }, disk));
  } finally {
    other.close();
    other.closeAllConnections();
  }
}

const tests = {
  'receives, shows, keeps and gives back, a range too': async () => {
    const bytes = Buffer.from('evidence of a rectification');
    const received = await receive(bytes);
    assert.equal(await store.inspect(received, async (looked) => (await looked.read(2, 3)).toString()), 'ide');
    await store.put(received, KEY);
    await store.discard(received);
    assert.equal(local(), 0, 'nothing stays behind on the local disk');
    const file = await store.open(KEY);
    assert.equal(file.sizeBytes, bytes.length);
    assert.equal(await file.sha256(), createHash('sha256').update(bytes).digest('hex'));
    assert.equal(Buffer.concat(await file.stream(2, 4).toArray()).toString(), 'ide');
    assert.equal(local(), 0, 'what was read leaves no file');
    await store.remove(KEY);
    await store.remove(KEY);
    assert.equal(await store.open(KEY), null);
  },
  'of 20 MB': async () => {
    const bytes = Buffer.alloc(20_000_000, 7);
    await store.put(await receive(bytes), '140525/hazard-1/large');
    const file = await store.open('140525/hazard-1/large');
    assert.equal(await file.sha256(), createHash('sha256').update(bytes).digest('hex'));
    await file.close();
  },
  'leaves nothing of a stream that breaks off': async () => {
    const stream = new PassThrough();
    const receiving = store.receive(stream);
    stream.write('half');
    while (local() === 0) await new Promise((soon) => setTimeout(soon, 5));
    stream.destroy(new Error('gone'));
    await assert.rejects(receiving, /gone/);
    assert.equal(local(), 0);
  },
  'takes no key but ours': async () => {
    const received = await receive(Buffer.from('xxxx'));
    for (const key of ['../x', '/x', 'a//b', '', 'a b']) {
      await assert.rejects(store.put(received, key), /key/);
      await assert.rejects(store.open(key), /key/);
      await assert.rejects(store.remove(key), /key/);
    }
    await store.discard(received);
  },
  'lists what is older than an instant': async () => {
    for (let n = 0; n < 20; n += 1) await store.put(await receive(Buffer.from('small')), `140525/many/${n}`);
    assert.equal((await keys(store, Date.now() + 60_000)).filter((key) => key.startsWith('140525/many/')).length, 20);
    assert.deepEqual(await keys(store, Date.parse('2020-01-01T00:00:00Z')), []);
  },
  'asks signed, page after page (wire format)': async () => {
    const heard = [];
    await answering(({ url, headers }, response) => {
      const token = new URL(url, 'http://x').searchParams.get('continuation-token');
      heard.push([token, headers.authorization?.split(' ')[0], headers['x-amz-content-sha256']?.length]);
      const contents = `<Contents><Key>140525/a/${heard.length}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>1</Size></Contents><Contents><Key>not ours</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>1</Size></Contents>`;
      response.end(`<?xml version="1.0"?><ListBucketResult><IsTruncated>${!token}</IsTruncated>${token ? '' : '<NextContinuationToken>next=</NextContinuationToken>'}${contents}</ListBucketResult>`);
    }, async (other) => assert.deepEqual(await keys(other, Date.parse('2026-02-01T00:00:00Z')), ['140525/a/1', '140525/a/2']));
    assert.deepEqual(heard, [[null, 'AWS4-HMAC-SHA256', 64], ['next=', 'AWS4-HMAC-SHA256', 64]]);
  },
  'signs the hash of what it sends (wire format)': async () => {
    let told;
    const bytes = Buffer.from('signed bytes');
    await answering((request, response) => { told = [request.method, request.url.split('?')[0], request.headers['x-amz-content-sha256']]; request.resume().on('end', () => response.end()); },
      async (other) => other.put(await receive(bytes), '140525/x/y'));
    assert.deepEqual(told, ['PUT', '/evidence/140525/x/y', createHash('sha256').update(bytes).digest('hex')]);
  },
  'refused, says so as a fault of the setting (wire format)': async () => {
    const refuse = (_request, response) => response.writeHead(403, { 'Content-Type': 'application/xml' }).end('<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>');
    await answering(refuse, async (other) => {
      const error = await other.open(KEY).catch((one) => one);
      assert.equal(error.name, 'SignatureDoesNotMatch');
      assert.equal(isOperational(error), false);
    });
  },
  'away, is away for a while': async () => {
    await server.close();
    const error = await store.open(KEY).catch((one) => one);
    assert.equal(isOperational(error), true, String(error));
  },
};

let failed = 0;
for (const [what, holds] of Object.entries(tests)) {
  try {
    await holds();
    console.log(`✓ ${what}`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${what}: ${error.stack}`);
  }
}
rmSync(room, { recursive: true, force: true });
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
