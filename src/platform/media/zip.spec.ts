import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

describe('a sound archive', () => {
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
