/**
 * A ZIP archive, checked before anybody opens it: the list of entries is whole and stands where it must, the entries do not
 * overlap, none is encrypted, and none unfolds to more than it says (security S26: bombs).
 */
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import type { Bytes } from './bytes.js';

export const ENTRIES_MAX = 2_000;
const UNFOLDED_MAX_BYTES = 200_000_000;
/** Spreadsheets of equal rows come to some 50. Small archives may be anything. */
const RATIO_MAX = 100;
const RATIO_FROM_BYTES = 1_000_000;

const LIST_MAX_BYTES = 1_000_000;
const UNFOLDED_PIECE_BYTES = 65_536;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const [LOCAL_MARK, ENTRY_MARK, END_MARK] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCATOR_MARK, WIDE_END_MARK, WIDE_FIELD, IN_WIDE] = [0x07064b50, 0x06064b50, 0x0001, 0xffffffff];
const LOCATOR_BYTES = 20;
const WIDE_END_BYTES = 56;
const ENCRYPTED = 0x2041;
const [STORED, DEFLATED] = [0, 8];

export interface Entry {
  name: string;
  method: number;
  foldedBytes: number;
  unfoldedBytes: number;
  /** Of its own header. */
  position: number;
}

/** Why an archive is not opened: to tell whoever sent it. */
export type ArchiveFault = 'DAMAGED' | 'UNFOLDS_TOO_FAR';

/** The entries of a sound archive; null for any other. */
export async function soundArchive(bytes: Bytes): Promise<Entry[] | null> {
  const entries = await examinedArchive(bytes);
  return typeof entries === 'string' ? null : entries;
}

/** The entries of a sound archive, or what is wrong with it. */
export async function examinedArchive(bytes: Bytes): Promise<Entry[] | ArchiveFault> {
  const entries = await listOf(bytes);
  if (!entries || !isPlain(entries)) return 'DAMAGED';
  if (unfoldsTooFar(entries, bytes.size)) return 'UNFOLDS_TOO_FAR';
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.position - b.position)) {
    const start = await contentStart(bytes, entry);
    if (start === null || entry.position < end) return 'DAMAGED';
    end = start + entry.foldedBytes;
    if (end > bytes.size || !(await unfoldsAsSaid(bytes, entry, start))) return 'DAMAGED';
  }
  return entries;
}

interface List { count: number; length: number; start: number; end: number }

/** The archive begins at the first byte and its list ends at the last: no comment, nothing in front, nothing behind. */
async function listOf(bytes: Bytes): Promise<Entry[] | null> {
  const said = await endOf(bytes);
  if (!said) return null;
  const { count, length, start, end } = said;
  if (count === 0 || count > ENTRIES_MAX || length > LIST_MAX_BYTES || start + length !== end) return null;
  const list = await bytes.read(start, length);
  const entries: Entry[] = [];
  let at = 0;
  while (at + ENTRY_BYTES <= list.length && list.readUInt32LE(at) === ENTRY_MARK) {
    const nameBytes = list.readUInt16LE(at + 28);
    const extraBytes = list.readUInt16LE(at + 30);
    if ((list.readUInt16LE(at + 8) & ENCRYPTED) !== 0) return null;
    const extra = list.subarray(at + ENTRY_BYTES + nameBytes, at + ENTRY_BYTES + nameBytes + extraBytes);
    const sizes = sizesOf([list.readUInt32LE(at + 24), list.readUInt32LE(at + 20), list.readUInt32LE(at + 42)], extra);
    if (!sizes) return null;
    const [unfoldedBytes, foldedBytes, position] = sizes;
    entries.push({ name: list.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes), method: list.readUInt16LE(at + 10), foldedBytes, unfoldedBytes, position });
    at += ENTRY_BYTES + nameBytes + extraBytes + list.readUInt16LE(at + 32);
  }
  return at === length && entries.length === count ? entries : null;
}

/** Where the list stands; null for an archive in several parts, or whose two ends say different things. */
async function endOf(bytes: Bytes): Promise<List | null> {
  const end = await bytes.read(bytes.size - END_BYTES, END_BYTES);
  if (end.length < END_BYTES || end.readUInt32LE(0) !== END_MARK || end.readUInt32LE(4) !== 0 || end.readUInt16LE(20) !== 0) return null;
  const said = { count: end.readUInt16LE(10), length: end.readUInt32LE(12), start: end.readUInt32LE(16), end: bytes.size - END_BYTES };
  const wide = await wideEndOf(bytes, said.end);
  if (wide === undefined) return said;
  const agrees = wide && fits(said.count, 0xffff, wide.count) && fits(said.length, IN_WIDE, wide.length) && fits(said.start, IN_WIDE, wide.start);
  return agrees ? wide : null;
}

/** ZIP64, as programs write it that do not know beforehand how large a workbook becomes (Apache POI's SXSSF). undefined: there is none. */
async function wideEndOf(bytes: Bytes, end: number): Promise<List | null | undefined> {
  const locator = await bytes.read(Math.max(0, end - LOCATOR_BYTES), LOCATOR_BYTES);
  if (locator.length < LOCATOR_BYTES || locator.readUInt32LE(0) !== LOCATOR_MARK) return undefined;
  const at = wideAt(locator, 8);
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) !== 1 || at !== end - LOCATOR_BYTES - WIDE_END_BYTES) return null;
  const wide = await bytes.read(at, WIDE_END_BYTES);
  if (wide.readUInt32LE(0) !== WIDE_END_MARK || wideAt(wide, 4) !== WIDE_END_BYTES - 12 || wide.readUInt32LE(16) !== 0 || wide.readUInt32LE(20) !== 0) return null;
  return { count: wideAt(wide, 32), length: wideAt(wide, 40), start: wideAt(wide, 48), end: at };
}

/** Sizes and places that did not fit stand in a field of their own, in this order. */
function sizesOf(said: [number, number, number], extra: Buffer): [number, number, number] | null {
  if (!said.includes(IN_WIDE)) return said;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== WIDE_FIELD) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let next = 0;
    const sizes = said.map((one) => (one !== IN_WIDE ? one : next + 8 <= field.length ? wideAt(field, (next += 8) - 8) : NaN)) as [number, number, number];
    return sizes.every(Number.isSafeInteger) ? sizes : null;
  }
  return null;
}

const wideAt = (from: Buffer, at: number): number => Number(from.readBigUInt64LE(at));
const fits = (said: number, inWide: number, wide: number): boolean => said === wide || said === inWide;

function isPlain(entries: readonly Entry[]): boolean {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const strange = entries.some(({ name, method }) => /(^|\/)\.\.(\/|$)|^\/|[\\\0:]/.test(name) || (method !== STORED && method !== DEFLATED));
  return names.size === entries.length && !strange && entries.some(({ position }) => position === 0);
}

function unfoldsTooFar(entries: readonly Entry[], size: number): boolean {
  const unfolded = entries.reduce((sum, entry) => sum + entry.unfoldedBytes, 0);
  return unfolded > UNFOLDED_MAX_BYTES || (unfolded > RATIO_FROM_BYTES && unfolded > RATIO_MAX * size);
}

/** Its own header names the same entry as the list: programs differ in which of the two they believe. */
async function contentStart(bytes: Bytes, { name, position, method }: Entry): Promise<number | null> {
  const head = await bytes.read(position, LOCAL_BYTES);
  if (head.length < LOCAL_BYTES || head.readUInt32LE(0) !== LOCAL_MARK || head.readUInt16LE(8) !== method) return null;
  const nameBytes = head.readUInt16LE(26);
  const same = (await bytes.read(position + LOCAL_BYTES, nameBytes)).toString('utf8') === name;
  return same ? position + LOCAL_BYTES + nameBytes + head.readUInt16LE(28) : null;
}

async function unfoldsAsSaid(bytes: Bytes, entry: Entry, start: number): Promise<boolean> {
  if (entry.method === STORED) return entry.foldedBytes === entry.unfoldedBytes;
  let unfolded = 0;
  const count = new Writable({
    write(piece: Buffer, _encoding, next) {
      unfolded += piece.length;
      next(unfolded > entry.unfoldedBytes ? new Error('unfolds to more than it says') : null);
    },
  });
  return pipeline(Readable.from(bytes.pieces(start, start + entry.foldedBytes)), createInflateRaw(), count).then(() => unfolded === entry.unfoldedBytes, () => false);
}

/** The text of a small entry of a sound archive. */
export async function textOf(bytes: Bytes, entry: Entry, limitBytes: number): Promise<string | null> {
  const content = entry.unfoldedBytes > limitBytes ? null : await contentOf(bytes, entry);
  return content && Buffer.concat((await content.toArray()) as Buffer[]).toString('utf8');
}

/** The unfolded content of an entry of a sound archive, piece by piece. */
export async function contentOf(bytes: Bytes, entry: Entry): Promise<Readable | null> {
  const start = await contentStart(bytes, entry);
  if (start === null) return null;
  const content = Readable.from(bytes.pieces(start, start + entry.foldedBytes), { objectMode: false });
  if (entry.method === STORED) return content;
  const unfolded = createInflateRaw({ chunkSize: UNFOLDED_PIECE_BYTES });
  content.on('error', (error) => unfolded.destroy(error));
  return content.pipe(unfolded);
}

/** Whether a program that looks for an archive from the end would find one: a file that is two kinds at once. */
export async function endsAsArchive(bytes: Bytes): Promise<boolean> {
  const tail = await bytes.read(Math.max(0, bytes.size - END_BYTES - 0xffff), END_BYTES + 0xffff);
  for (let at = tail.indexOf('PK\x05\x06', 0, 'latin1'); at !== -1; at = tail.indexOf('PK\x05\x06', at + 1, 'latin1')) {
    if (at + END_BYTES <= tail.length && at + END_BYTES + tail.readUInt16LE(at + 20) <= tail.length) return true;
  }
  return false;
}
