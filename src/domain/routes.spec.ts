/** Contract §3: who confirms and accepts, and which exception of the county's replaces it. */
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_ROUTES, extensionLevel, isAtOrAbove, levelAbove, routeFor } from './routes.js';
import type { ApprovalRoutes, RouteQuestion } from './routes.js';

const ASKED: RouteQuestion = { finderLevel: 'ENTERPRISE', level: 'MAJOR', sector: 'METALLURGY', enterprise: { scale: 'SMALL', riskClass: null, riskFeatures: ['BLAST_FURNACE', 'GAS_TANK'] } };
const route = (exceptions: ApprovalRoutes['exceptions'], asked: Partial<RouteQuestion> = {}) => {
  const { confirm, accept } = routeFor({ version: 7, value: { ...DEFAULT_ROUTES, exceptions } }, { ...ASKED, ...asked });
  return [confirm.join(), accept.join()];
};
const USUAL = ['TOWN,COUNTY', 'TOWN,COUNTY'];
const TO_CITY = { confirm: ['COUNTY', 'CITY'] as ('COUNTY' | 'CITY')[] };

describe('an exception', () => {
  it('replaces what it names, and nothing else', () => {
    expect(route([])).toEqual(USUAL);
    expect(route([{ ...TO_CITY }])).toEqual(['COUNTY,CITY', 'TOWN,COUNTY']);
    expect(route([{ accept: ['CITY'] }])).toEqual(['TOWN,COUNTY', 'CITY']);
    expect(routeFor({ version: 7, value: DEFAULT_ROUTES }, ASKED).settingVersion).toBe(7);
  });

  it('holds where every one of its conditions does; of features one is enough', () => {
    expect(route([{ ...TO_CITY, riskFeatures: ['BLAST_FURNACE', 'MINE'] }])[0]).toBe('COUNTY,CITY');
    const fails: ApprovalRoutes['exceptions'] = [
      { riskFeatures: ['MINE'] }, { sectors: ['GAS'] }, { levels: ['GENERAL'] }, { finderLevels: ['TOWN'] }, { scales: ['LARGE'] }, { riskClasses: ['A'] }, { sectors: ['METALLURGY'], levels: ['GENERAL'] },
    ];
    for (const one of fails) expect([one, route([{ ...TO_CITY, ...one }])]).toEqual([one, USUAL]);
  });

  it('that comes first is the one', () => {
    expect(route([{ confirm: ['CITY'], sectors: ['GAS'] }, { confirm: ['COUNTY'] }, { confirm: ['CITY'] }])[0]).toBe('COUNTY');
  });
});

it('the level above decides where nobody is left; an extension the last confirming level, a late one the county', () => {
  expect((['PRINCIPAL', 'TOWN', 'COUNTY', 'CITY'] as const).map(levelAbove)).toEqual(['TOWN', 'COUNTY', 'CITY', null]);
  expect([isAtOrAbove('TOWN', 'TOWN'), isAtOrAbove('COUNTY', 'TOWN'), isAtOrAbove('TOWN', 'COUNTY')]).toEqual([true, true, false]);
  expect([extensionLevel({ confirm: ['TOWN', 'COUNTY'] }, { late: false }), extensionLevel({ confirm: ['TOWN'] }, { late: true }), extensionLevel({ confirm: ['TOWN'] }, undefined)]).toEqual(['COUNTY', 'COUNTY', 'TOWN']);
});
