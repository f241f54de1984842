import { describe, expect, it } from '@jest/globals';
import { addDays, addWorkingDays, isDay, isWorkingDay, WorkingYearMissing } from '../domain/deadline.js';
import { WORD_FEATURES } from '../domain/comparison/likeness.js';
import { STANDING_FEATURES, TREE_FEATURES } from '../domain/comparison/score.js';
import { LEXICON, LEXICON_SHA256, WEIGHTS } from './comparison.js';
import { AREAS, clauseByCode, CLAUSES, LAW_CLAUSES, WORKING_CALENDAR } from './reference.js';

describe('the criteria', () => {
  it('are the 65 rows of trade and industry, 20 of chemicals, 20 of fireworks', () => {
    const count = (prefix: string) => CLAUSES.filter((clause) => clause.code.startsWith(prefix)).length;
    expect([count('GM-2023-'), count('WH-2017-'), count('YH-2017-')]).toEqual([65, 20, 20]);
    expect(CLAUSES).toHaveLength(105);
  });

  it('have one code each, a text, a source and a word on their verification', () => {
    const all = [...CLAUSES, ...LAW_CLAUSES];
    expect(new Set(all.map((clause) => clause.code)).size).toBe(all.length);
    for (const clause of all) {
      expect([
        clause.standard,
        clause.documentNo,
        clause.article,
        clause.sector,
        clause.text,
        clause.source,
      ]).not.toContain('');
      expect(typeof clause.verified).toBe('boolean');
    }
  });

  it('keep the four articles of order 16 known from memory only marked as unverified', () => {
    const unverified = LAW_CLAUSES.filter((clause) => !clause.verified);
    expect(unverified.map((clause) => clause.article)).toHaveLength(4);
    expect(unverified.every((clause) => clause.corroboration !== undefined)).toBe(true);
  });

  it('are found by code', () => {
    expect(clauseByCode('GM-2023-03-02')?.text).toContain('特种作业人员');
    expect(clauseByCode('GM-2017-01')).toBeUndefined();
  });
});

describe('the areas', () => {
  it('are the county, its sixteen towns, and the city with its four-digit scope', () => {
    expect(AREAS.county).toMatchObject({ code: '140525', name: '泽州县', scopeCode: '140525' });
    expect(AREAS.city).toMatchObject({ code: '140500', name: '晋城市', scopeCode: '1405' });
    expect(AREAS.towns.items).toHaveLength(16);
    expect(new Set(AREAS.towns.items.map((town) => town.code)).size).toBe(16);
    expect(AREAS.towns.items.every((town) => /^140525\d{3}$/.test(town.code) && town.name.endsWith('镇'))).toBe(true);
    expect(AREAS.county.code.startsWith(AREAS.city.scopeCode)).toBe(true);
  });

  it('name a living successor for a retired code, or say that none is known', () => {
    const living = AREAS.towns.items.map((town) => town.code);
    const successors = Object.fromEntries(AREAS.retired.items.map((area) => [area.name, area.successorCode]));
    expect(successors).toEqual({ 川底乡: '140525114', 李寨乡: null, 南岭乡: '140525115' });
    for (const area of AREAS.retired.items) {
      expect(living).not.toContain(area.code);
      if (area.successorCode !== null) expect(living).toContain(area.successorCode);
    }
  });
});

describe('the working calendar', () => {
  const years = Object.entries(WORKING_CALENDAR.years);

  it('holds 2023 to 2026, each with the number of its notice', () => {
    expect(years.map(([year]) => year)).toEqual(['2023', '2024', '2025', '2026']);
    expect(years.map(([, entry]) => entry.documentNo)).toEqual([
      '国办发明电〔2022〕16号',
      '国办发明电〔2023〕7号',
      '国办发明电〔2024〕12号',
      '国办发明电〔2025〕7号',
    ]);
    for (const [, entry] of years) expect(entry.source).toContain(entry.documentNo);
    expect(years.every(([, entry]) => entry.verified)).toBe(true);
  });

  it.each(years)(
    '%s: real days of that year, none twice, make-up days on weekends only',
    (year, { holidays, makeUpDays }) => {
      const days = [...holidays, ...makeUpDays];
      expect(new Set(days).size).toBe(days.length);
      for (const day of days) expect([day.slice(0, 4), isDay(day)]).toEqual([year, true]);
      const plainWeeks = { years: { [year]: { holidays: [], makeUpDays: [], source: 'no arrangement' } } };
      for (const day of makeUpDays) expect([day, isWorkingDay(day, plainWeeks)]).toEqual([day, false]);
    },
  );

  /** Weekdays, less holidays on weekdays, plus make-up days: 260-18+7, 262-19+8, 261-18+5, 261-19+6. */
  it.each([
    ['2023', 249],
    ['2024', 251],
    ['2025', 248],
    ['2026', 248],
  ])('%s has %i working days', (year, expected) => {
    let count = 0;
    for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
      if (isWorkingDay(day, WORKING_CALENDAR)) count += 1;
    }
    expect(count).toBe(expected);
  });

  it('counts over the Spring Festival of 2026 and the turn of the year', () => {
    expect(addWorkingDays('2026-02-13', 1, WORKING_CALENDAR)).toBe('2026-02-14');
    expect(addWorkingDays('2026-02-13', 3, WORKING_CALENDAR)).toBe('2026-02-25');
    expect(addWorkingDays('2025-12-31', 1, WORKING_CALENDAR)).toBe('2026-01-04');
  });

  it('ends on 2026-12-31 and says so', () => {
    expect(() => addWorkingDays('2026-12-31', 1, WORKING_CALENDAR)).toThrow(WorkingYearMissing);
  });
});

describe('the words of the comparison', () => {
  it('are those the weights were learned with: after a change, npm run comparison:train', () => {
    expect(WEIGHTS.lexiconSha256).toBe(LEXICON_SHA256);
    expect(WEIGHTS.version.split('/')[0]).toBe(LEXICON.version);
    expect(Object.keys(WEIGHTS.words.features)).toEqual([...WORD_FEATURES]);
    expect(Object.keys(WEIGHTS.standing.features)).toEqual([...STANDING_FEATURES]);
    expect(WEIGHTS.trees?.features).toEqual([...TREE_FEATURES]);
  });

  it('are written once each, under a concept that is there', () => {
    const ids = LEXICON.concepts.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(LEXICON.concepts.flatMap(({ wider }) => wider).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
