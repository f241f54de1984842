import { describe, expect, it } from '@jest/globals';
import { LEXICON } from '../../reference/comparison.js';
import { assign, type Assigned } from './assign.js';
import { ready } from './lexicon.js';
import { WORD_FEATURES } from './likeness.js';
import { parse, type Parsed } from './parse.js';
import { NOT_RARE } from './rare.js';
import type { ComparedRecord, Weights } from './record.js';
import { probability, STANDING_FEATURES, type Candidate } from './score.js';
import { NO_WORDING, NO_WORDINGS } from './wordings.js';

const lexicon = ready(LEXICON);
const row = (key: string, description = key, over: Partial<ComparedRecord> = {}): ComparedRecord => ({
  key, side: key.startsWith('C') ? 'COUNTY' : key.startsWith('T') ? 'TOWN' : 'ENTERPRISE', externalRef: key, hazardId: null, enterpriseId: null, enterpriseName: '泽州县宏达化工有限公司',
  creditCode: null, townCode: null, town: '巴公镇', sector: 'HAZCHEM', level: 'MAJOR', description, location: null, basisClause: null, foundOn: '2024-03-10', status: 'OPEN', closedOn: null, inspectors: [], ...over,
});
const read = (keys: readonly string[]): Parsed[] => keys.map((key) => parse(row(key), lexicon));

/** The score is the odds alone: 0 is 0.5, -1 is 0.27, -2 is 0.12. */
const weights: Weights = { version: '', words: { bias: 0, features: {} }, standing: { bias: 0, features: { odds: 1 } }, trees: null, wordings: NO_WORDINGS, asking: { bias: 0, features: { score: 1 } }, auto: 0.9, review: 0.4, withheld: 0.6 };
const pair = (left: number, right: number, odds: number, over: Partial<Candidate> = {}): Candidate =>
  ({ left, right, odds, score: probability(odds), siblings: false, otherNumber: false, otherPlace: false, otherThing: false, otherDefect: false, oneVisit: false, leftClause: 0, rightClause: 0, features: [], besides: [...NOT_RARE, ...NO_WORDING], standing: STANDING_FEATURES.map(() => 0), ...over });
const shown = (keys: readonly string[], candidates: readonly Candidate[], judging = weights): string[] =>
  assign(candidates, read(keys), judging, new Set(), () => false).map(({ left, right, tier, why }: Assigned) => `${keys[left] ?? ''}-${keys[right] ?? ''} ${tier}${why.length ? ` ${why.join()}` : ''}`);

describe('what is asked', () => {
  it('a pair that alone holds back "the town missed it" needs more than another', () => {
    expect(shown(['C1', 'T1'], [pair(0, 1, 0.2)])).toEqual([]);
    expect(shown(['C1', 'T1'], [pair(0, 1, 0.5)])).toEqual(['C1-T1 REVIEW SCORE']);
    expect(shown(['C1', 'E1'], [pair(0, 1, 0.2)])).toEqual(['C1-E1 REVIEW SCORE']);
  });

  it('three pairs, and 39 more for a hundred records, the likeliest, in whatever order they come', () => {
    const keys = ['E1', 'E2', 'E3', 'E4', 'E5', 'T1', 'T2', 'T3', 'T4', 'T5'];
    const all = [0, 1, 2, 3, 4].flatMap((left) => [5, 6, 7, 8, 9].map((right) => pair(left, right, left === right - 5 ? 1 : 0.5 - left / 10)));
    const found = shown(keys, all);
    expect(found).toHaveLength(6);
    for (const at of [1, 2, 3, 4, 5]) expect(found).toContain(`E${at}-T${at} REVIEW SCORE`);
    expect(shown(keys, [...all].reverse()).sort()).toEqual([...found].sort());
  });

  it('nobody is asked about less than one in fifty, whatever stands for it', () => {
    const eager: Weights = { ...weights, asking: { bias: 9, features: {} } };
    expect(shown(['C1', 'E1'], [pair(0, 1, -3.8)], eager)).toEqual(['C1-E1 REVIEW SCORE']);
    expect(shown(['C1', 'E1'], [pair(0, 1, -4)], eager)).toEqual([]);
  });

  it('is never accepted, however likely it became', () => {
    const eager: Weights = { ...weights, asking: { bias: 9, features: {} } };
    expect(shown(['C1', 'T1'], [pair(0, 1, -2)], eager)).toEqual(['C1-T1 REVIEW SCORE']);
  });
});

describe('what is for a person, whatever the score', () => {
  const told = (left: string, right: string, odds = 9, over: Partial<Candidate> = {}): string[] =>
    assign([pair(0, 1, odds, over)], [['C1', left], ['T1', right]].map(([key = '', text]) => parse(row(key, text, { location: '机修间' }), lexicon)), weights, new Set(), () => false).map(({ tier, why }) => [tier, ...why].join(' '));

  it('a number that one side alone writes, below 0.97, and so the day of a job', () => {
    const features = WORD_FEATURES.map((name) => (name === 'number.oneSided' ? 1 : 0));
    expect(told('2号罐安全阀到期', '残液罐安全阀到期', 3.4, { features })).toEqual(['REVIEW SAID_BY_ONE']);
    expect(told('2号罐安全阀到期', '残液罐安全阀到期', 3.6, { features })).toEqual(['AUTO']);
    expect(told('9月28日下池作业未检测', '下池作业未检测', 3.4)).toEqual(['REVIEW SAID_BY_ONE']);
    expect(told('9月28日下池作业未检测', '9.28下池作业没检测', 3.4)).toEqual(['AUTO']);
  });

  it('two findings that carry other designators, of whatever kind', () => {
    expect(told('西翼胶带3#机头堆煤保护失效', '东翼3#机头堆煤保护失效')).toEqual(['REVIEW OTHER_DESIGNATOR']);
    expect(told('西翼胶带3#机头堆煤保护失效', '西翼3部皮带堆煤保护失效')).toEqual(['AUTO']);
  });
});

describe('what is weighed beside the score', () => {
  const asked = (name: string, weight: number): Weights => ({ ...weights, asking: { bias: 0, features: { score: 1, [name]: weight } } });

  it('a better counterpart that is beyond doubt', () => {
    const pairs = [pair(0, 1, 4), pair(0, 2, 0.2)];
    expect(shown(['E1', 'T1', 'T2'], pairs)).toEqual(['E1-T1 AUTO', 'E1-T2 REVIEW SCORE,RIVAL']);
    expect(shown(['E1', 'T1', 'T2'], pairs, asked('beaten', -3))).toEqual(['E1-T1 AUTO']);
  });

  it('that both are of one source', () => {
    expect(shown(['T1', 'T2'], [pair(0, 1, 0.2)])).toEqual(['T1-T2 REVIEW SCORE,TWICE']);
    expect(shown(['T1', 'T2'], [pair(0, 1, 0.2)], asked('sameSource', -3))).toEqual([]);
    expect(shown(['E1', 'T2'], [pair(0, 1, 0.2)], asked('sameSource', -3))).toHaveLength(1);
  });

  it.each([
    ['OTHER_NUMBER', { otherNumber: true }], ['SIBLINGS', { siblings: true }], ['OTHER_PLACE', { otherPlace: true }], ['OTHER_THING', { otherThing: true }], ['OTHER_DEFECT', { otherDefect: true }],
  ])('what keeps it waiting: %s', (doubt, over) => {
    expect(shown(['E1', 'T1'], [pair(0, 1, 0.2, over)], asked(doubt, -3))).toEqual([]);
    expect(shown(['E1', 'T1'], [pair(0, 1, 0.2)], asked(doubt, -3))).toHaveLength(1);
  });

  it('how it stands among its rivals', () => {
    const standing = STANDING_FEATURES.map((name) => (name === 'merged' ? 1 : 0));
    expect(shown(['E1', 'T1'], [pair(0, 1, 0.2, { standing })], asked('merged', -3))).toEqual([]);
    expect(shown(['E1', 'T1'], [pair(0, 1, 0.2)], asked('merged', -3))).toHaveLength(1);
  });

  it('how many records of both sides have no pair on the other yet', () => {
    const pairs = [pair(0, 1, -1.5)];
    expect(shown(['E1', 'T1'], pairs, asked('open', 0.6))).toEqual([]);
    expect(shown(['E1', 'T1', 'T2', 'T3'], pairs, asked('open', 0.6))).toEqual(['E1-T1 REVIEW SCORE']);
    expect(shown(['E1', 'T1', 'T2', 'T3', 'E2', 'E3'], [...pairs, pair(4, 2, 4), pair(5, 3, 4)], asked('open', 0.6))).not.toContain('E1-T1 REVIEW SCORE');
  });

  it('that one of the two has its pair on the third side', () => {
    const pairs = [pair(0, 1, 0.2), pair(0, 2, 4)];
    expect(shown(['E1', 'T1', 'C1'], pairs, asked('elsewhere', -1))).toEqual(['E1-C1 AUTO']);
    expect(shown(['E1', 'T1', 'C1'], pairs)).toHaveLength(2);
  });
});

describe('two that say the same in other words', () => {
  const alike = (over: Readonly<Record<string, number>> = {}): number[] => {
    const said: Readonly<Record<string, number>> = { 'DEFECT.agree': 1, 'things.less': 1, 'things.matched': 0.6, 'nothing.differs': 1, ...over };
    return WORD_FEATURES.map((name) => said[name] ?? 0);
  };

  it('are shown however low their score; not where a thing is named by one alone, one thing is all there is, or something speaks against it', () => {
    expect(shown(['C1', 'T1'], [pair(0, 1, -3, { features: alike() })])).toEqual(['C1-T1 REVIEW SCORE']);
    expect(shown(['C1', 'T1'], [pair(0, 1, -3, { features: alike({ 'things.less': 0.5 }) })])).toEqual([]);
    expect(shown(['C1', 'T1'], [pair(0, 1, -3, { features: alike({ 'things.matched': 0.3 }) })])).toEqual([]);
    expect(shown(['C1', 'T1'], [pair(0, 1, -3, { features: alike({ 'DEFECT.agree': 0.7 }) })])).toEqual([]);
    expect(shown(['C1', 'T1'], [pair(0, 1, -3, { features: alike(), otherNumber: true })])).toEqual([]);
  });
});

describe('"the town missed it"', () => {
  it('is held back by several of which one is likely it, though none alone is likely enough', () => {
    expect(shown(['C1', 'T1'], [pair(0, 1, 0.2)])).toEqual([]);
    expect(shown(['C1', 'T1', 'T2'], [pair(0, 1, 0.2), pair(0, 2, 0.1)])).toEqual(['C1-T1 REVIEW SCORE', 'C1-T2 REVIEW SCORE']);
    expect(shown(['C1', 'C2', 'T1'], [pair(0, 2, 0.2), pair(1, 2, 0.1)])).toEqual([]);
  });

  it('where a likelier pair holds it back already, the next needs no more than another', () => {
    expect(shown(['C1', 'T1', 'T2'], [pair(0, 1, 0.6), pair(0, 2, 0)])).toEqual(['C1-T1 REVIEW SCORE', 'C1-T2 REVIEW SCORE']);
  });
});

describe('another word for the machine or the part', () => {
  it('needs more than an ordinary pair', () => {
    expect(shown(['C1', 'T1'], [pair(0, 1, 2.3, { score: 0.91, otherThing: true })])).toEqual(['C1-T1 AUTO']);
    const lower: Weights = { ...weights, auto: 0.8 };
    expect(assign([pair(0, 1, 2, { otherThing: true })], read(['C1', 'T1']), lower, new Set(), () => false)).toMatchObject([{ tier: 'REVIEW', why: ['OTHER_THING'] }]);
    expect(assign([pair(0, 1, 2)], read(['C1', 'T1']), lower, new Set(), () => false)).toMatchObject([{ tier: 'AUTO', why: [] }]);
  });
});

describe('two that do not say the same is wrong', () => {
  it('need more than an ordinary pair', () => {
    const lower: Weights = { ...weights, auto: 0.75 };
    const judged = (score: number, otherDefect: boolean): Assigned[] => assign([pair(0, 1, 1.5, { score, otherDefect })], read(['C1', 'T1']), lower, new Set(), () => false);
    expect(judged(0.89, true)).toMatchObject([{ tier: 'REVIEW', why: ['OTHER_DEFECT'] }]);
    expect(judged(0.91, true)).toMatchObject([{ tier: 'AUTO', why: [] }]);
    expect(judged(0.89, false)).toMatchObject([{ tier: 'AUTO', why: [] }]);
  });
});

describe('a third record that is one hazard with both', () => {
  const features = { score: 1, vouched: 3 };
  const vouching: Weights = { ...weights, asking: { bias: 0, features } };

  it('makes it likelier that the two are', () => {
    expect(shown(['C1', 'E1', 'T1'], [pair(0, 1, -3), pair(0, 2, 5), pair(1, 2, 5)], vouching)).toEqual(['C1-E1 REVIEW SCORE', 'C1-T1 AUTO', 'E1-T1 AUTO']);
    expect(shown(['C1', 'E1', 'T1'], [pair(0, 1, -3), pair(0, 2, 5)], vouching)).toEqual(['C1-T1 AUTO']);
  });

  it('not by another of its findings', () => {
    expect(shown(['C1', 'E1', 'T1'], [pair(0, 1, -3), pair(0, 2, 5, { rightClause: 1 }), pair(1, 2, 5, { rightClause: 2 })], vouching)).toEqual(['C1-T1 AUTO', 'E1-T1 AUTO']);
  });
});

describe('a guessed name of an enterprise', () => {
  const keys = ['C1', 'C2', 'C3', 'C4', 'T1', 'T2', 'T3', 'T4'];
  const run = (pairs: number): string[] => {
    const records = keys.map((key) => parse(row(key, key, { enterpriseName: key.startsWith('T') ? '宏达' : '泽州县宏达化工有限公司' }), lexicon));
    const candidates = Array.from({ length: pairs }, (_, at) => pair(at, at + 4, 2));
    return assign(candidates, records, { ...weights, auto: 0.8 }, new Set(keys.slice(4)), () => false).flatMap(({ why, tier }) => [`${tier} ${why.join()}`.trim()]);
  };

  it('is believed when three of its hazards are those of the other name', () => {
    expect(run(3)).toEqual(['AUTO', 'AUTO', 'AUTO']);
  });

  it('waits for a person as long as fewer are', () => {
    expect(run(2)).toEqual(['REVIEW GUESSED_ENTERPRISE', 'REVIEW GUESSED_ENTERPRISE']);
  });
});
