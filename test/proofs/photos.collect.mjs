/** Real photographs for the proof, out of Debian's packages: fetched by apt, unpacked aside, never part of the project. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** gcompris-qt-data: photographs under CC BY-SA and in the public domain; the others CC BY-SA. Drawings are left out by their names. */
const PACKAGES = ['gcompris-qt-data', 'mate-backgrounds', 'lomiri-wallpapers-16.04'];
const GCOMPRIS = /^(categorization|erase|explore_monuments|explore_world_animals|explore_farm_animals)\.rcc$/;
const SIDE_AT_LEAST = 150;
/** The packages hold some photos twice: thumbnails in colour that correlate like this are one photo. */
const SAME_PHOTO = 0.97;

export async function photographs(room) {
  execFileSync('apt-get', ['download', '-qq', ...PACKAGES], { cwd: room, stdio: 'pipe' });
  for (const file of readdirSync(room).filter((name) => name.endsWith('.deb'))) execFileSync('dpkg', ['-x', file, 'unpacked'], { cwd: room });
  const share = join(room, 'unpacked/usr/share');
  const resources = join(share, 'gcompris-qt/rcc');
  const found = [
    ...readdirSync(resources).filter((name) => GCOMPRIS.test(name)).sort().flatMap((name) => picturesIn(readFileSync(join(resources, name)))),
    ...[join(share, 'backgrounds'), join(share, 'backgrounds/mate/nature')].flatMap((folder) =>
      readdirSync(folder).filter((name) => name.endsWith('.jpg')).sort().map((name) => readFileSync(join(folder, name)))),
  ];
  const kept = [];
  for (const bytes of found) {
    const photo = await photoOf(bytes).catch(() => null);
    if (photo && !kept.some((other) => correlation(photo.thumbnail, other.thumbnail) > SAME_PHOTO)) kept.push(photo);
  }
  return kept;
}

/** Qt's resource files hold pictures as they are, one after the other. */
function picturesIn(bytes) {
  const found = [];
  for (let at = bytes.indexOf('RIFF'); at !== -1; at = bytes.indexOf('RIFF', at + 4)) {
    const end = at + 8 + bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at + 8, at + 12) === 'WEBP' && end <= bytes.length) found.push(bytes.subarray(at, end));
  }
  const [start, stop] = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from([0xff, 0xd9])];
  for (let at = bytes.indexOf(start); at !== -1; at = bytes.indexOf(start, at + 3)) {
    const end = bytes.indexOf(stop, at);
    if (end - at > 5_000) found.push(bytes.subarray(at, end + 2));
  }
  return found;
}

async function photoOf(bytes) {
  const { width, height } = await sharp(bytes).metadata();
  if (Math.min(width, height) < SIDE_AT_LEAST) return null;
  const png = await sharp(bytes).flatten({ background: '#ffffff' }).png({ compressionLevel: 1 }).toBuffer();
  return { png, width, height, thumbnail: await sharp(png).resize(32, 32, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer() };
}

function correlation(one, other) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  let [both, first, second] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    both += (one[at] - a) * (other[at] - b);
    first += (one[at] - a) ** 2;
    second += (other[at] - b) ** 2;
  }
  return both / Math.sqrt(first * second);
}
