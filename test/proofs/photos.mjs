/**
 * `npm run prove:photos` (after `npm run build`; Debian, as it takes its photographs from packages): how many changed copies are found, how
 * many unlike pairs are taken for one, and how long a search among a million takes. The last part of docs/PROOFS.md is its output.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { PhotoRepository } from '../../dist/src/evidence/photos/photo.repository.js';
import { bitText, differenceOf, GREY_SIDE, keysNear, keysOf, printsOf, SAME_WITHIN_BITS } from '../../dist/src/evidence/photos/print.js';
import { pictureOf } from '../../dist/src/platform/media/picture.js';
import { photographs } from './photos.collect.mjs';
import { searchAmong } from './photos.million.mjs';

const inner = ({ width, height }, edge) => ({ left: Math.round(width * edge), top: Math.round(height * edge), width: Math.round(width * (1 - 2 * edge)), height: Math.round(height * (1 - 2 * edge)) });
const COPIES = {
  'JPEG, quality 60': (photo) => sharp(photo.png).jpeg({ quality: 60 }),
  'half size': (photo) => sharp(photo.png).resize(Math.round(photo.width / 2), Math.round(photo.height / 2)).jpeg({ quality: 85 }),
  '20 % brighter': (photo) => sharp(photo.png).linear(1.2, 0).jpeg({ quality: 85 }),
  '20 % darker': (photo) => sharp(photo.png).linear(0.8, 0).jpeg({ quality: 85 }),
  'half size, 20 % brighter, quality 60': (photo) => sharp(photo.png).resize(Math.round(photo.width / 2), Math.round(photo.height / 2)).linear(1.2, 0).jpeg({ quality: 60 }),
  '1 % off each edge': (photo) => sharp(photo.png).extract(inner(photo, 0.01)).jpeg({ quality: 85 }),
  '3 % off each edge': (photo) => sharp(photo.png).extract(inner(photo, 0.03)).jpeg({ quality: 85 }),
  '5 % off each edge': (photo) => sharp(photo.png).extract(inner(photo, 0.05)).jpeg({ quality: 85 }),
};
const seen = async (bytes) => printsOf((await pictureOf(bytes, GREY_SIDE)).grey);
/** As the service finds: by the index first, then by the bits. */
const isFound = (copy, original) => {
  const filed = new Set(keysOf(original));
  return keysNear(copy).some((key) => filed.has(key)) && differenceOf(copy, original) <= SAME_WITHIN_BITS;
};
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

const room = mkdtempSync(join(tmpdir(), 'photos-'));
try {
  const photos = await photographs(room);
  for (const photo of photos) photo.prints = await seen(photo.png);
  const shown = photos.filter(({ prints }) => prints);
  console.log(`| | |\n| --- | --- |\n| commit | ${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: resolve(import.meta.dirname, '../..') }).toString().trim()} |`);
  console.log(`| photographs, all different | ${photos.length}, ${photos.length - shown.length} of them too plain to compare |`);
  for (const [how, make] of Object.entries(COPIES)) {
    let [there, back] = [0, 0];
    for (const photo of photos) {
      const copy = await seen(await make(photo).toBuffer());
      if (copy && photo.prints && isFound(copy, photo.prints)) there += 1;
      if (copy && photo.prints && isFound(photo.prints, copy)) back += 1;
    }
    console.log(`| found: ${how} | ${there} of ${photos.length} (${percent(there, photos.length)}); the original after its copy: ${percent(back, photos.length)} |`);
  }
  let [pairs, wrong, nearest] = [0, 0, 256];
  shown.forEach((one, at) => shown.slice(0, at).forEach((other) => {
    pairs += 1;
    nearest = Math.min(nearest, differenceOf(one.prints, other.prints));
    if (isFound(one.prints, other.prints)) wrong += 1;
  }));
  console.log(`| unlike pairs taken for one | **${wrong} of ${pairs}**; with none in N the true rate is below 3/N = ${(30_000 / pairs).toFixed(2)} in 10,000 (95 %); the nearest pair differs in ${nearest} of 256 bits, ${SAME_WITHIN_BITS} are allowed |`);
  if (!process.argv.includes('--without-search')) await searchAmong(Number(process.env.PHOTOS ?? 1_000_000), shown.map(({ prints }) => prints), { PhotoRepository, bitText, keysOf });
} finally {
  rmSync(room, { recursive: true, force: true });
}
