/** Photos made here: a random landscape of a seed's own, with what a camera would write beside it. */
import sharp from 'sharp';
import type { Sharp } from 'sharp';

export interface CameraNotes { clock?: string; offset?: string; latitude?: number; longitude?: number }

/** Seeded waves: every seed another scene. */
function points(seed: number, width: number, height: number): Buffer {
  const { sin } = Math;
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let wave = 0;
      for (let n = 1; n < 6; n += 1) wave += sin(seed * n + ((x / width) * n * (3 + (seed % 5))) + ((y / height) * n * (2 + (seed % 7)))) / n;
      rgb.fill(Math.max(0, Math.min(255, Math.round(128 + 40 * wave))), (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return rgb;
}

const sexagesimal = (degrees: number): string => {
  const whole = Math.floor(Math.abs(degrees));
  return `${whole}/1 0/1 ${Math.round((Math.abs(degrees) - whole) * 3_600_000)}/1000`;
};

export async function photo(seed: number, { clock, offset, latitude, longitude }: CameraNotes = {}): Promise<Buffer> {
  const [width, height] = [240, 180];
  const placed = latitude !== undefined && longitude !== undefined;
  const notes = {
    ...(clock && { IFD2: { DateTimeOriginal: clock, ...(offset && { OffsetTimeOriginal: offset }) } }),
    ...(placed && { IFD3: { GPSLatitudeRef: latitude < 0 ? 'S' : 'N', GPSLatitude: sexagesimal(latitude), GPSLongitudeRef: longitude < 0 ? 'W' : 'E', GPSLongitude: sexagesimal(longitude) } }),
  };
  const picture = sharp(points(seed, width, height), { raw: { width, height, channels: 3 } });
  return (Object.keys(notes).length > 0 ? picture.withExif(notes) : picture).jpeg({ quality: 92 }).toBuffer();
}

type Size = { width: number; height: number };
/** The copies of contract §3: re-saved, scaled, brightened, darkened, cropped. */
export const COPIES: Record<string, (original: Sharp, size: Size) => Sharp> = {
  'JPEG quality 60': (original) => original.jpeg({ quality: 60 }),
  'half size': (original, { width }) => original.resize(Math.round(width / 2)).jpeg({ quality: 85 }),
  '20 % brighter': (original) => original.linear(1.2, 0).jpeg({ quality: 85 }),
  '20 % darker': (original) => original.linear(0.8, 0).jpeg({ quality: 85 }),
  'half size, brighter, quality 60': (original, { width }) => original.resize(Math.round(width / 2)).linear(1.2, 0).jpeg({ quality: 60 }),
  '2 % off each edge': (original, size) => original.extract(inner(size, 0.02)).jpeg({ quality: 85 }),
  '5 % off each edge': (original, size) => original.extract(inner(size, 0.05)).jpeg({ quality: 85 }),
};

const inner = ({ width, height }: Size, edge: number) => ({
  left: Math.round(width * edge), top: Math.round(height * edge), width: Math.round(width * (1 - 2 * edge)), height: Math.round(height * (1 - 2 * edge)),
});

export async function copyOf(original: Buffer, how: string): Promise<Buffer> {
  const make = COPIES[how];
  if (!make) throw new Error(`no copy is made by ${how}`);
  const { width, height } = await sharp(original).metadata();
  return make(sharp(original), { width, height }).toBuffer();
}
