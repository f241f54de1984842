/** WebP (RFC 9649): a RIFF whose chunks end where it says, and where the file ends. */
import type { Bytes } from './bytes.js';
import { isTooLarge } from './pixels.js';

const CHUNKS_MAX = 10_000;
const PICTURE = ['VP8 ', 'VP8L', 'VP8X'];

export async function isWebp(bytes: Bytes): Promise<boolean> {
  const head = await bytes.read(0, 16);
  if (head.length < 16 || head.readUInt32LE(4) + 8 !== bytes.size || !PICTURE.includes(head.toString('latin1', 12, 16))) return false;
  if (isTooLarge(...sidesOf(await bytes.read(12, 18)))) return false;
  let at = 12;
  for (let count = 0; count < CHUNKS_MAX && at < bytes.size; count += 1) {
    const chunk = await bytes.read(at, 8);
    if (chunk.length < 8) return false;
    const length = chunk.readUInt32LE(4);
    at += 8 + length + (length % 2);
  }
  return at === bytes.size;
}

/** As its first chunk says: a canvas, a lossless picture, a plain one. */
function sidesOf(chunk: Buffer): [width: number, height: number] {
  const said = chunk.subarray(8);
  const kind = chunk.toString('latin1', 0, 4);
  if (said.length < 10) return [0, 0];
  if (kind === 'VP8X') return [said.readUIntLE(4, 3) + 1, said.readUIntLE(7, 3) + 1];
  if (kind === 'VP8L') return [(said.readUInt32LE(1) & 0x3fff) + 1, ((said.readUInt32LE(1) >>> 14) & 0x3fff) + 1];
  return [said.readUInt16LE(6) & 0x3fff, said.readUInt16LE(8) & 0x3fff];
}
