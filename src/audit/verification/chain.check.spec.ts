/** Each way in which facts and what was told of them can fail to fit (security S38), by hand: nothing but the rows. */
import { describe, expect, it } from '@jest/globals';
import { CHAIN_START, sealFact } from '../../domain/fact.js';
import type { Fact, FactContent } from '../../domain/fact.js';
import { Broken } from './break.js';
import { ChainCheck } from './chain.check.js';
import type { ChainRow } from './chain.check.js';

const CONTENT: FactContent = {
  objectKind: 'HAZARD', objectId: 'a', countyCode: '140525', move: 'register', at: '2026-11-20T02:00:00.000Z',
  actor: { kind: 'PERSON', id: 'p', name: '甲', organisationId: 'o', organisation: '示例', role: 'OPERATOR' }, onBehalfOf: null, address: '127.0.0.1',
  requestId: 'r', from: null, to: 'REPORTED', opinion: null, contentHash: null, stateHash: null, detail: {},
};
const rowOf = ({ objectId, version, objectKind, countyCode, at, move, body, previousHash, hash }: Fact, position: string, eventType: string): ChainRow => ({
  objectId, version, objectKind, countyCode, at, move, body, previousHash, hash, position, eventKind: objectKind, eventCounty: countyCode, eventType, eventAt: at, eventHash: hash, hasObject: true,
});
const first = sealFact(CONTENT, { version: 0, hash: CHAIN_START });
const signing = { ...CONTENT, move: 'sign', from: 'REPORTED', to: 'CONFIRMING', at: '2026-11-21T02:00:00.000Z' };
const ROWS: [ChainRow, ChainRow, ChainRow] = [
  rowOf(first, '1', 'hazard.registered.v1'), rowOf(sealFact(signing, first), '3', 'hazard.signed.v1'),
  rowOf(sealFact({ ...CONTENT, objectId: 'b' }, { version: 0, hash: CHAIN_START }), '2', 'hazard.registered.v1'),
];

function told(rows: readonly ChainRow[]): string {
  const check = new ChainCheck();
  try {
    rows.forEach((row) => check.take(row));
    return `whole ${check.checked}`;
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const { what, objectId, version } = error.at as { what: string; objectId?: string; version?: number };
    return `${what} ${objectId ?? ''} ${version ?? ''}`;
  }
}
/** The second fact of the first object, changed. */
const second = (change: Partial<ChainRow>): string => told([ROWS[0], { ...ROWS[1], ...change }, ROWS[2]]);

describe('a history', () => {
  it('is whole as it was written, each object from its first fact; the newest may still wait in the outbox', () => {
    expect([told(ROWS), second({ position: null })]).toEqual(['whole 3', 'whole 3']);
  });

  it('of which a word was changed, with or without what else it stands in', () => {
    expect(second({ body: ROWS[1].body.replace('甲', '乙') })).toBe('FACT_HASH a 2');
    expect(second({ hash: ROWS[0].hash })).toBe('FACT_HASH a 2');
    for (const change of [{ at: '2026-11-22T02:00:00.000Z' }, { move: 'confirm' }, { countyCode: '140524' }, { objectKind: 'AREA' as const }, { previousHash: CHAIN_START }]) expect([change, second(change)]).toEqual([change, 'FACT_COLUMNS a 2']);
  });

  it('of which a fact is missing, stands twice, or hangs on another one', () => {
    expect(told([ROWS[0], rowOf(sealFact(signing, { version: 2, hash: ROWS[1].hash }), '4', 'hazard.signed.v1')])).toBe('FACT_GAP a 3');
    expect([told([ROWS[1]]), told([ROWS[0], ROWS[0]])]).toEqual(['FACT_GAP a 2', 'FACT_GAP a 1']);
    const elsewhere = sealFact(signing, { version: 1, hash: sealFact({ ...CONTENT, opinion: '另一说法' }, { version: 0, hash: CHAIN_START }).hash });
    expect(told([ROWS[0], rowOf(elsewhere, '3', 'hazard.signed.v1')])).toBe('FACT_LINK a 2');
    expect(told([rowOf(sealFact(CONTENT, { version: 0, hash: 'f'.repeat(64) }), '1', 'hazard.registered.v1')])).toBe('FACT_LINK a 1');
  });

  it('whose object is gone, or of which others were told nothing, something else, or in another order', () => {
    expect([second({ hasObject: false }), second({ eventHash: null })]).toEqual(['OBJECT_MISSING a 2', 'EVENT_MISSING a 2']);
    for (const change of [{ eventHash: ROWS[0].hash }, { eventKind: 'AREA' }, { eventCounty: '140524' }, { eventType: 'hazard.closed.v1' }, { eventAt: '2026-11-20T02:00:00.000Z' }]) expect([change, second(change)]).toEqual([change, 'EVENT_DIFFERS a 2']);
    expect(told([{ ...ROWS[0], position: '5' }, ROWS[1]])).toBe('EVENT_ORDER a 2');
    expect(told([{ ...ROWS[0], position: '3' }, ROWS[1]])).toBe('EVENT_ORDER a 2');
    expect(told([{ ...ROWS[0], position: null }, ROWS[1]])).toBe('EVENT_ORDER a 2');
    expect(told([{ ...ROWS[0], position: '9' }, { ...ROWS[1], position: '10' }])).toBe('whole 2');
  });
});
