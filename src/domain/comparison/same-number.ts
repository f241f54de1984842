/** Do two texts number the same thing? Text similarity is blind to it, and it decides. */
import { BEARS_NOUN, LONG_NOUN, type NumberKind, type UnitNumber } from './numbers.js';

const KINDS = ['UNIT', 'TAG', 'FLOOR', 'DIRECTION', 'PERSON'] as const satisfies readonly NumberKind[];
export type Standing = 'AGREE' | 'CONFLICT' | 'ONE_SIDED' | 'NONE';
/** Rooms and areas that hold machines: 1号车间 and 2号罐 may be one place. */
const HOLDS: ReadonlySet<string | null> = new Set(['库', '房', '车间', '楼', '室', '区', '期', '站', '仓', '线', '点', '台', null]);
/** Do two texts name the same one? A conflict of any kind of thing outweighs an agreement of another. */
export function numbersStand(left: readonly UnitNumber[], right: readonly UnitNumber[]): Standing {
  if (left.length === 0 && right.length === 0) return 'NONE';
  let agree = false;
  for (const kind of left.length > 0 && right.length > 0 ? KINDS : []) {
    const standing = ofKind(kind, left, right);
    const named = kind === 'UNIT' && standing === 'CONFLICT' && (sameNamed(left, right) || sameNamed(right, left));
    if (standing === 'CONFLICT' && !named) return standing;
    agree ||= named || standing === 'AGREE';
  }
  if (agree || sameByEnd(left, right) || sameByEnd(right, left)) return 'AGREE';
  if (otherByEnd(left, right) || otherByEnd(right, left)) return 'CONFLICT';
  return left.some(isOfThing) || right.some(isOfThing) ? 'ONE_SIDED' : 'NONE';
}
const isOfThing = ({ kind }: UnitNumber): boolean => kind !== 'DIRECTION';

/** They name the same room, floor or side, and no machine of one number: in one room there is more than one machine. */
export function sameOnlyIn(left: readonly UnitNumber[], right: readonly UnitNumber[]): boolean {
  return !left.some((one) => (one.kind === 'TAG' || one.kind === 'PERSON' || (one.kind === 'UNIT' && (one.noun === null || !HOLDS.has(one.noun)))) &&
    right.some((other) => other.kind !== 'FLOOR' && other.kind !== 'DIRECTION' && (other.noun === null || !HOLDS.has(other.noun)) && sameValue(one.value, other.value)));
}

/** 1号井 and 2号铸造机: other words for the machine, another number. Not excluded, for the words may be of two machines. A line is numbered like its machines: 2线窑尾风机 and 1#风机. */
export function numbersDoubtful(left: readonly UnitNumber[], right: readonly UnitNumber[]): boolean {
  const [isOurs, isTheirs] = [left.some(isMachine) ? isMachine : isLine, right.some(isMachine) ? isMachine : isLine];
  let stated = false;
  for (const one of left) {
    for (const other of right) {
      if (!isOurs(one) || !isTheirs(other)) continue;
      if (sameValue(one.value, other.value)) return false;
      stated = true;
    }
  }
  return stated;
}
const isMachine = ({ kind, noun }: UnitNumber): boolean => kind === 'UNIT' && !HOLDS.has(noun);
const isLine = ({ kind, noun }: UnitNumber): boolean => kind === 'UNIT' && noun === '线';

function ofKind(kind: NumberKind, ours: readonly UnitNumber[], theirs: readonly UnitNumber[]): Standing {
  let [agree, conflict] = [false, false];
  for (const one of ours) {
    if (one.kind !== kind) continue;
    const standing = ofNoun(kind, one.noun, ours, theirs);
    agree ||= standing === 'AGREE';
    conflict ||= standing === 'CONFLICT';
  }
  if (conflict && agree) return unnamedIn(kind, ours) || unnamedIn(kind, theirs) ? 'AGREE' : 'CONFLICT';
  return conflict ? 'CONFLICT' : agree ? 'AGREE' : 'NONE';
}

function ofNoun(kind: NumberKind, noun: string | null, ours: readonly UnitNumber[], theirs: readonly UnitNumber[]): Standing {
  let stated = false;
  for (const other of theirs) {
    if (other.kind !== kind || !maybeOf(noun, other)) continue;
    stated = true;
    for (const one of ours) if (one.kind === kind && one.noun === noun && sameValue(one.value, other.value)) return 'AGREE';
  }
  return stated ? 'CONFLICT' : 'NONE';
}

const maybeOf = (noun: string | null, other: UnitNumber): boolean => noun === null || (other.noun === null ? other.kind === 'UNIT' : other.noun.endsWith(noun) || noun.endsWith(other.noun));
const unnamedIn = (kind: NumberKind, units: readonly UnitNumber[]): boolean => units.some((one) => one.kind === kind && one.noun === null);

/** FC-07号叉车（2号库） is 7号叉车: the number of a tag, said without its letters and of no other thing. */
function sameNamed(tags: readonly UnitNumber[], units: readonly UnitNumber[]): boolean {
  return tags.some((tag) => tag.kind === 'TAG' && tag.noun !== BEARS_NOUN && units.every(({ kind, value, noun }) => kind !== 'UNIT' || (noun === null && value === tag.value)));
}

/** R302 is the 302 of 302釜, 晋E72318 that of 318车. */
function sameByEnd(tags: readonly UnitNumber[], units: readonly UnitNumber[]): boolean {
  return tags.some((tag) => tag.kind === 'TAG' && units.some(({ kind, value }) => kind === 'UNIT' && value.length >= 3 && (tag.value === value || (tag.noun === LONG_NOUN && tag.value.endsWith(value)))));
}

/** R302 and 303釜, V105 and 103罐: a plant counts its vessels in one row, with letters or without. */
function otherByEnd(tags: readonly UnitNumber[], units: readonly UnitNumber[]): boolean {
  return tags.some(isPosition) && units.some((unit) => unit.kind === 'UNIT' && IS_POSITION.test(unit.value) && VESSELS.has(unit.noun ?? ''));
}
const IS_POSITION = /^\d{3}[A-Z]?$/;
const VESSELS: ReadonlySet<string> = new Set(['罐', '釜', '塔']);
const isPosition = ({ kind, value, noun }: UnitNumber): boolean => kind === 'TAG' && IS_POSITION.test(value) && noun !== BEARS_NOUN && noun !== LONG_NOUN;

/** 101 names both 101A and 101B. */
export function sameValue(left: string, right: string): boolean {
  return left === right || (right.length - left.length === 1 && isWithLetter(right, left)) || (left.length - right.length === 1 && isWithLetter(left, right));
}
const isWithLetter = (long: string, short: string): boolean => long.startsWith(short) && /^\d+[A-Z]$/.test(long);
