import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as sample from '../../../test/support/samples.js';
import { Bytes } from './bytes.js';
import { mediaKindOf } from './media-type.js';

let directory: string;
beforeAll(() => { directory = mkdtempSync(join(tmpdir(), 'media-')); });
afterAll(() => rmSync(directory, { recursive: true }));

async function kindOf(content: Buffer): Promise<string | null> {
  const handle = await open(join(directory, 'file'), 'w+');
  try {
    await handle.writeFile(content);
    return await mediaKindOf(new Bytes(handle, content.length));
  } finally {
    await handle.close();
  }
}
const refused = async (files: Record<string, Buffer>): Promise<void> => {
  const found: [string, string | null][] = [];
  for (const [name, content] of Object.entries(files)) found.push([name, await kindOf(content)]);
  expect(found).toEqual(Object.keys(files).map((name) => [name, null]));
};
const glue = (...parts: (Buffer | string)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));

describe('what is accepted', () => {
  it.each([
    ['jpeg', sample.jpeg()], ['png', sample.png()], ['webp', sample.webp()], ['webp', sample.webp(Buffer.from('一张照片'))], ['pdf', sample.pdf()],
    ['docx', sample.office('docx')], ['xlsx', sample.office('xlsx')], ['mp4', sample.mp4()],
  ])('%s', async (kind, content) => {
    expect(await kindOf(content)).toBe(kind);
  });

  it('pictures as phones write them: with a second picture, a film or a known trailer behind', async () => {
    for (const behind of [sample.jpeg(), sample.mp4('mp42'), Buffer.alloc(100), Buffer.from('..samsung..SEFT')]) {
      expect(await kindOf(glue(sample.jpeg(), behind))).toBe('jpeg');
    }
  });

  it('pixels over more than one piece, with a marker on the seam', async () => {
    const whole = sample.jpeg();
    const pixels = Buffer.alloc(200_000, 0x11);
    for (const at of [65_535, 65_536, 131_070]) pixels.writeUInt16BE(0xff00, at);
    const at = whole.length - 4;
    for (const shift of [0, 1, 2, 3]) {
      expect(await kindOf(glue(whole.subarray(0, at), pixels.subarray(shift), whole.subarray(at)))).toBe('jpeg');
    }
  });
});

describe('what is refused', () => {
  it('a signature alone, a cut-off end, a changed byte', async () => {
    const flipped = sample.png();
    flipped[45] = (flipped[45] ?? 0) ^ 1;
    await refused({
      empty: Buffer.alloc(0), signature: sample.png().subarray(0, 8), 'signature and noise': glue(sample.png().subarray(0, 8), Buffer.alloc(500, 9)),
      'png cut': sample.png().subarray(0, -3), 'png changed': flipped, 'jpeg cut': sample.jpeg().subarray(0, -1), 'jpeg beginning': sample.jpeg().subarray(0, 30),
      'webp cut': sample.webp().subarray(0, -2), 'pdf cut': sample.pdf().subarray(0, -8), 'mp4 cut': sample.mp4().subarray(0, -5),
      'mp4 without film': sample.box('ftyp', Buffer.from('isom0000isom')), 'heic': sample.mp4('heic'), 'docx cut': sample.office('docx').subarray(0, -1),
    });
  });

  it('markup and scripts, whatever they are called', async () => {
    await refused({ svg: sample.svg(), html: sample.HTML, script: Buffer.from('#!/bin/sh\nrm -rf /\n'), exe: Buffer.from('MZ\x90\0') });
  });

  it('a picture that unfolds to more than 210 million pixels, however small its file', async () => {
    const allowed: (string | null)[] = [];
    for (const content of [sample.pngSaying(14_000, 15_000), sample.jpegSaying(14_000, 15_000), sample.webpSaying('VP8X', 14_000, 15_000)]) allowed.push(await kindOf(content));
    expect(allowed).toEqual(['png', 'jpeg', 'webp']);
    await refused({
      png: sample.pngSaying(14_000, 15_001), 'png of the largest sides': sample.pngSaying(0x7fff_ffff, 0x7fff_ffff), jpeg: sample.jpegSaying(14_000, 15_001), 'jpeg of the largest sides': sample.jpegSaying(65_535, 65_535),
      'webp canvas': sample.webpSaying('VP8X', 14_000, 15_001), 'webp lossless': sample.webpSaying('VP8L', 16_383, 16_383), 'webp plain': sample.webpSaying('VP8 ', 16_383, 16_383),
    });
  });

  it('two kinds at once', async () => {
    const zip = sample.archive({ 'a.txt': 'a' });
    await refused({
      'png and html': glue(sample.png(), sample.HTML), 'html within a png': sample.png(1, sample.pngChunk('tEXt', glue('a\0', sample.HTML))),
      'jpeg and html': glue(sample.jpeg(), sample.HTML), 'jpeg and zip': glue(sample.jpeg(), zip), 'html under a phone trailer': glue(sample.jpeg(), sample.HTML, 'SEFT'),
      'png and zip': glue(sample.png(), zip), 'pdf and zip': glue(sample.pdf(), zip), 'pdf and html': glue(sample.pdf(), sample.HTML),
      'zip and docx': glue('MZ', sample.office('docx')), 'webp and html': glue(sample.webp(), sample.HTML), 'html within a webp': sample.webp(glue(sample.HTML)), 'mp4 and zip': glue(sample.mp4(), zip),
      'zip in an mp4': glue(sample.mp4(), sample.box('free', zip)),
    });
  });

  it('documents that run something', async () => {
    const named = (name: string): Buffer => sample.pdf(`/OpenAction << /S /${name} >>`);
    await refused({
      'macro workbook': sample.macroWorkbook(), 'macros under a clean list': sample.office('xlsx', { 'xl/vbaProject.bin': 'VBA' }),
      'macro sheet': sample.office('xlsx', {}, '<Default Extension="x" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'),
      'macro spelled': sample.office('xlsx', {}, '<Default Extension="bin" ContentType="application/vnd.ms-office.vba&#80;roject"/>'),
      'activex': sample.office('docx', { 'word/activeX/activeX1.xml': '<x/>' }), 'two documents': sample.office('docx', {}, '<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'),
      'not a document': sample.archive({ 'a.txt': 'a' }), javascript: named('JavaScript'), launch: named('Launch'), 'spelled': named('J#61vaScript'),
    });
    expect(await kindOf(named('LaunchPad'))).toBe('pdf');
  });

  it('archives that unfold too far, or hold something strange', async () => {
    await refused({
      bomb: sample.bomb(), climbing: sample.office('docx', { '../evil.xml': 'x' }), 'twice in other letters': sample.office('docx', { 'Main.xml': 'x' }),
    });
  });
});
