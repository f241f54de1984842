import { describe, expect, it } from '@jest/globals';
import { bagsOf, shared } from './bag.js';
import { Keyed } from './keyed.js';
import { occurrences, ready } from './lexicon.js';
import { tidy } from './normalise.js';
import type { Lexicon } from './record.js';

describe('numbers by key', () => {
  it('are those of a map, however many keys of 32 bits there are', () => {
    const [keyed, map] = [new Keyed(3), new Map<number, number>()];
    let key = 7;
    for (let at = 0; at < 5_000; at += 1) {
      key = (Math.imul(key, 1_664_525) + 1_013_904_223) >>> 0;
      const one = at % 3 === 0 ? (key % 97) + 1 : key || 1;
      keyed.add(one);
      map.set(one, (map.get(one) ?? 0) + 1);
    }
    expect([...map].filter(([one, count]) => keyed.get(one, 0) !== count)).toEqual([]);
    expect([keyed.get(4_294_967_295, -1), keyed.get(98, -1)]).toEqual([map.get(4_294_967_295) ?? -1, map.get(98) ?? -1]);
  });

  it('say so where a key is not known, and keep the last that was set', () => {
    const keyed = new Keyed(0);
    keyed.set(0x9f88_4e00, 1.5);
    keyed.set(0x9f88_4e00, 2.5);
    expect([keyed.get(0x9f88_4e00, 9), keyed.get(0x4e00_9f88, 9), keyed.get(0x1f88_4e00, 9)]).toEqual([2.5, 9, 9]);
  });
});

const LEXICON: Lexicon = {
  version: 'test', areas: [], rarity: { 炉: 2, 水: 1, 炉水: 3 },
  concepts: [
    { id: '行车', kind: 'EQUIPMENT', terms: ['行车', '桥式起重机'], wider: [] },
    { id: '行车轨道', kind: 'PART', terms: ['行车轨道'], wider: [] },
    { id: '起重机', kind: 'EQUIPMENT', terms: ['起重机', '行车'], wider: [] },
  ],
};

describe('words of the lexicon in a text', () => {
  const found = (text: string): string[] => occurrences(text, ready(LEXICON)).map(({ concept, start, end }) => `${LEXICON.concepts[concept]?.id ?? ''} ${start}-${end}`);
  it('the longest at a place, left to right, the first concept of two with one term; a beginning is no word', () => {
    expect(found('行车轨道旁行车')).toEqual(['行车轨道 0-4', '行车 5-7']);
    expect(found('桥式起重机')).toEqual(['行车 0-5']);
    expect(found('桥式起重')).toEqual([]);
    expect(found('桥式起重起重机')).toEqual(['起重机 4-7']);
    expect(found('')).toEqual([]);
  });
});

describe('bags', () => {
  const read = (text: string, marks = new Uint8Array(text.length)) => bagsOf(text, marks, ready(LEXICON));
  it('keep what they held when thousands of others have been filled after them', () => {
    const first = read('炉水,水');
    const before = shared(first.letters, read('水炉').letters);
    for (let at = 0; at < 5_000; at += 1) read('皮带防护罩缺失');
    // 炉 2 and 水 1; of the pairs 炉水 3
    expect([before, shared(first.letters, read('水炉').letters), shared(first.pairs, read('炉水').pairs), shared(first.pairs, read('炉水').pairs, true)]).toEqual([3, 3, 3, 9]);
    expect(shared(first.letters, read('皮带').letters)).toBe(0);
  });

  it('a pair is unknown where one of its places is, once is enough', () => {
    // the first 炉水 is a word of the lexicon (2), the second is not
    const { pairs, unknown, issue } = read('炉水,炉水', Uint8Array.from([6, 6, 0, 0, 0]));
    expect([pairs.count, unknown.count, issue.count]).toEqual([1, 1, 2]);
    const known = read('炉水', Uint8Array.from([6, 6]));
    expect([known.pairs.count, known.unknown.count, known.issue.count, known.letters.count]).toEqual([1, 0, 0, 2]);
    const silent = read('炉水', Uint8Array.from([1, 0]));
    expect([silent.pairs.count, silent.letters.count]).toEqual([0, 1]);
  });
});

it('a tidied text knows where each of its characters stood', () => {
  const { text, stood } = tidy('１＃ 炉，㎡𠮷');
  expect(text).toBe('1#炉,M2𠮷');
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(stood)).toEqual([0, 1, 3, 4, 5, 5, 6, 6, 8]);
  const even = tidy('１＃炉，开裂');
  expect(even.text).toBe('1#炉,开裂');
  expect([0, 3, 6].map(even.stood)).toEqual([0, 3, 6]);
});
