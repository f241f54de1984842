/** “五到位”（泽州 2023 四(一)2）: what counts as in place, part by part. */
import { describe, expect, it } from '@jest/globals';
import { FIVE } from '../../test/support/deciding.js';
import { isOpen, missingParts, NOTHING_IN_PLACE, rectificationRuns, STATUSES } from './hazard.js';
import type { FiveInPlace } from './hazard.js';

const missing = (change: Partial<FiveInPlace>): string[] => missingParts({ ...FIVE, ...change });

describe('five in place', () => {
  it('are all five, each with real content', () => {
    expect([missing({}), missingParts(NOTHING_IN_PLACE)]).toEqual([[], ['measures', 'responsibility', 'funds', 'schedule', 'contingencyPlan']]);
    for (const part of ['measures', 'responsibility', 'funds', 'schedule', 'contingencyPlan'] as const) expect(missing({ [part]: null })).toEqual([part]);
  });

  it('blanks are no content; a responsible unit without a person is none, nor the other way round', () => {
    expect([missing({ measures: ' \u3000\n' }), missing({ contingencyPlan: { summary: '  ', evidenceId: 'plan' } })]).toEqual([['measures'], ['contingencyPlan']]);
    expect([missing({ responsibility: { unit: '车间', person: '', phone: null } }), missing({ responsibility: { unit: ' ', person: '乙', phone: null } })]).toEqual([['responsibility'], ['responsibility']]);
  });

  it('money is an amount with where it comes from; none at all needs its reason', () => {
    const funds = (amountYuan: string, source: string, zeroReason: string | null) => missing({ funds: { amountYuan, source, zeroReason } });
    expect([funds('0.01', '自筹', null), funds('0.00', '自筹', '利用现有设备')]).toEqual([[], []]);
    expect([funds('0.00', '自筹', null), funds('0.00', '自筹', ' '), funds('100.00', '', null)]).toEqual([['funds'], ['funds'], ['funds']]);
  });
});

it('is open until it is struck off or voided; the clock of rectification runs until it is submitted', () => {
  expect(STATUSES.map((status) => `${status}${isOpen(status) ? ' open' : ''}${rectificationRuns(status) ? ' running' : ''}`))
    .toEqual(['REPORTED open running', 'CONFIRMING open running', 'RECTIFYING open running', 'ACCEPTING open', 'CLOSED', 'VOIDED']);
});
