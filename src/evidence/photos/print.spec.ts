import { describe, expect, it } from '@jest/globals';
import { bitText, differenceOf, GREY_SIDE, keysNear, keysOf, printsOf, SAME_WITHIN_BITS } from './print.js';
import type { Prints } from './print.js';

const STEP = 2;
/** A made landscape: waves of a seed's own; `edge` of it cut off, its light changed. */
function scene(seed: number, { edge = 0, light = 1, raise = 0 } = {}): Uint8Array {
  const { sin } = Math;
  const side = GREY_SIDE / STEP;
  const points = new Uint8ClampedArray(side * side);
  for (let y = 0; y < side; y += 1) {
    const v = edge + (y / side) * (1 - 2 * edge);
    for (let x = 0; x < side; x += 1) {
      const u = edge + (x / side) * (1 - 2 * edge);
      let wave = 0;
      for (let n = 1; n < 6; n += 1) wave += sin(seed * n + u * n * (3 + (seed % 5)) + v * n * (2 + (seed % 7))) / n;
      points[y * side + x] = (128 + 45 * wave) * light + raise;
    }
  }
  const grey = new Uint8Array(GREY_SIDE * GREY_SIDE);
  for (let at = 0; at < grey.length; at += 1) grey[at] = points[((at >> 8) >> 1) * side + ((at & 255) >> 1)] ?? 0;
  return grey;
}
const prints = (...of: Parameters<typeof scene>): Prints => {
  const made = printsOf(scene(...of));
  if (!made) throw new Error('a scene is not plain');
  return made;
};
const isFound = (one: Prints, other: Prints): boolean => keysNear(one).some((key) => keysOf(other).includes(key));

describe('the print of a photo', () => {
  it.each([
    ['brightened by a fifth', { light: 1.2 }], ['darkened by a fifth', { light: 0.8 }], ['with 20 more of light', { raise: 20 }],
    ['cut by 2 % at each edge', { edge: 0.02 }], ['cut by 5 % at each edge', { edge: 0.05 }],
  ])('is near that of a copy %s, whichever of the two came first', (_how, change) => {
    for (const seed of [1, 2, 3]) {
      const [original, copy] = [prints(seed), prints(seed, change)];
      expect(differenceOf(copy, original)).toBeLessThanOrEqual(SAME_WITHIN_BITS);
      expect([differenceOf(original, copy), isFound(copy, original), isFound(original, copy)]).toEqual([differenceOf(copy, original), true, true]);
    }
  });

  it('is far from that of another scene', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => prints(seed));
    const near = all.flatMap((one, at) => all.slice(0, at).filter((other) => differenceOf(one, other) <= SAME_WITHIN_BITS));
    expect(near).toEqual([]);
  });

  it('is none where nothing is on it: a white wall is not every other white wall', () => {
    expect(printsOf(new Uint8Array(GREY_SIDE * GREY_SIDE).fill(255))).toBeNull();
    expect(printsOf(Uint8Array.from({ length: GREY_SIDE * GREY_SIDE }, (_, at) => 120 + (at % 3)))).toBeNull();
    expect(() => printsOf(new Uint8Array(10))).toThrow('square');
  });

  it('is filed under twelve keys at most, and written as PostgreSQL writes bits', () => {
    const one = prints(3);
    expect(keysOf(one).length).toBeLessThanOrEqual(12);
    expect(keysOf(one).every((key) => Number.isInteger(key) && key >= 0 && key < 8 << 16)).toBe(true);
    expect(keysNear(one).length).toBeLessThanOrEqual(4 * 17 * 4);
    expect(bitText(one.whole)).toMatch(/^[01]{256}$/);
  });
});
