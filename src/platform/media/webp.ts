/** WebP (RFC 9649): a RIFF whose chunks end where it says, and where the file ends. */
import type { Bytes } from './bytes.js';

const CHUNKS_MAX = 10_000;
const PICTURE = ['VP8 ', 'VP8L', 'VP8X'];

export async function isWebp(bytes: Bytes): Promise<boolean> {
  const head = await bytes.read(0, 16);
  if (head.length < 16 || head.readUInt32LE(4) + 8 !== bytes.size || !PICTURE.includes(head.toString('latin1', 12, 16))) return false;
  let at = 12;
  for (let count = 0; count < CHUNKS_MAX && at < bytes.size; count += 1) {
    const chunk = await bytes.read(at, 8);
    if (chunk.length < 8) return false;
    const length = chunk.readUInt32LE(4);
    at += 8 + length + (length % 2);
  }
  return at === bytes.size;
}
