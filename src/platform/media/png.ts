/** PNG (ISO/IEC 15948): signature, then chunks with check sums from IHDR to IEND, and nothing after it. */
import { crc32 } from 'node:zlib';
import type { Bytes } from './bytes.js';
import { isTooLarge } from './pixels.js';

const SIGNATURE_BYTES = 8;
/** Length, type and check sum around a chunk's content. */
const FRAME_BYTES = 12;
const IHDR_BYTES = 13;
const CHUNKS_MAX = 100_000;

export async function isPng(bytes: Bytes): Promise<boolean> {
  let at = SIGNATURE_BYTES;
  let pixels = false;
  for (let count = 0; count < CHUNKS_MAX; count += 1) {
    const head = await bytes.read(at, 8);
    if (head.length < 8) return false;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const end = at + FRAME_BYTES + length;
    if (end > bytes.size || !(await checkSumHolds(bytes, at + 4, end - 4))) return false;
    if ((count === 0) !== (type === 'IHDR')) return false;
    if (type === 'IHDR' && !(length === IHDR_BYTES && hasArea(await bytes.read(at + 8, 8)))) return false;
    if (type === 'IEND') return pixels && length === 0 && end === bytes.size;
    pixels ||= type === 'IDAT' && length > 0;
    at = end;
  }
  return false;
}

function hasArea(sides: Buffer): boolean {
  const [width, height] = [sides.readUInt32BE(0), sides.readUInt32BE(4)];
  return width > 0 && height > 0 && !isTooLarge(width, height);
}

async function checkSumHolds(bytes: Bytes, start: number, end: number): Promise<boolean> {
  let sum = 0;
  for await (const piece of bytes.pieces(start, end)) sum = crc32(piece, sum);
  return (await bytes.read(end, 4)).readUInt32BE(0) === sum;
}
