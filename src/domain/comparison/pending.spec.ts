import { describe, expect, it } from '@jest/globals';
import { LEXICON, WEIGHTS } from '../../reference/comparison.js';
import { assign, type Assigned } from './assign.js';
import { ready } from './lexicon.js';
import { match } from './match.js';
import { parse, type Parsed } from './parse.js';
import { NOT_RARE } from './rare.js';
import type { ComparedRecord, Weights } from './record.js';
import { probability, type Candidate } from './score.js';
import { NO_WORDING } from './wordings.js';

const lexicon = ready(LEXICON);
const row = (key: string, description = key, over: Partial<ComparedRecord> = {}): ComparedRecord => ({
  key, side: key.startsWith('C') ? 'COUNTY' : key.startsWith('T') ? 'TOWN' : 'ENTERPRISE', externalRef: key, hazardId: null, enterpriseId: null, enterpriseName: '泽州县宏达化工有限公司',
  creditCode: null, townCode: null, town: '巴公镇', sector: 'HAZCHEM', level: 'MAJOR', description, location: null, basisClause: null, foundOn: '2024-03-10', status: 'OPEN', closedOn: null, inspectors: [], ...over,
});
const read = (keys: readonly string[]): Parsed[] => keys.map((key) => parse(row(key), lexicon));

/** The score is the odds alone: 0 is 0.5, -1 is 0.27, -2 is 0.12. */
const weights: Weights = { version: '', words: { bias: 0, features: {} }, standing: { bias: 0, features: { odds: 1 } }, trees: null, wordings: {}, auto: 0.9, review: 0.4, withheld: 0.6, leftover: 0.1 };
const pair = (left: number, right: number, odds: number, over: Partial<Candidate> = {}): Candidate =>
  ({ left, right, odds, score: probability(odds), siblings: false, otherNumber: false, otherPlace: false, otherThing: false, sameNumber: false, leftClause: 0, rightClause: 0, features: [], besides: [...NOT_RARE, ...NO_WORDING], ...over });
const shown = (keys: readonly string[], candidates: readonly Candidate[]): string[] =>
  assign(candidates, read(keys), weights, new Set(), () => false).map(({ left, right, tier, why }: Assigned) => `${keys[left] ?? ''}-${keys[right] ?? ''} ${tier}${why.length ? ` ${why.join()}` : ''}`);

describe('what is left', () => {
  it('the only one left on both sides is offered to a person, and told so', () => {
    expect(shown(['C1', 'E1'], [pair(0, 1, -2)])).toEqual(['C1-E1 REVIEW LAST']);
  });

  it('where more are left, the best of each, one on a side', () => {
    expect(shown(['E1', 'E2', 'T1', 'T2'], [pair(0, 2, -1), pair(0, 3, -1.5), pair(1, 2, -1.2), pair(1, 3, -2)])).toEqual(['E1-T1 REVIEW LEFTOVER', 'E2-T2 REVIEW LEFTOVER']);
  });

  it('one whose best counterpart has its own pair is still offered it', () => {
    expect(shown(['E1', 'T1', 'T2'], [pair(0, 1, 4), pair(0, 2, -1)])).toEqual(['E1-T1 AUTO', 'E1-T2 REVIEW LEFTOVER']);
  });

  it('is never accepted, however likely it became when the others stepped aside', () => {
    const eager: Weights = { ...weights, standing: { bias: 9, features: { odds: 1 } } };
    const found = assign([pair(0, 1, -2)], read(['C1', 'E1']), eager, new Set(), () => false);
    expect(found.map(({ tier }) => tier)).toEqual(['REVIEW']);
  });

  it.each([
    ['another number of a machine', { otherNumber: true }],
    ['two of one family', { siblings: true }],
    ['two stated places', { otherPlace: true }],
  ])('not with %s', (_, over) => {
    expect(shown(['C1', 'E1'], [pair(0, 1, -1, over)])).toEqual([]);
  });

  it('not of one side, not of nothing alike, not below its bar', () => {
    expect(shown(['E1', 'E2'], [pair(0, 1, -1)])).toEqual([]);
    expect(shown(['C1', 'E1'], [pair(0, 1, -3.6)])).toEqual([]);
    expect(shown(['C1', 'E1'], [pair(0, 1, -2.5)])).toEqual([]);
  });

  it('holds back no "the town missed it": the county has nothing of the town yet', () => {
    expect(shown(['C1', 'T1'], [pair(0, 1, -1)])).toEqual([]);
    expect(shown(['C1', 'T1', 'T2'], [pair(0, 1, 4), pair(0, 2, -1)])).toEqual(['C1-T1 AUTO', 'C1-T2 REVIEW LEFTOVER']);
  });
});

describe('what is asked', () => {
  it('a pair that alone holds back "the town missed it" needs more than another', () => {
    expect(shown(['C1', 'T1'], [pair(0, 1, 0.2)])).toEqual([]);
    expect(shown(['C1', 'T1'], [pair(0, 1, 0.5)])).toEqual(['C1-T1 REVIEW SCORE']);
    expect(shown(['C1', 'E1'], [pair(0, 1, 0.2)])).toEqual(['C1-E1 REVIEW SCORE']);
  });

  it('three pairs, and three more for ten records, the likeliest, in whatever order they come', () => {
    const keys = ['E1', 'E2', 'E3', 'E4', 'E5', 'T1', 'T2', 'T3', 'T4', 'T5'];
    const all = [0, 1, 2, 3, 4].flatMap((left) => [5, 6, 7, 8, 9].map((right) => pair(left, right, left === right - 5 ? 1 : 0.5 - left / 10)));
    const found = shown(keys, all);
    expect(found).toHaveLength(6);
    for (const at of [1, 2, 3, 4, 5]) expect(found).toContain(`E${at}-T${at} REVIEW SCORE`);
    expect(shown(keys, [...all].reverse()).sort()).toEqual([...found].sort());
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

describe('in a run', () => {
  const run = (records: readonly ComparedRecord[]) => match({ records, lexicon: LEXICON, weights: { ...WEIGHTS, review: 0.99, auto: 0.995, leftover: 0.02 }, aliases: [], rulings: [] });
  const [ours, theirs] = ['1号反应釜搅拌轴封漏料', '1#釜机封滴料'];

  it('says in Chinese that it is the last one left', () => {
    expect(run([row('C1', ours), row('E1', theirs)])).toMatchObject([{ tier: 'REVIEW', reasons: expect.arrayContaining(['同企业两方各仅剩此一条未对应，请人工核对']) }]);
  });

  it('nothing is offered across enterprises, or with another number', () => {
    expect(run([row('C1', ours), row('E1', theirs, { enterpriseName: '泽州县宏远化工有限公司' })])).toEqual([]);
    expect(run([row('C1', ours), row('E1', '2#釜机封滴料')])).toEqual([]);
  });
});
