/** The county's settings: what each one says, and why a value is not accepted (contract §3). */
import { ADDRESS_RANGE, isAddressRange } from './address-range.js';
import { isDay, isWorkingDay } from './deadline.js';
import type { WorkingCalendar } from './deadline.js';
import { DEADLINE_KINDS, RECIPIENTS } from './escalation.js';
import type { Escalation } from './escalation.js';
import { TRAIT_CODE, TRAIT_CODE_FORM } from './enterprise.js';
import { HAZARD_LEVELS, SECTORS } from './hazard.js';
import { AUTHORITY_LEVELS } from './permission.js';
import type { Reason } from './refusal.js';
import type { ApprovalRoutes } from './routes.js';
import { anyOf, flag, isOf, listOf, matching, maybe, object, optional, text, whole } from './shape.js';
import type { Shape } from './shape.js';

export const SETTING_NAMES = ['approval-routes', 'limits', 'working-calendar', 'escalation', 'outward-targets', 'comparison'] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

export interface Limits {
  /** How often a deadline may be extended (contract §3: twice). */
  extensionLimit: number;
  /** Days a hazard gets that verification reopened without naming a day. */
  reopenedDays: number;
}
export const DEFAULT_LIMITS: Limits = { extensionLimit: 2, reopenedDays: 15 };

/** 大比对: what the figures of a run go by. */
export interface ComparisonRules {
  /** Below so many county majors a rate is given as a count, without a rank (comparison, definition). */
  minDenominator: number;
}
export const DEFAULT_COMPARISON: ComparisonRules = { minDenominator: 3 };

export interface OutwardTargets {
  /** Address ranges (CIDR) that webhooks and OA channels may reach although they are not public: `10.20.0.0/16`. */
  allowed: string[];
}

export interface SettingValues {
  'approval-routes': ApprovalRoutes;
  limits: Limits;
  'working-calendar': WorkingCalendar;
  escalation: Escalation;
  'outward-targets': OutwardTargets;
  comparison: ComparisonRules;
}

const authorities = listOf(anyOf(AUTHORITY_LEVELS), 1, AUTHORITY_LEVELS.length, { distinct: true });
/** The firm accepts only what it found itself and what is not major (contract §3, accept). */
const ownAccepters = listOf(anyOf(['PRINCIPAL', ...AUTHORITY_LEVELS]), 1, 4, { distinct: true });

const steps = object({ confirm: authorities, accept: authorities });
const levels = object({ MAJOR: steps, GENERAL: steps });
const FINDER_LEVELS = ['ENTERPRISE', 'TOWN', 'COUNTY'] as const;

const traits = optional(listOf(matching(TRAIT_CODE, TRAIT_CODE_FORM), 1, 100, { distinct: true }));

const exception: Shape = (value, path) => {
  const { finderLevels, levels: of } = (value ?? {}) as { finderLevels?: unknown; levels?: unknown };
  const own = JSON.stringify(finderLevels) === '["ENTERPRISE"]' && JSON.stringify(of) === '["GENERAL"]';
  const some = (codes: readonly string[]) => optional(listOf(anyOf(codes), 1, codes.length, { distinct: true }));
  const faults = object({
    sectors: some(SECTORS), scales: traits, riskClasses: traits, riskFeatures: traits,
    finderLevels: some(FINDER_LEVELS), levels: some(HAZARD_LEVELS),
    confirm: optional(authorities), accept: optional(own ? ownAccepters : authorities),
  })(value, path);
  const says = isOf(value, 'confirm') || isOf(value, 'accept');
  return faults.length > 0 || says ? faults : [{ path, why: '例外须写明 confirm 或 accept' }];
};

const approvalRoutes = object({
  routes: object({ ENTERPRISE: object({ MAJOR: steps, GENERAL: object({ confirm: authorities, accept: ownAccepters }) }), TOWN: levels, COUNTY: levels }),
  exceptions: listOf(exception, 0, 100),
});

const limits = object({ extensionLimit: whole(0, 10), reopenedDays: whole(1, 365) });

/** The days of one year: real, of that year, none twice; a make-up day is a weekend day (国务院办公厅 放假安排). */
const year = (ofYear: string): Shape => (value, path) => {
  const day: Shape = (one, at) =>
    typeof one === 'string' && isDay(one) && one.startsWith(`${ofYear}-`) ? [] : [{ path: at, why: `须为 ${ofYear} 年的日期 YYYY-MM-DD` }];
  const makeUpDay: Shape = (one, at) => {
    const wrong = day(one, at);
    if (wrong.length > 0) return wrong;
    const plain = { years: { [ofYear]: { holidays: [], makeUpDays: [], source: '' } } };
    return isWorkingDay(one as string, plain) ? [{ path: at, why: '调休上班日须为周六或周日' }] : [];
  };
  const days = { holidays: listOf(day, 0, 100, { distinct: true }), makeUpDays: listOf(makeUpDay, 0, 50, { distinct: true }) };
  const faults = object({ ...days, source: text(1, 500), documentNo: optional(text(1, 100)), verified: optional(flag), note: optional(text(0, 1_000)) })(value, path);
  if (faults.length > 0) return faults;
  const { holidays, makeUpDays } = value as { holidays: string[]; makeUpDays: string[] };
  const both = holidays.filter((one) => makeUpDays.includes(one));
  return both.map((one) => ({ path, why: `${one} 不能既放假又上班` }));
};

const workingCalendar: Shape = (value, path) => {
  const years = isOf(value, 'years') ? Object.keys((value as { years: object }).years) : [];
  const named = Object.fromEntries(years.filter((one) => /^2\d{3}$/.test(one)).map((one) => [one, year(one)]));
  return object({ years: object(named), note: optional(text(0, 1_000)) })(value, path);
};

const day = whole(0, 365);
const escalation = object({
  madeAt: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM'),
  steps: listOf(object({
    deadlineKind: anyOf(DEADLINE_KINDS), workingDays: maybe(whole(1, 60)),
    remindDaysBefore: listOf(day, 0, 20, { distinct: true }), overdueDaysAfter: listOf(whole(1, 365), 0, 20, { distinct: true }),
    thenEveryDays: maybe(whole(1, 365)),
    recipients: listOf(object({ to: anyOf(RECIPIENTS), fromDay: day, fromDayIfMajor: maybe(day) }), 1, RECIPIENTS.length),
  }), 1, DEADLINE_KINDS.length, { distinctBy: 'deadlineKind' }),
});

const range: Shape = (value, path) => (isAddressRange(value) ? [] : [{ path, why: `须为${ADDRESS_RANGE}` }]);

const outwardTargets = object({ allowed: listOf(range, 0, 100, { distinct: true }) });

const SHAPES: Record<SettingName, Shape> = {
  'approval-routes': approvalRoutes, limits, 'working-calendar': workingCalendar, escalation, 'outward-targets': outwardTargets,
  comparison: object({ minDenominator: whole(1, 100) }),
};

/** Every fault of a value, each with its path below `value`. */
export const settingFaults = (name: SettingName, value: unknown): Reason[] =>
  SHAPES[name](value, 'value').map(({ path, why }) => ({ code: 'SETTING_INVALID', params: { why }, path }));
