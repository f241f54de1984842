/**
 * What a photo looks like, in so few bits that a re-saved, scaled, brightened or slightly cropped copy has nearly the same:
 * the signs of its lowest frequencies (a perceptual hash by the discrete cosine transform). Pure: grey points in, prints out.
 */

/** A photo is judged by this many grey points a side. */
export const GREY_SIDE = 256;
/** Of so many points a side the frequencies are taken. */
const SMALL_SIDE = 32;
/** The lowest frequencies a side: 8 × 8 to find by, 16 × 16 to be sure by. */
const COARSE_SIDE = 8;
const FINE_SIDE = 16;

/** Prints that differ in at most so many of 256 bits are of one photo: measured, docs/PROOFS.md. */
export const SAME_WITHIN_BITS = 60;
/** A white wall, a lens cap: whatever has less contrast (standard deviation, of 255) looks like any other. */
const PLAIN_BELOW = 4;

/** The whole photo, and less so much of a side at each edge: thereby a cropped copy meets the original's cut print, and the original a copy's. */
export const PARTS = ['WHOLE', 'CUT_LITTLE', 'CUT_MORE'] as const;
export type Part = (typeof PARTS)[number];
const CUT_OFF: Readonly<Record<Part, number>> = { WHOLE: 0, CUT_LITTLE: 0.025, CUT_MORE: 0.05 };

/** Of the whole photo or of it cut: four keys to find by, 256 bits to judge by. */
export interface Print { part: Part; keys: Keys; fine: Buffer }
export type Keys = readonly [number, number, number, number];

/** `grey`: GREY_SIDE × GREY_SIDE bytes, row by row. null where nothing is on the photo that could be compared. */
export function printsOf(grey: Uint8Array): readonly Print[] | null {
  if (grey.length !== GREY_SIDE * GREY_SIDE) throw new Error('not a square of grey points');
  return contrastOf(grey) < PLAIN_BELOW ? null : PARTS.map((part) => printOf(grey, part));
}

function contrastOf(grey: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (const point of grey) {
    sum += point;
    squares += point * point;
  }
  const mean = sum / grey.length;
  return Math.sqrt(Math.max(0, squares / grey.length - mean * mean));
}

function printOf(grey: Uint8Array, part: Part): Print {
  const frequencies = lowFrequencies(shrunk(grey, CUT_OFF[part]));
  const block = (side: number): number[] => Array.from({ length: side * side }, (_, at) => frequencies[Math.floor(at / side) * FINE_SIDE + (at % side)] ?? 0);
  const coarse = bitsOf(block(COARSE_SIDE));
  const key = (at: number): number => keyOf(part, coarse.readUInt16BE(2 * at));
  return { part, keys: [key(0), key(1), key(2), key(3)], fine: bitsOf(block(FINE_SIDE)) };
}

const KEY_BITS = 16;
/** Whole photos and cut ones have keys of their own: a cut copy is looked for among the whole, a whole one among both. */
const CUT = 1 << KEY_BITS;
const keyOf = (part: Part, value: number): number => (part === 'WHOLE' ? value : CUT | value);
/** A key as it is, and with each of its bits turned: among its own kind, and among the other. */
const TURNS = [0, ...Array.from({ length: KEY_BITS }, (_, bit) => 1 << bit)];
const TURNS_ACROSS = TURNS.map((turn) => turn ^ CUT);

/** Where copies of a part would be filed, under the first key, the second and so on. */
export type Near = Pick<Print, 'part' | 'keys'>;

/**
 * Where the copies of a photo are filed. Of 64 bits that differ in seven, one of the four keys differs in one at most: each is looked
 * up as it is and with each of its bits turned. What is found is judged by the 256 bits.
 */
export const nearOf = (prints: readonly Print[]): Near[] => prints.flatMap(({ part, keys: [first, second, third, fourth] }) =>
  (part === 'WHOLE' ? [...TURNS, ...TURNS_ACROSS] : TURNS_ACROSS).map((turn) => ({ part, keys: [first ^ turn, second ^ turn, third ^ turn, fourth ^ turn] })));

/** As PostgreSQL writes `bit(256)`. */
export const bitText = ({ fine }: Print): string => [...fine].map((byte) => byte.toString(2).padStart(8, '0')).join('');

/** Each point of the small picture is the mean of the points it covers. */
function shrunk(grey: Uint8Array, cut: number): Float64Array {
  const first = GREY_SIDE * cut;
  const step = (GREY_SIDE - 2 * first) / SMALL_SIDE;
  const edges = Array.from({ length: SMALL_SIDE + 1 }, (_, at) => Math.round(first + at * step));
  const small = new Float64Array(SMALL_SIDE * SMALL_SIDE);
  for (let row = 0; row < SMALL_SIDE; row += 1) {
    for (let column = 0; column < SMALL_SIDE; column += 1) small[row * SMALL_SIDE + column] = meanOf(grey, edges, row, column);
  }
  return small;
}

function meanOf(grey: Uint8Array, edges: readonly number[], row: number, column: number): number {
  const [top = 0, bottom = 0, left = 0, right = 0] = [edges[row], edges[row + 1], edges[column], edges[column + 1]];
  let sum = 0;
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += grey[y * GREY_SIDE + x] ?? 0;
  return sum / ((bottom - top) * (right - left));
}

const COSINES = Array.from({ length: FINE_SIDE }, (_, frequency) =>
  Float64Array.from({ length: SMALL_SIDE }, (_point, at) => Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * SMALL_SIDE))));

/** The transform, rows first, of the lowest frequencies only. */
function lowFrequencies(small: Float64Array): Float64Array {
  const rows = new Float64Array(SMALL_SIDE * FINE_SIDE);
  for (let y = 0; y < SMALL_SIDE; y += 1) {
    for (let u = 0; u < FINE_SIDE; u += 1) rows[y * FINE_SIDE + u] = dot(COSINES[u], (x) => small[y * SMALL_SIDE + x] ?? 0);
  }
  const both = new Float64Array(FINE_SIDE * FINE_SIDE);
  for (let v = 0; v < FINE_SIDE; v += 1) {
    for (let u = 0; u < FINE_SIDE; u += 1) both[v * FINE_SIDE + u] = dot(COSINES[v], (y) => rows[y * FINE_SIDE + u] ?? 0);
  }
  return both;
}

function dot(cosines: Float64Array | undefined, at: (index: number) => number): number {
  let sum = 0;
  cosines?.forEach((cosine, index) => { sum += cosine * at(index); });
  return sum;
}

/** A bit per frequency: above the median or not. The first, the mean light, counts for nothing: a brightened copy is a copy. */
function bitsOf(frequencies: readonly number[]): Buffer {
  const rest = frequencies.slice(1).sort((a, b) => a - b);
  const median = rest[Math.floor(rest.length / 2)] ?? 0;
  const bits = Buffer.alloc(frequencies.length / 8);
  frequencies.forEach((value, at) => {
    if (at > 0 && value > median) bits[at >> 3] = (bits[at >> 3] ?? 0) | (0x80 >> (at & 7));
  });
  return bits;
}
