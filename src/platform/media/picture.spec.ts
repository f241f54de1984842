import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { pngChunk, webpSaying } from '../../../test/support/samples.js';
import { failureOf as kindOf, NoPicture, pictureOf, TookTooLong } from './picture.js';

const SIDE = 16;
const small = sharp({ create: { width: 40, height: 40, channels: 3, background: '#356' } });
const [PROGRESSIVE, PLAIN] = [0xc2, 0xc0];

/** A small picture whose frame says to be so large: told by its head, before a row of it is unfolded. */
async function jpegOf(frame: number, width: number, height: number): Promise<Buffer> {
  const made = await small.clone().jpeg({ progressive: frame === PROGRESSIVE }).toBuffer();
  const at = made.indexOf(Buffer.from([0xff, frame])) + 5;
  made.writeUInt16BE(height, at);
  made.writeUInt16BE(width, at + 2);
  return made;
}
async function interlacedPng(width: number, height: number): Promise<Buffer> {
  const made = await small.clone().png({ progressive: true }).toBuffer();
  const head = Buffer.from(made.subarray(16, 29));
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([made.subarray(0, 8), pngChunk('IHDR', head), made.subarray(33)]);
}
const failureOf = async (bytes: Buffer): Promise<string> => pictureOf(bytes, SIDE).then(() => 'none', (error: Error) => (error instanceof NoPicture ? error.message : `another: ${error.message}`));

describe('a picture that must be unfolded whole', () => {
  it('is read up to 64 million pixels', async () => {
    expect((await pictureOf(await jpegOf(PROGRESSIVE, 40, 40), SIDE)).grey).toHaveLength(SIDE * SIDE);
    expect((await pictureOf(await interlacedPng(40, 40), SIDE)).grey).toHaveLength(SIDE * SIDE);
    for (const large of [await jpegOf(PROGRESSIVE, 8_001, 8_000), await interlacedPng(8_001, 8_000), webpSaying('VP8L', 8_001, 8_000)]) {
      expect(await failureOf(large)).toBe('it unfolds to too many pixels');
    }
  });

  it('is not one that can be read row by row: that may be larger', async () => {
    expect(await failureOf(await jpegOf(PLAIN, 8_001, 8_000))).not.toBe('it unfolds to too many pixels');
    expect(await failureOf(await jpegOf(PLAIN, 15_000, 14_001))).toBe('Input image exceeds pixel limit');
  });
});

describe('a failure', () => {
  it('of time is told from one of the picture: the same bytes may be read in a quieter hour', () => {
    // as sharp 0.35 says it of 196 million pixels and one second
    expect(kindOf(new Error('timeout: 75% complete\nVipsImage: killed for image "temp-32"'))).toBeInstanceOf(TookTooLong);
    for (const other of [new Error('vipspng: libpng read error'), new Error('Input image exceeds pixel limit'), 'no error at all']) expect(kindOf(other)).toBeInstanceOf(NoPicture);
  });
});
