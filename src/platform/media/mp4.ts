/** MP4 (ISO/IEC 14496-12): boxes to the very end of the file, with a film and its index among them. */
import type { Bytes } from './bytes.js';

const BOXES_MAX = 10_000;
const BRANDS = /^(isom|iso[2-9]|mp4[12]|mp71|avc1|hvc1|hev1|M4V |M4VP|MSNV|dash)$/;

export async function isMp4(bytes: Bytes): Promise<boolean> {
  return endsWithBoxes(bytes, 0);
}

/** From `start` to the end of the file stands one whole film. */
export async function endsWithBoxes(bytes: Bytes, start: number): Promise<boolean> {
  const head = await bytes.read(start, 16);
  if (head.length < 16 || head.toString('latin1', 4, 8) !== 'ftyp' || !BRANDS.test(head.toString('latin1', 8, 12))) return false;
  const types = await boxTypes(bytes, start);
  return types !== null && types.has('moov') && (types.has('mdat') || types.has('moof'));
}

async function boxTypes(bytes: Bytes, start: number): Promise<Set<string> | null> {
  const types = new Set<string>();
  let at = start;
  for (let count = 0; count < BOXES_MAX && at < bytes.size; count += 1) {
    const head = await bytes.read(at, 16);
    if (head.length < 8) return null;
    const type = head.toString('latin1', 4, 8);
    if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return null;
    const length = sizeOf(head, bytes.size - at);
    if (length < 8 || at + length > bytes.size) return null;
    types.add(type);
    at += length;
  }
  return at === bytes.size ? types : null;
}

/** 0: to the end; 1: eight bytes more say it. */
function sizeOf(head: Buffer, rest: number): number {
  const length = head.readUInt32BE(0);
  if (length === 0) return rest;
  if (length !== 1) return length;
  return head.length < 16 ? 0 : Number(head.readBigUInt64BE(8));
}
