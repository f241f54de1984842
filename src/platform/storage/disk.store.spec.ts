import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Config } from '../config/config.js';
import { DiskStore } from './disk.store.js';

const KEY = '140525/hazard-1/evidence-1';
const SECRET = 's'.repeat(32);
let dataDir: string;
let store: DiskStore;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  const keys = { TOKEN_SECRET: SECRET, KEY_PEPPER: SECRET, CURSOR_SECRET: SECRET, FIELD_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` };
  store = new DiskStore(new Config({ DATA_DIR: dataDir, DATABASE_URL: 'postgresql://none', ...keys }));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const files = (): string[] => readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
const receive = (text: string) => store.receive(Readable.from([Buffer.from(text.slice(0, 2)), Buffer.from(text.slice(2))]));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const collected = async (stream: Readable) => Buffer.concat((await stream.toArray()) as Buffer[]).toString();

describe('the disk store', () => {
  it('receives, shows, keeps and gives back', async () => {
    const received = await receive('evidence');
    expect(received).toMatchObject({ sizeBytes: 8, sha256: sha256('evidence') });
    expect(await store.inspect(received, async (bytes) => (await bytes.read(2, 3)).toString())).toBe('ide');
    await store.put(received, KEY);
    await store.discard(received);
    expect(files()).toEqual(['evidence-1']);
    const file = await store.open(KEY);
    expect([file?.sizeBytes, await file?.sha256()]).toEqual([8, sha256('evidence')]);
    expect(file && (await collected(file.stream(2, 4)))).toBe('ide');
    await store.remove(KEY);
    await store.remove(KEY);
    expect([await store.open(KEY), files()]).toEqual([null, []]);
  });

  it('leaves nothing of a stream that breaks off, nor of what is not wanted', async () => {
    const stream = new PassThrough();
    const receiving = store.receive(stream);
    stream.write('half');
    while (files().length === 0) await pause(5);
    stream.destroy(new Error('gone'));
    await expect(receiving).rejects.toThrow('gone');
    await store.discard(await receive('unwanted'));
    expect(files()).toEqual([]);
  });

  it('never leaves its directory', async () => {
    const received = await receive('x');
    for (const key of ['../x', '/etc/passwd', 'a/../../x', 'a//b', '.incoming/x', 'a/', '', 'a\0', 'a/b/c/d/e/f/g']) {
      await expect(store.put(received, key)).rejects.toThrow('key');
      await expect(store.open(key)).rejects.toThrow('key');
      await expect(store.remove(key)).rejects.toThrow('key');
    }
    await expect(store.discard({ ...received, name: '../../x' })).rejects.toThrow('name');
    writeFileSync(join(dataDir, 'outside'), 'secret');
    symlinkSync(join(dataDir, 'outside'), join(dataDir, 'evidence', 'link'));
    await expect(store.open('link')).rejects.toThrow('ELOOP');
  });

  it('finds what is older than an instant', async () => {
    const [old, young] = [await receive('old'), await receive('young')];
    await receive('half received');
    await store.put(old, KEY);
    await store.put(young, '140525/hazard-1/evidence-2');
    const long = new Date('2020-01-01T00:00:00Z');
    utimesSync(join(dataDir, 'evidence', KEY), long, long);
    const keys: string[] = [];
    for await (const key of store.keysBefore(Date.parse('2021-01-01T00:00:00Z'))) keys.push(key);
    expect(keys).toEqual([KEY]);
    expect(await store.discardReceivedBefore(0)).toBe(0);
    expect(await store.discardReceivedBefore(Date.parse('2100-01-01T00:00:00Z'))).toBe(1);
    expect(files().sort()).toEqual(['evidence-1', 'evidence-2']);
  });
});
