/** Small files of every accepted kind, and what pretends to be one: made here, so that nobody has to trust a binary. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';

const bytes = (...parts: (string | number[] | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const u16 = (value: number): number[] => [value >> 8, value & 255];
const u32 = (value: number): Buffer => { const four = Buffer.alloc(4); four.writeUInt32BE(value); return four; };
const u32le = (value: number): Buffer => Buffer.from(u32(value)).reverse();

export const pngChunk = (type: string, content: Buffer): Buffer => bytes(u32(content.length), type, content, u32(crc32(bytes(type, content))));
/** A grey square; another seed, another picture. */
export function png(seed = 1, ...extra: Buffer[]): Buffer {
  const rows = Buffer.alloc(8 * 9, (seed % 255) + 1);
  for (let row = 0; row < 8; row += 1) rows[row * 9] = 0;
  const head = bytes(u32(8), u32(8), [8, 0, 0, 0, 0]);
  return bytes([0x89], 'PNG\r\n\x1a\n', pngChunk('IHDR', head), ...extra, pngChunk('IDAT', deflateSync(rows)), pngChunk('tEXt', Buffer.from(`seed\0${seed}`)), pngChunk('IEND', Buffer.alloc(0)));
}
/** A sound PNG of exactly so many bytes: a chunk that nobody shows fills it up. */
export const pngOf = (sizeBytes: number, fill = 7): Buffer => png(1, pngChunk('fiLl', Buffer.alloc(sizeBytes - png(1).length - 12, fill)));

const segment = (type: number, content: Buffer): Buffer => bytes([0xff, type], u16(content.length + 2), content);
/** With stuffed zeros and a restart among its pixels, as real ones have. */
export const jpeg = (): Buffer => bytes(
  [0xff, 0xd8], segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])), segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, bytes([8], u16(8), u16(8), [1, 1, 0x11, 0])), segment(0xc4, Buffer.alloc(20, 1)),
  segment(0xda, bytes([1, 1, 0, 0, 63, 0])), [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xff, 0xd9],
);

/** `words`: what the picture says of itself, in a chunk of its own. */
export const webp = (words: Buffer = Buffer.alloc(0)): Buffer => {
  const said = words.length > 0 ? bytes('XMP ', u32le(words.length), words, words.length % 2 === 0 ? '' : [0]) : words;
  const chunk = bytes('VP8 ', u32le(5), [1, 2, 3, 4, 5, 0]);
  return bytes('RIFF', u32le(4 + chunk.length + said.length), 'WEBP', chunk, said);
};

/** Pictures of a few bytes that say to be so large. */
export function pngSaying(width: number, height: number): Buffer {
  const small = png();
  return bytes(small.subarray(0, 8), pngChunk('IHDR', bytes(u32(width), u32(height), [8, 0, 0, 0, 0])), small.subarray(33));
}
export function jpegSaying(width: number, height: number): Buffer {
  const said = jpeg();
  bytes(u16(height), u16(width)).copy(said, said.indexOf(bytes([0xff, 0xc0])) + 5);
  return said;
}
export function webpSaying(kind: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Buffer {
  const le24 = (value: number): Buffer => u32le(value).subarray(0, 3);
  const head = {
    'VP8 ': bytes([0, 0, 0, 0x9d, 1, 0x2a], u32le((height << 16) | width)),
    VP8L: bytes([0x2f], u32le((width - 1) | ((height - 1) << 14)), Buffer.alloc(5)),
    VP8X: bytes(Buffer.alloc(4), le24(width - 1), le24(height - 1)),
  }[kind];
  const chunk = bytes(kind, u32le(head.length), head);
  return bytes('RIFF', u32le(4 + chunk.length), 'WEBP', chunk);
}

export const pdf = (inside = ''): Buffer => bytes(
  `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${inside} >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n`,
  'trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n',
);

export const box = (type: string, content: Buffer = Buffer.alloc(0)): Buffer => bytes(u32(8 + content.length), type, content);
export const mp4 = (brand = 'isom'): Buffer => bytes(box('ftyp', bytes(brand, u32(0), 'isom')), box('moov', Buffer.alloc(16)), box('mdat', Buffer.alloc(32, 3)));

const MAIN = { docx: 'wordprocessingml.document', xlsx: 'spreadsheetml.sheet' };
const partsList = (mains: string): string => `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${mains}</Types>`;
const override = (type: string): string => `<Override PartName="/main.xml" ContentType="${type}"/>`;
type Parts = Record<string, string | Buffer>;
export const archive = (parts: Parts): Buffer => Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, new Uint8Array(Buffer.from(content))]))));
/** `types`: the list of parts; `more`: further parts. */
export const office = (kind: keyof typeof MAIN, more: Parts = {}, types = ''): Buffer => archive({
  '[Content_Types].xml': partsList(override(`application/vnd.openxmlformats-officedocument.${MAIN[kind]}.main+xml`) + types),
  'main.xml': '<main/>', ...more,
});
/** A macro workbook whose name says .xlsx. */
export const macroWorkbook = (): Buffer => archive({
  '[Content_Types].xml': partsList(override('application/vnd.ms-excel.sheet.macroEnabled.main+xml')), 'xl/workbook.xml': '<workbook/>', 'xl/vbaProject.bin': 'VBA',
});
/** 60 MB of zeros in some 60 kB. */
export const bomb = (): Buffer => office('xlsx', { 'xl/worksheets/sheet1.xml': Buffer.alloc(60_000_000) });

/** An archive by hand: one entry that says it unfolds to `saidBytes`, with these flags. */
export function handmade(name: string, content: Buffer, { saidBytes = content.length, flags = 0 } = {}): Buffer {
  const folded = deflateRawSync(content);
  const common = Buffer.alloc(26);
  [20, flags, 8, 0, 0].forEach((value, index) => common.writeUInt16LE(value, index * 2));
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(folded.length, 14);
  common.writeUInt32LE(saidBytes, 18);
  common.writeUInt16LE(name.length, 22);
  const local = bytes('PK\x03\x04', common, name, folded);
  const listed = bytes('PK\x01\x02', [20, 0], common, Buffer.alloc(14), name);
  const end = Buffer.alloc(18);
  [0, 0, 1, 1].forEach((value, index) => end.writeUInt16LE(value, index * 2));
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(local.length, 12);
  return bytes(local, listed, 'PK\x05\x06', end);
}

export const svg = (): Buffer => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const HTML = Buffer.from('<html><script>alert(1)</script></html>');
