import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ZipFile } from 'yazl';
import * as sample from '../../../test/support/samples.js';
import { Bytes } from './bytes.js';
import { ENTRIES_MAX, soundArchive } from './zip.js';

let directory: string;
beforeAll(() => { directory = mkdtempSync(join(tmpdir(), 'zip-')); });
afterAll(() => rmSync(directory, { recursive: true }));

async function namesIn(content: Buffer): Promise<string[] | null> {
  const handle = await open(join(directory, 'file'), 'w+');
  try {
    await handle.writeFile(content);
    return (await soundArchive(new Bytes(handle, content.length)))?.map(({ name }) => name) ?? null;
  } finally {
    await handle.close();
  }
}

const HUNDRED = Buffer.alloc(100_000, 'abcdefghijklm');

/** As programs write it that stream: every size and place in 64 bits. */
async function wide(parts: Record<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(parts)) archive.addBuffer(content, name, { forceZip64Format: true, forceDosTimestamp: true });
  archive.end({ forceZip64Format: true, comment: '' });
  return Buffer.concat((await (archive.outputStream as Readable).toArray()) as Buffer[]);
}

describe('a sound archive', () => {
  it('may keep its sizes and places in 64 bits (ZIP64)', async () => {
    const whole = await wide({ a: HUNDRED, b: Buffer.from('x') });
    expect(whole.includes('PK\x06\x06', 0, 'latin1')).toBe(true);
    expect(await namesIn(whole)).toEqual(['a', 'b']);
  });

  it('with such fields that lie is none', async () => {
    const whole = await wide({ a: HUNDRED });
    const at = (mark: string) => whole.indexOf(mark, 0, 'latin1');
    const [end, locator, listed] = [at('PK\x06\x06'), at('PK\x06\x07'), at('PK\x01\x02')];
    const changed = (place: number, value: bigint): Buffer => { const copy = Buffer.from(whole); copy.writeBigUInt64LE(value, place); return copy; };
    const size = whole.readBigUInt64LE(listed + 46 + 1 + 4);
    expect(size).toBe(100_000n);
    const wrong = [changed(locator + 8, 0n), changed(locator + 8, 2n ** 60n), changed(end + 4, 45n), changed(end + 32, 2n), changed(end + 40, 1n), changed(end + 48, 1n),
      changed(listed + 51, 99_999n), changed(listed + 51, 2n ** 63n), changed(listed + 59, 2n ** 40n), changed(listed + 67, 5n)];
    for (const [which, one] of wrong.entries()) expect([which, await namesIn(one)]).toEqual([which, null]);
    // The two ends say different things: programs differ in which they believe.
    const two = Buffer.from(whole);
    two.writeUInt16LE(2, whole.length - 12);
    expect(await namesIn(two)).toBeNull();
  });

  it('is one whose entries unfold to what they say', async () => {
    expect(await namesIn(sample.handmade('a', HUNDRED))).toEqual(['a']);
    expect(await namesIn(sample.handmade('a', HUNDRED, { saidBytes: 99_999 }))).toBeNull();
    expect(await namesIn(sample.handmade('a', HUNDRED, { saidBytes: 100_001 }))).toBeNull();
  });

  it('has nothing encrypted, in front, behind or twice', async () => {
    const whole = sample.handmade('a', HUNDRED);
    const changed = (at: number, value: number) => { const copy = Buffer.from(whole); copy[at] = value; return copy; };
    expect(await namesIn(sample.handmade('a', HUNDRED, { flags: 1 }))).toBeNull();
    for (const wrong of [Buffer.concat([Buffer.from('x'), whole]), Buffer.concat([whole, Buffer.from('x')])]) expect(await namesIn(wrong)).toBeNull();
    expect(await namesIn(changed(30, 0x62))).toBeNull();
    expect(await namesIn(changed(8, 9))).toBeNull();
  });

  it('has entries that do not share their bytes', async () => {
    const one = sample.handmade('a', HUNDRED);
    const at = one.indexOf('PK\x01\x02', 0, 'latin1');
    const listed = one.subarray(at, -22);
    const end = Buffer.from(one.subarray(-22));
    end.writeUInt16LE(2, 8);
    end.writeUInt16LE(2, 10);
    end.writeUInt32LE(listed.length * 2, 12);
    expect(await namesIn(Buffer.concat([one.subarray(0, at), listed, listed, end]))).toBeNull();
  });

  it('has no more entries and unfolds no further than stated', async () => {
    const entries = (count: number) => sample.archive(Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, 'p'])));
    expect(await namesIn(entries(ENTRIES_MAX))).toHaveLength(ENTRIES_MAX);
    expect(await namesIn(entries(ENTRIES_MAX + 1))).toBeNull();
    expect(await namesIn(sample.archive({ zeros: Buffer.alloc(1_000_000) }))).toEqual(['zeros']);
    expect(await namesIn(sample.archive({ zeros: Buffer.alloc(1_100_000) }))).toBeNull();
  });
});
