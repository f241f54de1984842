import { describe, expect, it } from '@jest/globals';
import { DEFAULT_ESCALATION } from './escalation.js';
import { DEFAULT_ROUTES } from './routes.js';
import { DEFAULT_LIMITS, settingFaults } from './settings.js';
import type { SettingName } from './settings.js';

const told = (name: SettingName, value: unknown) => settingFaults(name, value).map(({ path, params }) => [path, params?.why]);
const copy = <T>(value: T): T => structuredClone(value);

describe('what holds by default', () => {
  it.each([['approval-routes', DEFAULT_ROUTES], ['limits', DEFAULT_LIMITS], ['escalation', DEFAULT_ESCALATION]] as const)('%s is accepted', (name, value) => {
    expect(told(name, value)).toEqual([]);
  });
});

describe('approval routes', () => {
  it('may send blast furnaces to the city', () => {
    const value = { ...copy(DEFAULT_ROUTES), exceptions: [{ riskFeatures: ['BLAST_FURNACE'], levels: ['MAJOR'], confirm: ['COUNTY', 'CITY'] }] };
    expect(told('approval-routes', value)).toEqual([]);
  });

  it('keep the firm from accepting a major hazard, or what an authority found', () => {
    const value = copy(DEFAULT_ROUTES);
    value.routes.ENTERPRISE.MAJOR.accept = ['PRINCIPAL'];
    value.routes.TOWN.GENERAL.accept = ['PRINCIPAL'];
    value.exceptions = [{ sectors: ['GAS'], accept: ['PRINCIPAL'] }];
    expect(told('approval-routes', value).map(([path]) => path)).toEqual([
      'value.routes.ENTERPRISE.MAJOR.accept[0]', 'value.routes.TOWN.GENERAL.accept[0]', 'value.exceptions[0].accept[0]',
    ]);
  });

  it('do not let an exception for any major, or for what an authority found, name the firm', () => {
    for (const [finderLevels, levels] of [[['ENTERPRISE'], ['MAJOR']], [['ENTERPRISE'], ['GENERAL', 'MAJOR']], [['TOWN'], ['GENERAL']], [['ENTERPRISE', 'TOWN'], ['GENERAL']]]) {
      const value = { ...copy(DEFAULT_ROUTES), exceptions: [{ finderLevels, levels, accept: ['PRINCIPAL'] }] };
      expect(told('approval-routes', value).map(([path]) => path)).toEqual(['value.exceptions[0].accept[0]']);
    }
  });

  it('let an exception for its own general finds name the firm', () => {
    const value = { ...copy(DEFAULT_ROUTES), exceptions: [{ finderLevels: ['ENTERPRISE'], levels: ['GENERAL'], accept: ['PRINCIPAL'] }] };
    expect(told('approval-routes', value)).toEqual([]);
  });

  it('are told every fault with its path', () => {
    const value = { routes: { ENTERPRISE: DEFAULT_ROUTES.routes.ENTERPRISE, TOWN: { MAJOR: { confirm: [], accept: ['TOWN', 'TOWN'] } } }, exceptions: [{}], colour: 1 };
    expect(told('approval-routes', value)).toEqual([
      ['value.colour', '不认识的字段'],
      ['value.routes.TOWN.MAJOR.confirm', '须有 1–3 项'],
      ['value.routes.TOWN.MAJOR.accept', '不能重复'],
      ['value.routes.TOWN.GENERAL', '必填'],
      ['value.routes.COUNTY', '必填'],
      ['value.exceptions[0]', '例外须写明 confirm 或 accept'],
    ]);
  });
});

describe('limits', () => {
  it.each([
    [{ extensionLimit: 11, reopenedDays: 15 }, 'value.extensionLimit'],
    [{ extensionLimit: 1.5, reopenedDays: 15 }, 'value.extensionLimit'],
    [{ extensionLimit: 2 }, 'value.reopenedDays'],
    [[], 'value'],
  ])('refuse %j', (value, path) => {
    expect(told('limits', value).map(([at]) => at)).toEqual([path]);
  });
});

describe('the working calendar', () => {
  const year = { holidays: ['2027-01-01'], makeUpDays: ['2027-01-03'], source: '示例通知' };

  it('takes a year with its notice', () => {
    expect(told('working-calendar', { years: { 2027: { ...year, documentNo: '示例〔2026〕1号', verified: true } } })).toEqual([]);
  });

  it.each([
    [{ ...year, holidays: ['2027-02-30'] }, '须为 2027 年的日期 YYYY-MM-DD'],
    [{ ...year, holidays: ['2026-01-01'] }, '须为 2027 年的日期 YYYY-MM-DD'],
    [{ ...year, makeUpDays: ['2027-01-04'] }, '调休上班日须为周六或周日'],
    [{ ...year, holidays: ['2027-01-03'] }, '2027-01-03 不能既放假又上班'],
    [{ ...year, source: '' }, '须为 1–500 个字符的文字'],
  ])('refuses %j', (value, why) => {
    expect(told('working-calendar', { years: { 2027: value } }).map(([, reason]) => reason)).toEqual([why]);
  });

  it('knows no year that is none', () => {
    expect(told('working-calendar', { years: { next: year } })).toEqual([['value.years.next', '不认识的字段']]);
  });
});

describe('escalation', () => {
  it('names each kind once, at a time of day', () => {
    const twice = { ...DEFAULT_ESCALATION, madeAt: '8:00', steps: [DEFAULT_ESCALATION.steps[0], DEFAULT_ESCALATION.steps[0]] };
    expect(told('escalation', twice)).toEqual([['value.madeAt', '须为 HH:MM'], ['value.steps', '不能重复']]);
  });

  it('begins to say that something is overdue the day after, not on the day itself', () => {
    const [first, ...rest] = DEFAULT_ESCALATION.steps;
    expect(told('escalation', { ...DEFAULT_ESCALATION, steps: [{ ...first, overdueDaysAfter: [0, 3] }, ...rest] }).map(([path]) => path)).toEqual(['value.steps[0].overdueDaysAfter[0]']);
  });

  it('is what the contract says of the rectification clock', () => {
    expect(DEFAULT_ESCALATION.steps.find((step) => step.deadlineKind === 'RECTIFICATION')).toMatchObject({
      remindDaysBefore: [7, 3, 1, 0], overdueDaysAfter: [1, 3, 7], thenEveryDays: 7,
      recipients: [{ to: 'ENTERPRISE', fromDay: 0 }, { to: 'TOWN', fromDay: 3 }, { to: 'COUNTY', fromDay: 7, fromDayIfMajor: 1 }],
    });
  });

  it('never tells the enterprise of a confirmation or an acceptance it does not owe', () => {
    const owed = DEFAULT_ESCALATION.steps.filter((step) => ['CONFIRMATION', 'ACCEPTANCE'].includes(step.deadlineKind));
    expect(owed.map((step) => [step.workingDays, step.recipients.map(({ to }) => to)])).toEqual([[3, ['OWING', 'ABOVE']], [5, ['OWING', 'ABOVE']]]);
  });
});

describe('where the service may call', () => {
  it('is a range narrow enough to be meant', () => {
    const faults = (...allowed: string[]) => told('outward-targets', { allowed }).map(([path]) => path);
    expect(faults('10.0.0.0/8', '10.20.0.0/16', '192.168.1.5/32', 'fd00::/32')).toEqual([]);
    for (const wide of ['0.0.0.0/0', '10.0.0.0/7', '10.0.0.0/33', '::/0', 'fd00::/16', '10.0.0.0', 'all', '010.1.1.1/16']) expect([wide, faults(wide)]).toEqual([wide, ['value.allowed[0]']]);
  });
});

it('a rate is ranked from at least one county major on', () => {
  expect([told('comparison', { minDenominator: 1 }), told('comparison', { minDenominator: 0 }).map(([path]) => path)]).toEqual([[], ['value.minDenominator']]);
});
