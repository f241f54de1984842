import { describe, expect, it } from '@jest/globals';
import { bitText, GREY_SIDE, nearOf, printsOf, SAME_WITHIN_BITS } from './print.js';
import type { Print } from './print.js';

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
const prints = (...of: Parameters<typeof scene>): readonly Print[] => {
  const made = printsOf(scene(...of));
  if (!made) throw new Error('a scene is not plain');
  return made;
};
const bitsApart = (one: Print | undefined, other: Print): number => {
  const text = one ? bitText(one) : '';
  return [...bitText(other)].filter((bit, at) => bit !== text[at]).length;
};
/** As PostgreSQL does it: whose key is near, and what differs then. */
const differences = (one: readonly Print[], other: readonly Print[]): number[] => nearOf(one).flatMap(({ part, keys }) =>
  other.filter((filed) => keys.some((key, at) => filed.keys[at] === key)).map((filed) => bitsApart(one.find((print) => print.part === part), filed)));
const isFound = (one: readonly Print[], other: readonly Print[]): boolean => differences(one, other).some((bits) => bits <= SAME_WITHIN_BITS);
const isOf = (print: Print | undefined, kind: 0 | 1): boolean => print?.keys.every((key) => key >> 16 === kind) ?? false;

describe('the print of a photo', () => {
  it.each([
    ['brightened by a fifth', { light: 1.2 }], ['darkened by a fifth', { light: 0.8 }], ['with 20 more of light', { raise: 20 }],
    ['cut by 2 % at each edge', { edge: 0.02 }], ['cut by 5 % at each edge', { edge: 0.05 }],
  ])('is near that of a copy %s, whichever of the two came first', (_how, change) => {
    for (const seed of [1, 2, 3]) {
      const [original, copy] = [prints(seed), prints(seed, change)];
      expect([isFound(copy, original), isFound(original, copy)]).toEqual([true, true]);
    }
  });

  it('is far from that of another scene', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => prints(seed));
    const nearest = all.flatMap((one, at) => all.slice(0, at).flatMap((other) => one.flatMap((print) => other.map((theirs) => bitsApart(print, theirs)))));
    expect(nearest.filter((bits) => bits <= SAME_WITHIN_BITS)).toEqual([]);
  });

  it('is none where nothing is on it: a white wall is not every other white wall', () => {
    expect(printsOf(new Uint8Array(GREY_SIDE * GREY_SIDE).fill(255))).toBeNull();
    expect(printsOf(Uint8Array.from({ length: GREY_SIDE * GREY_SIDE }, (_, at) => 120 + (at % 3)))).toBeNull();
    expect(() => printsOf(new Uint8Array(10))).toThrow('square');
  });

  it('is filed under four keys, whole and cut apart, and written as PostgreSQL writes bits', () => {
    const [whole, little, more] = prints(3);
    expect([whole?.part, little?.part, more?.part]).toEqual(['WHOLE', 'CUT_LITTLE', 'CUT_MORE']);
    expect([isOf(whole, 0), isOf(little, 1), isOf(more, 1)]).toEqual([true, true, true]);
    expect(whole && bitText(whole)).toMatch(/^[01]{256}$/);
  });

  it('is looked for with one bit of a key turned: a whole photo among both kinds, a cut one among the whole', () => {
    const print = { part: 'WHOLE', keys: [0, 1, 0xffff, 0x8000], fine: Buffer.alloc(32) } as const;
    const near = nearOf([print, { ...print, part: 'CUT_MORE', keys: [0x1_0000, 0x1_0001, 0x1_ffff, 0x1_8000] }]);
    const under = (part: string) => near.filter((one) => one.part === part).map(({ keys: [first] }) => first).sort((a, b) => a - b);
    const turned = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];
    expect(under('WHOLE')).toEqual([...turned, ...turned.map((key) => key + 65536)]);
    expect(under('CUT_MORE')).toEqual(turned);
    expect(near.map(({ keys }) => keys[2]).slice(0, 3)).toEqual([0xffff, 0xfffe, 0xfffd]);
  });
});
