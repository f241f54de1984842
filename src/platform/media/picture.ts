/**
 * A photo as a program looks at it: grey points, and what the camera wrote beside them. Decoded by libvips (sharp), which is
 * loaded when the first photo comes: only the process that works on photos carries it.
 */
import type Sharp from 'sharp';
import { isTooLarge, PIXELS_MAX } from './pixels.js';

const SECONDS_MAX = 20;

export interface Picture {
  /** `side` × `side` bytes, row by row, upright. */
  grey: Buffer;
  camera: Camera;
}

/** As the camera wrote it: a wall clock without a zone unless the camera said one, a place in degrees (WGS 84). */
export interface Camera { clock: string | null; offset: string | null; place: Place | null }
export interface Place { latitude: number; longitude: number }

/** These bytes are no picture that can be shown: trying again changes nothing. */
export class NoPicture extends Error {}
/** It was not unfolded in time: too large a puzzle, or the machine had other work. */
export class TookTooLong extends Error {}

export async function pictureOf(bytes: Buffer, side: number): Promise<Picture> {
  const sharp = await decoder();
  try {
    const opened = sharp(bytes, { limitInputPixels: PIXELS_MAX, sequentialRead: true, failOn: 'error' });
    const { exif, width, height, format, isProgressive } = await opened.metadata();
    if (isTooLarge(width, height, isProgressive || format === 'webp')) throw new NoPicture('it unfolds to too many pixels');
    const grey = await opened.autoOrient().flatten({ background: '#ffffff' }).resize(side, side, { fit: 'fill' }).greyscale().raw().timeout({ seconds: SECONDS_MAX }).toBuffer();
    return { grey, camera: exif ? await cameraOf(exif) : { clock: null, offset: null, place: null } };
  } catch (error) {
    throw failureOf(error);
  }
}

/** libvips says no more of it than a sentence. */
export function failureOf(error: unknown): NoPicture | TookTooLong {
  const message = error instanceof Error ? error.message : 'not a picture';
  return /^timeout: \d+% complete/m.test(message) ? new TookTooLong(message) : new NoPicture(message);
}

let loaded: Promise<typeof Sharp> | null = null;
/** Three kinds of file are ever given to it; all other readers of libvips stay shut. */
const decoder = (): Promise<typeof Sharp> => (loaded ??= import('sharp').then(({ default: sharp }) => {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
  return sharp;
}));

const CLOCK = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/;
const OFFSET = /^[+-]\d\d:\d\d$/;

/** Damaged notes are no notes: the photo itself may be sound. */
async function cameraOf(exif: Buffer): Promise<Camera> {
  const { default: read } = await import('exif-reader');
  try {
    const { Photo: photo, GPSInfo: gps } = read(exif);
    const taken = photo?.DateTimeOriginal as Date | string | undefined;
    const offset = String(photo?.OffsetTimeOriginal ?? '').replace(/\0.*$/, '').trim();
    return { clock: clockOf(taken), offset: OFFSET.test(offset) ? offset : null, place: placeOf(gps) };
  } catch {
    return { clock: null, offset: null, place: null };
  }
}

/** The reader takes the camera's clock for UTC where it can: what we keep is the clock as it stood. */
function clockOf(taken: Date | string | undefined): string | null {
  if (taken instanceof Date) return Number.isNaN(taken.getTime()) ? null : taken.toISOString().slice(0, 19);
  const [, year, month, day, time] = CLOCK.exec(taken ?? '') ?? [];
  return year ? `${year}-${month}-${day}T${time}` : null;
}

type Gps = Partial<Record<'GPSLatitude' | 'GPSLongitude', number[]>> & Partial<Record<'GPSLatitudeRef' | 'GPSLongitudeRef', string>>;

function placeOf(gps: object | undefined): Place | null {
  const { GPSLatitude: north, GPSLatitudeRef: hemisphere, GPSLongitude: east, GPSLongitudeRef: side } = (gps ?? {}) as Gps;
  const latitude = degrees(north) * (hemisphere?.startsWith('S') ? -1 : 1);
  const longitude = degrees(east) * (side?.startsWith('W') ? -1 : 1);
  const known = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && !(latitude === 0 && longitude === 0);
  return known ? { latitude, longitude } : null;
}

const degrees = (parts: readonly number[] | undefined): number =>
  (parts?.length === 3 ? parts.reduce((sum, part, index) => sum + Number(part) / 60 ** index, 0) : Number.NaN);

const EARTH_RADIUS_METRES = 6_371_000;

/** Along the great circle. */
export function metresBetween(one: Place, other: Place): number {
  const rad = (value: number): number => (value * Math.PI) / 180;
  const [a, b] = [rad(one.latitude), rad(other.latitude)];
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(rad(other.longitude - one.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, h)));
}
