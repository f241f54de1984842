/**
 * JPEG (ITU-T T.81): segments from SOI over a frame and its scans to EOI. What phones hang behind it is known and let through:
 * more pictures (depth, preview), the film of a moving photo, Samsung's own trailer, zeros. Anything else behind it is not.
 */
import type { Bytes } from './bytes.js';
import { endsWithBoxes } from './mp4.js';
import { isTooLarge } from './pixels.js';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const SEGMENTS_MAX = 10_000;
const PICTURES_MAX = 10;
const TRAILER_MAX_BYTES = 65_536;

export async function isJpeg(bytes: Bytes): Promise<boolean> {
  let at: number | null = 0;
  for (let pictures = 0; pictures < PICTURES_MAX; pictures += 1) {
    at = await endOfPicture(bytes, at);
    if (at === null) return false;
    if (await endsHarmlessly(bytes, at)) return true;
    if (!(await bytes.read(at, 3)).equals(Buffer.from([0xff, SOI, 0xff]))) return false;
  }
  return false;
}

/** Behind the EOI of the picture that begins at `start`; null where there is no whole picture. */
async function endOfPicture(bytes: Bytes, start: number): Promise<number | null> {
  let at = start + 2;
  let framed = false;
  for (let count = 0; count < SEGMENTS_MAX; count += 1) {
    const head = await bytes.read(at, 4);
    const [mark, type = 0] = head;
    if (mark !== 0xff) return null;
    if (type === 0xff) { at += 1; continue; }
    if (type === EOI) return framed ? at + 2 : null;
    if (head.length < 4 || type === SOI || type === 0) return null;
    if (isFrame(type) && (await unfoldsTooFar(bytes, at))) return null;
    framed ||= isFrame(type);
    at += 2 + head.readUInt16BE(2);
    if (type === SOS) at = await endOfScan(bytes, at);
    if (at < 0 || at >= bytes.size) return null;
  }
  return null;
}

/** SOF0 to SOF15, without DHT, JPG and DAC that stand among them. */
const isFrame = (type: number): boolean => type >= 0xc0 && type <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(type);

/** A frame says its height and width behind its length and a byte of precision. */
async function unfoldsTooFar(bytes: Bytes, frame: number): Promise<boolean> {
  const sides = await bytes.read(frame + 5, 4);
  return sides.length < 4 || isTooLarge(sides.readUInt16BE(2), sides.readUInt16BE(0));
}

/** Compressed pixels run to the next marker that is neither a stuffed zero nor a restart. */
async function endOfScan(bytes: Bytes, start: number): Promise<number> {
  let marked = false;
  let at = start;
  for await (const piece of bytes.pieces(start)) {
    for (let index = marked ? 0 : piece.indexOf(0xff); index !== -1; index = marked ? index + 1 : piece.indexOf(0xff, index)) {
      const byte = piece[index];
      if (byte === undefined) break;
      if (!marked) marked = true;
      else if (byte !== 0xff) {
        if (byte !== 0 && (byte < 0xd0 || byte > 0xd7)) return at + index - 1;
        marked = false;
      }
    }
    at += piece.length;
  }
  return -1;
}

async function endsHarmlessly(bytes: Bytes, at: number): Promise<boolean> {
  if (at === bytes.size) return true;
  if (await endsWithBoxes(bytes, at)) return true;
  if (bytes.size - at > TRAILER_MAX_BYTES) return false;
  const trailer = await bytes.read(at, TRAILER_MAX_BYTES);
  return trailer.every((byte) => byte === 0) || trailer.toString('latin1', trailer.length - 4) === 'SEFT';
}
