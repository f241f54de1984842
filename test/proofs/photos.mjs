/**
 * `npm run prove:photos` (after `npm run build`; Debian, as it takes its photographs from packages): how many changed copies are found, how
 * many unlike pairs are taken for one, and how long a search among a million takes. It writes its section of docs/PROOFS.md (WRITE=false: only prints).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { GREY_SIDE, printsOf, SAME_WITHIN_BITS } from '../../dist/src/evidence/photos/print.js';
import { pictureOf } from '../../dist/src/platform/media/picture.js';
import { commit, writeSection } from './page.mjs';
import { photographs } from './photos.collect.mjs';
import { uuid, withDatabase } from './photos.database.mjs';
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
/** Of `looked` at after `filed`, each in its place: how many were told as what was filed there, and how many pairs beside. A county of its own. */
async function found(client, look, county, filed, looked) {
  const numbered = async (photos, from) => { for (const [at, prints] of photos.entries()) if (prints) await look(uuid(from + at), prints, county); };
  const from = (counties += 1) * 100_000;
  await numbered(filed, from);
  await numbered(looked, from + 50_000);
  const { rows } = await client.query('select evidence_id as later, earlier_id as earlier from photo_match where county_code = $1', [county]);
  const told = new Set(rows.map(({ later, earlier }) => `${later} ${earlier}`));
  const right = looked.filter((_, at) => told.delete(`${uuid(from + 50_000 + at)} ${uuid(from + at)}`)).length;
  return { right, wrong: told.size };
}
let counties = 0;
/** The nearest two of different photographs, in bits, whatever their keys. */
const differenceOf = (one, other) => Math.min(...one.flatMap((mine) => other.filter(({ part }) => part === 'WHOLE' || mine.part === 'WHOLE').map((theirs) => ones(mine.fine, theirs.fine))));
const ones = (one, other) => one.reduce((sum, byte, at) => sum + BITS[byte ^ other[at]], 0);
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

const PHOTOS = Number(process.env.PHOTOS ?? 1_000_000);
const HEAD = `## Photos that were used before

By \`npm run prove:photos\` (Debian: the photographs come out of its packages gcompris-qt-data, mate-backgrounds and lomiri-wallpapers-16.04, drawings left out,
doubles removed; nothing of them is in the repository). Whatever is filed and found here is so by the service's own statements on PostgreSQL: a copy is found where one of its
keys is that of the original, or differs from it in one bit, **and** at most ${SAME_WITHIN_BITS} of 256 bits differ. The photos searched among are made from those photographs by turning 31 of
100 bits, so that they are filed as unevenly; nothing is vacuumed after the fill. A search includes looking, judging and recording what was found.`;
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
  const originals = photos.map(({ prints }) => prints);
  await withDatabase(async (client, look) => {
    for (const [how, make] of Object.entries(COPIES)) {
      const copies = [];
      for (const photo of photos) copies.push(await seen(await make(photo).toBuffer()));
      const there = await found(client, look, `${how}, the copy after`, originals, copies);
      const back = await found(client, look, `${how}, the copy before`, copies, originals);
      tell(`| found: ${how} | ${there.right} of ${photos.length} (${percent(there.right, photos.length)}); the original after its copy: ${percent(back.right, photos.length)}; others told beside: ${there.wrong + back.wrong} |`);
    }
    const { wrong } = await found(client, look, 'all different', originals, []);
    const nearest = Math.min(...shown.flatMap((one, at) => shown.slice(0, at).map((other) => differenceOf(one.prints, other.prints))));
    const pairs = (shown.length * (shown.length - 1)) / 2;
    tell(`| unlike pairs taken for one | **${wrong} of ${pairs}**; with none in N the true rate is below 3/N = ${(30_000 / pairs).toFixed(2)} in 10,000 (95 %); the nearest pair differs in ${nearest} of 256 bits, ${SAME_WITHIN_BITS} are allowed |`);
  });
  if (!process.argv.includes('--without-search')) tell(await searchAmong(PHOTOS, shown.map(({ prints }) => prints)));
  if (process.env.WRITE !== 'false') writeSection('photos', `${HEAD}\n\n${told.join('\n')}`);
} finally {
  rmSync(room, { recursive: true, force: true });
}
