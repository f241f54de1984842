import { describe, expect, it } from '@jest/globals';
import { inspectionFaults, inspectionLevelOf, usualMode } from './inspection.rules.js';

const TODAY = '2026-11-20';
const codes = (change: Partial<Parameters<typeof inspectionFaults>[0]>): string[] =>
  inspectionFaults({ mode: 'ROUTINE', inspectedOn: TODAY, kind: 'TOWN_CENTRE', today: TODAY, enterprise: { status: 'ACTIVE' }, ...change }).map(({ code }) => code);

describe('an inspection', () => {
  it('is of an enterprise that is there and works, on a day that has come', () => {
    expect([codes({}), codes({ inspectedOn: '2026-11-21' })]).toEqual([[], ['DAY_IN_FUTURE']]);
    expect([codes({ enterprise: null }), codes({ enterprise: { status: 'CEASED' } })]).toEqual([['ENTERPRISE_UNKNOWN'], ['ENTERPRISE_CEASED']]);
  });

  it('by a firm is a self-check and nothing else, by an authority anything else', () => {
    expect([codes({ kind: 'ENTERPRISE', mode: 'SELF_CHECK' }), codes({ kind: 'ENTERPRISE' }), codes({ mode: 'SELF_CHECK' }), codes({ kind: 'COUNTY_BUREAU', mode: 'UNANNOUNCED' })])
      .toEqual([[], ['INSPECTION_MODE_NOT_YOURS'], ['INSPECTION_MODE_NOT_YOURS'], []]);
    expect([usualMode('ENTERPRISE'), usualMode('TOWN_CENTRE')]).toEqual(['SELF_CHECK', 'ROUTINE']);
    expect((['ENTERPRISE', 'TOWN_CENTRE', 'COUNTY_BUREAU', 'CITY_BUREAU'] as const).map(inspectionLevelOf)).toEqual(['ENTERPRISE', 'TOWN', 'COUNTY', 'CITY']);
  });
});
