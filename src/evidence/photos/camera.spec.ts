import { describe, expect, it } from '@jest/globals';
import type { Camera } from '../../platform/media/picture.js';
import { compared } from './camera.js';
import type { Beside } from './camera.js';

const NOWHERE: Beside = { kind: 'AFTER', takenAt: null, foundOn: '2026-11-20', zone: 'Asia/Shanghai', places: [] };
const silent: Camera = { clock: null, offset: null, place: null };
/** 泽州县 and 晋城 市区: some 12 km apart. */
const [WORKS, YARD, TOWN] = [{ latitude: 35.617, longitude: 112.899 }, { latitude: 35.62, longitude: 112.902 }, { latitude: 35.49, longitude: 112.85 }];

describe('what the camera wrote', () => {
  it('says nothing where it wrote nothing, or nothing was said beside it', () => {
    expect(compared(silent, { ...NOWHERE, takenAt: '2026-11-21T00:00:00Z', places: [WORKS] })).toEqual({ cameraTakenAt: null, takenAtAgrees: null, takenBeforeFound: null, placeAgrees: null });
    expect(compared({ clock: '2026-11-21T08:00:00', offset: null, place: WORKS }, { ...NOWHERE, kind: 'BEFORE' })).toEqual({
      cameraTakenAt: '2026-11-21T00:00:00.000Z', takenAtAgrees: null, takenBeforeFound: null, placeAgrees: null,
    });
  });

  it.each([
    [null, '2026-11-21T00:30:00Z', true], [null, '2026-11-21T08:00:00Z', false], ['+00:00', '2026-11-21T08:00:00Z', true], ['+08:00', '2026-11-20T23:00:00Z', true], ['+08:00', '2026-11-20T22:59:00Z', false],
  ])('a clock of 08:00 with the offset %s against %s: %s', (offset, takenAt, agrees) => {
    expect(compared({ clock: '2026-11-21T08:00:00', offset, place: null }, { ...NOWHERE, takenAt }).takenAtAgrees).toBe(agrees);
  });

  it('a photo of after from before the finding is told, by the county’s day', () => {
    const at = (clock: string) => compared({ clock, offset: null, place: null }, NOWHERE).takenBeforeFound;
    expect([at('2026-11-19T23:59:59'), at('2026-11-20T00:00:00'), at('2025-01-01T12:00:00')]).toEqual([true, false, true]);
    // of any other file it is nothing: a signed sheet may well be photographed before
    const kinds = (['BEFORE', 'SIGNED_SHEET', 'DOCUMENT', 'PLAN'] as const).map((kind) => compared({ clock: '2025-01-01T12:00:00', offset: null, place: null }, { ...NOWHERE, kind }).takenBeforeFound);
    expect(kinds).toEqual([null, null, null, null]);
  });

  it('a place agrees with one of the same hazard within a kilometre', () => {
    const at = (places: Beside['places']) => compared({ clock: null, offset: null, place: WORKS }, { ...NOWHERE, places }).placeAgrees;
    expect([at([YARD]), at([TOWN]), at([TOWN, YARD])]).toEqual([true, false, true]);
  });

  it('a clock that stands still is none', () => {
    expect(compared({ clock: '0000-00-00T00:00:00', offset: null, place: null }, NOWHERE).cameraTakenAt).toBeNull();
  });
});
