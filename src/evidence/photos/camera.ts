/** What the camera wrote beside a photo, held against what was said of it. Compared, never answered. */
import { dayIn, startOfDayInstant } from '../../domain/deadline.js';
import type { EvidenceKind } from '../../domain/hazard.js';
import { metresBetween } from '../../platform/media/picture.js';
import type { Camera, Place } from '../../platform/media/picture.js';

/** Clocks of cameras are set by hand. */
const CLOCKS_AGREE_WITHIN_MS = 3_600_000;
/** A works yard and an unsure receiver. */
const PLACES_AGREE_WITHIN_METRES = 1_000;

/** What is known besides: where one of the two is missing, nothing is said. */
export interface Beside { kind: EvidenceKind; takenAt: string | null; foundOn: string; zone: string; places: readonly Place[] }

export interface Compared {
  cameraTakenAt: string | null;
  takenAtAgrees: boolean | null;
  /** A photo of after that was taken before the hazard was found shows something else. */
  takenBeforeFound: boolean | null;
  /** With at least one other photo of the same hazard. */
  placeAgrees: boolean | null;
}

export function compared(camera: Camera, { kind, takenAt, foundOn, zone, places }: Beside): Compared {
  const cameraTakenAt = instantOf(camera, zone);
  const { place } = camera;
  return {
    cameraTakenAt,
    takenAtAgrees: cameraTakenAt === null || takenAt === null ? null : Math.abs(Date.parse(cameraTakenAt) - Date.parse(takenAt)) <= CLOCKS_AGREE_WITHIN_MS,
    takenBeforeFound: cameraTakenAt === null || kind !== 'AFTER' ? null : dayIn(cameraTakenAt, zone) < foundOn,
    placeAgrees: place === null || places.length === 0 ? null : places.some((other) => metresBetween(place, other) <= PLACES_AGREE_WITHIN_METRES),
  };
}

/** Without an offset of its own the camera's clock is taken for the county's. */
function instantOf({ clock, offset }: Camera, zone: string): string | null {
  if (clock === null) return null;
  const [day = '', time = ''] = clock.split('T');
  const ms = offset ? Date.parse(`${clock}${offset}`) : Date.parse(startOfDay(day, zone)) + Date.parse(`1970-01-01T${time}Z`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** A camera whose battery was out writes days that are none. */
function startOfDay(day: string, zone: string): string {
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? '' : startOfDayInstant(day, zone);
}
