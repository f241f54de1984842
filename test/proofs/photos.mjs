/**
 * `npm run prove:photos` (after `npm run build`; Debian, as it takes its photographs from packages): how many changed copies are found, how
 * many unlike pairs are taken for one, and how long a search among a million takes. It writes its section of docs/PROOFS.md (WRITE=false: only prints).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { PhotoRepository } from '../../dist/src/evidence/photos/photo.repository.js';
import { bitText, differenceOf, GREY_SIDE, keysNear, keysOf, printsOf, SAME_WITHIN_BITS } from '../../dist/src/evidence/photos/print.js';
import { pictureOf } from '../../dist/src/platform/media/picture.js';
import { commit, writeSection } from './page.mjs';
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

const PHOTOS = Number(process.env.PHOTOS ?? 1_000_000);
const HEAD = `## Photos that were used before

By \`npm run prove:photos\` (Debian: the photographs come out of its packages gcompris-qt-data, mate-backgrounds and lomiri-wallpapers-16.04, drawings left out,
doubles removed; nothing of them is in the repository). A copy is found where the index finds it **and** at most ${SAME_WITHIN_BITS} of 256 bits differ, as the service does it.
The photos searched among are made from those photographs by turning 30 of 100 bits, so that they are filed as unevenly; the searches are the service's own statement.`;
const told = [];
const tell = (line) => { told.push(line); console.log(line); };

const room = mkdtempSync(join(tmpdir(), 'photos-'));
try {
  const photos = await photographs(room);
  for (const photo of photos) photo.prints = await seen(photo.png);
  const shown = photos.filter(({ prints }) => prints);
  tell('| | |\n| --- | --- |');
  tell(`| commit | ${commit()} |`);
  tell(`| photographs, all different | ${photos.length}, ${photos.length - shown.length} of them too plain to compare |`);
  for (const [how, make] of Object.entries(COPIES)) {
    let [there, back] = [0, 0];
    for (const photo of photos) {
      const copy = await seen(await make(photo).toBuffer());
      if (copy && photo.prints && isFound(copy, photo.prints)) there += 1;
      if (copy && photo.prints && isFound(photo.prints, copy)) back += 1;
    }
    tell(`| found: ${how} | ${there} of ${photos.length} (${percent(there, photos.length)}); the original after its copy: ${percent(back, photos.length)} |`);
  }
  let [pairs, wrong, nearest] = [0, 0, 256];
  shown.forEach((one, at) => shown.slice(0, at).forEach((other) => {
    pairs += 1;
    nearest = Math.min(nearest, differenceOf(one.prints, other.prints));
    if (isFound(one.prints, other.prints)) wrong += 1;
  }));
  tell(`| unlike pairs taken for one | **${wrong} of ${pairs}**; with none in N the true rate is below 3/N = ${(30_000 / pairs).toFixed(2)} in 10,000 (95 %); the nearest pair differs in ${nearest} of 256 bits, ${SAME_WITHIN_BITS} are allowed |`);
  if (!process.argv.includes('--without-search')) tell(await searchAmong(PHOTOS, shown.map(({ prints }) => prints), { PhotoRepository, bitText, keysOf }));
  if (process.env.WRITE !== 'false') writeSection('photos', `${HEAD}\n\n${told.join('\n')}`);
} finally {
  rmSync(room, { recursive: true, force: true });
}
