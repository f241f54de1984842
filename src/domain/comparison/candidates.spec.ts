import { describe, expect, it } from '@jest/globals';
import { LEXICON } from '../../reference/comparison.js';
import { eachCandidate, EVERY_PAIR_UP_TO } from './candidates.js';
import { ready } from './lexicon.js';
import { parse, type Parsed } from './parse.js';

const lexicon = ready(LEXICON);
const read = (description: string, at: number): Parsed => parse({
  key: String(at), side: 'COUNTY', externalRef: null, hazardId: null, enterpriseId: null, enterpriseName: '甲', creditCode: null, townCode: null, town: '', sector: '', level: 'MAJOR',
  description, location: null, basisClause: null, foundOn: '2024-03-10', status: 'OPEN', closedOn: null, inspectors: [],
}, lexicon);
const pairs = (records: readonly Parsed[]): [number, number][] => {
  const found: [number, number][] = [];
  eachCandidate(records, lexicon, (left, right) => found.push([left, right]));
  return found;
};

describe('what is compared', () => {
  it('of an ordinary enterprise every pair', () => {
    expect(pairs(['积水', '砂轮机无护罩', '安全阀超期'].map(read))).toEqual([[0, 1], [0, 2], [1, 2]]);
  });

  it('of one with very many records only those that name a thing in common, each once', () => {
    const machines = ['砂轮机', '压滤机', '储气罐', '电焊机', '复卷机'];
    const records = Array.from({ length: EVERY_PAIR_UP_TO + 5 }, (_, at) => read(`${machines[at % machines.length] ?? ''}${at}`, at));
    const found = pairs(records);
    expect(found.length).toBe(machines.length * ((81 * 80) / 2));
    expect(found.every(([left, right]) => left < right && left % machines.length === right % machines.length)).toBe(true);
  });
});
