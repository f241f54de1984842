/** Two parsed records → named numbers between 0 and 1. The weights over them are learned; the names are the model's words. */
import { shared } from './bag.js';
import { contrary } from './contraries.js';
import type { Named, ReadyLexicon } from './lexicon.js';
import type { EventDay } from './numbers.js';
import type { Parsed } from './parse.js';
import { CONCEPT_KINDS } from './record.js';
import { numbersStand, sameOnlyIn, type Standing } from './same-number.js';

const KINDS = CONCEPT_KINDS.slice(0, -1);
const DEFECT = KINDS.indexOf('DEFECT');
const PLACE = KINDS.indexOf('PLACE');
const EQUIPMENT = KINDS.indexOf('EQUIPMENT');
const PART = KINDS.indexOf('PART');
/** In the order of the numbers of `Likeness.features`: three for each kind, then these. */
const OTHERS = [
  'text', 'contained', 'letters', 'lettersOfAll', 'unknown', 'issue', 'issueOfAll', 'number.and.issue', 'place.named', 'place.other', 'place.unsaid', 'sameSide', 'vague',
  'number.agree', 'number.room', 'number.oneSided', 'other.of.two', 'event.agree', 'things.less', 'things.more', 'things.matched', 'things.apart', 'siblings', 'thing.and.defect', 'nothing.differs', 'all.agrees', 'nothing.shared',
] as const;
export const WORD_FEATURES: readonly string[] = [...KINDS.flatMap((kind) => [`${kind}.agree`, `${kind}.differ`, `${kind}.oneSided`]), ...OTHERS];
const AT = Object.fromEntries(OTHERS.map((name, at) => [name, KINDS.length * 3 + at])) as Record<(typeof OTHERS)[number], number>;

export interface Likeness {
  /** By WORD_FEATURES. */
  readonly features: readonly number[];
  readonly numbers: Standing;
  /** Days of a job named on both sides: the same or another. */
  readonly event: Standing;
  readonly siblings: boolean;
  readonly otherPlace: boolean;
  /** Both name a machine, or a part, and not the same one. */
  readonly otherThing: boolean;
  /** Both say what is wrong, and not the same. */
  readonly otherDefect: boolean;
  /** One source, one day: two lines of one list, unless it is the same line typed twice. */
  readonly oneList: boolean;
}

/** A wider or narrower word of the same thing counts for most of it. */
const RELATED = 0.7;
/** Below this share of common characters, and with no thing in common, two texts are of two hazards. */
const STRANGERS = 0.12;
const TYPED_TWICE = 0.97;

/** Zeros that are kept as fractions from the start: an array that turns into one of fractions later is copied. */
const NONE_YET = WORD_FEATURES.map(() => 0.5).fill(0);
export const noFeatures = (): number[] => NONE_YET.slice();

/** null: strangers, not worth a score. `numbers`, `event`: where they are known already; `features`: where they are written, all of them zero. */
export function likeness(left: Parsed, right: Parsed, lexicon: ReadyLexicon, numbers = numbersStand(left.units, right.units), event = eventStands(left, right), features = noFeatures()): Likeness | null {
  const letters = shared(left.letters, right.letters);
  const lettersShare = ratio(letters, Math.min(left.letters.total, right.letters.total));
  const ours = { matched: 0, all: 0 };
  const theirs = { matched: 0, all: 0 };
  let siblings = false;
  for (let kind = 0; kind < KINDS.length; kind += 1) {
    const these = left.named[kind] as Named;
    const those = right.named[kind] as Named;
    if (kind !== DEFECT) { ours.all += these.weight; theirs.all += those.weight; }
    const one = these.concepts.length > 0;
    const other = those.concepts.length > 0;
    if (one && other) {
      const forward = matched(these, those, lexicon);
      const back = matched(those, these, lexicon);
      const agree = Math.max(forward / these.weight, back / those.weight);
      features[kind * 3] = agree;
      if (agree === 0) features[kind * 3 + 1] = Math.min(these.heaviest, those.heaviest);
      if (kind !== DEFECT) { ours.matched += forward; theirs.matched += back; }
      siblings ||= siblingsIn(these.concepts, those.concepts, lexicon);
    } else if (one || other) features[kind * 3 + 2] = 1;
  }
  const other = contrary(left.sides, right.sides);
  siblings ||= other;
  if (lettersShare < STRANGERS && ours.matched === 0 && (features[DEFECT * 3] ?? 0) === 0 && numbers !== 'AGREE') return null;

  const ofAll = ratio(letters, left.letters.total + right.letters.total - letters);
  const [cover, back] = [ratio(ours.matched, ours.all), ratio(theirs.matched, theirs.all)];
  features[AT.text] = ratio(shared(left.pairs, right.pairs, true), left.pairs.length * right.pairs.length);
  features[AT.contained] = ratio(shared(left.pairs, right.pairs), Math.min(left.pairs.total, right.pairs.total));
  features[AT.letters] = lettersShare;
  features[AT.lettersOfAll] = ofAll;
  features[AT.unknown] = Math.min(1, shared(left.unknown, right.unknown) / 10);
  const issue = shared(left.issue, right.issue);
  features[AT.issue] = ratio(issue, Math.min(left.issue.total, right.issue.total));
  features[AT.issueOfAll] = ratio(issue, left.issue.total + right.issue.total - issue);
  features[AT['number.and.issue']] = numbers === 'AGREE' ? (features[AT.issue] ?? 0) : 0;
  setPlaces(features, left, right);
  features[AT.sameSide] = left.record.side === right.record.side ? 1 : 0;
  features[AT.vague] = left.vague || right.vague ? 1 : 0;
  features[AT['number.agree']] = numbers === 'AGREE' ? 1 : 0;
  features[AT['number.room']] = numbers === 'AGREE' && sameOnlyIn(left.units, right.units) ? 1 : 0;
  features[AT['other.of.two']] = other ? 1 : 0;
  features[AT['number.oneSided']] = numbers === 'ONE_SIDED' ? 1 : 0;
  features[AT['event.agree']] = event === 'AGREE' ? 1 : 0;
  features[AT['things.less']] = Math.min(cover, back);
  features[AT['things.more']] = Math.max(cover, back);
  features[AT['things.matched']] = 1 - Math.exp(-Math.max(ours.matched, theirs.matched) / 2);
  features[AT['things.apart']] = Math.min(1, Math.min(ours.all - ours.matched, theirs.all - theirs.matched) / 2);
  features[AT.siblings] = siblings ? 1 : 0;
  features[AT['thing.and.defect']] = Math.max(cover, back) * (features[DEFECT * 3] ?? 0);
  let [differs, things, ourThings, theirThings] = [false, 0, false, false];
  for (let kind = 0; kind < KINDS.length; kind += 1) {
    if ((features[kind * 3 + 1] ?? 0) > 0) differs = true;
    if (kind === DEFECT || kind === PLACE) continue;
    things = Math.max(things, features[kind * 3] ?? 0);
    ourThings ||= (left.named[kind]?.concepts.length ?? 0) > 0;
    theirThings ||= (right.named[kind]?.concepts.length ?? 0) > 0;
  }
  features[AT['nothing.differs']] = differs ? 0 : 1;
  features[AT['all.agrees']] = differs ? 0 : things * (features[DEFECT * 3] ?? 0);
  features[AT['nothing.shared']] = ourThings && theirThings && things === 0 ? 1 : 0;
  const oneList = left.record.side === right.record.side && left.record.foundOn === right.record.foundOn && (ofAll < TYPED_TWICE || numbers === 'ONE_SIDED');
  const otherPlace = (features[AT['place.other']] ?? 0) === 1 && (features[PLACE * 3 + 1] ?? 0) > 0;
  const otherThing = (features[EQUIPMENT * 3 + 1] ?? 0) > 0 || (features[PART * 3 + 1] ?? 0) > 0;
  const otherDefect = (features[DEFECT * 3 + 1] ?? 0) > 0;
  return { features, numbers, event, siblings, oneList, otherPlace, otherThing, otherDefect };
}

/** Two things and what is wrong, all named by both and nothing by one alone, in whatever words. */
export const saysTheSame = (features: readonly number[]): boolean =>
  features[DEFECT * 3] === 1 && features[AT['things.less']] === 1 && features[AT['nothing.differs']] === 1 && (features[AT['things.matched']] ?? 0) > 0.5;

export function eventStands(left: Pick<Parsed, 'days'>, right: Pick<Parsed, 'days'>): Standing {
  if (left.days.length === 0 && right.days.length === 0) return 'NONE';
  if (left.days.length === 0 || right.days.length === 0) return 'ONE_SIDED';
  return left.days.some((one) => right.days.some((other) => isOneDay(one, other))) ? 'AGREE' : 'CONFLICT';
}

const isOneDay = (one: EventDay, other: EventDay): boolean => one.monthDay === other.monthDay || one.orBefore === other.monthDay || other.orBefore === one.monthDay;

/** The weight of those of `these` that `those` name too. */
function matched(these: Named, those: Named, lexicon: ReadyLexicon): number {
  let sum = 0;
  for (const concept of these.concepts) {
    const weight = lexicon.concepts[concept]?.weight ?? 1;
    if (those.concepts.includes(concept)) sum += weight;
    else if (isRelated(concept, those.concepts, lexicon)) sum += weight * RELATED;
  }
  return sum;
}

function isRelated(concept: number, others: readonly number[], lexicon: ReadyLexicon): boolean {
  for (const other of others) if (related(concept, other, lexicon)) return true;
  return false;
}

export function related(left: number, right: number, { concepts }: ReadyLexicon): boolean {
  return (concepts[left]?.upward.includes(right) ?? false) || (concepts[right]?.upward.includes(left) ?? false);
}

/** 电工 and 焊工, 安全阀 and 压力表: two of one family, neither named by the other side, are two. */
function siblingsIn(these: readonly number[], those: readonly number[], lexicon: ReadyLexicon): boolean {
  for (const one of these) {
    if (lexicon.concepts[one]?.family.length === 0 || !isAlone(one, those, lexicon)) continue;
    for (const other of those) if (isOfFamily(one, other, lexicon) && isAlone(other, these, lexicon)) return true;
  }
  return false;
}
const isAlone = (one: number, others: readonly number[], lexicon: ReadyLexicon): boolean => !others.includes(one) && !isRelated(one, others, lexicon);

function isOfFamily(one: number, other: number, { concepts }: ReadyLexicon): boolean {
  for (const wider of concepts[other]?.family ?? []) if (concepts[one]?.family.includes(wider)) return true;
  return false;
}

/** Is the place one side states named by the other, in its place or anywhere? */
function setPlaces(features: number[], left: Parsed, right: Parsed): void {
  const both = left.placeLetters.length > 0 && right.placeLetters.length > 0;
  if (left.placeLetters.length === 0 && right.placeLetters.length === 0) return;
  const most = Math.max(namedIn(left.placeLetters, right), namedIn(right.placeLetters, left));
  features[AT['place.named']] = most;
  if (most < 0.5) features[both ? AT['place.other'] : AT['place.unsaid']] = 1 - most;
}
function namedIn(letters: readonly string[], other: Parsed): number {
  let found = 0;
  for (const letter of letters) if (isSaid(letter, other)) found += 1;
  return ratio(found, letters.length);
}
function isSaid(letter: string, { tidied: { text }, span, placeText }: Parsed): boolean {
  const at = text.indexOf(letter, span === null ? 0 : span[0]);
  return (at >= 0 && (span === null || at < span[1])) || placeText.includes(letter);
}
const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
