/**
 * Rows typed elsewhere: judged one by one, every reason with its row. What is malformed is refused; what is only doubtful
 * (a town nobody knows, a mistyped code) is kept and flagged, because it stood so in somebody's list (contract §6). Pure.
 */
import { creditCodeFault } from '../domain/credit-code.js';
import type { ComparedStatus, Side } from '../domain/comparison/record.js';
import { sha256, canonical } from '../domain/fact.js';
import type { HazardLevel } from '../domain/hazard.js';
import { SECTORS } from '../domain/hazard.js';
import { LABELS } from '../domain/labels.js';
import type { Reason } from '../domain/refusal.js';
import { fault, wrongType } from '../platform/http/field.js';
import type { Check } from '../platform/http/field.js';
import { isDay, oneOfCheck, textCheck } from '../platform/http/fields.js';
import type { KnownEnterprise, KnownTown } from './known.js';
import { codeWritten } from './list.columns.js';
import { enterpriseNamed, plainName, townNamed } from './known.js';

export const ROW_FLAGS = [
  'TOWN_UNKNOWN', 'CREDIT_CODE_WRONG', 'SECTOR_UNKNOWN', 'OUTSIDE_PERIOD', 'OUTSIDE_SECTOR', 'OUTSIDE_AREA', 'CLOSED_ON_IGNORED', 'REFERENCE_GIVEN', 'ENTERPRISE_UNKNOWN',
] as const;
export type RowFlag = (typeof ROW_FLAGS)[number];
/** Rows under one of these are kept in the list and left out of the run. */
export const LEFT_OUT: readonly string[] = ['OUTSIDE_PERIOD', 'OUTSIDE_SECTOR', 'OUTSIDE_AREA'] satisfies RowFlag[];
export const isLeftOut = ({ flags }: { flags: readonly string[] }): boolean => flags.some((flag) => LEFT_OUT.includes(flag));

export interface ListRow {
  externalRef: string;
  enterpriseName: string;
  creditCode?: string | null;
  town: string;
  sector: string;
  level: HazardLevel;
  description: string;
  location?: string | null;
  basisClause?: string | null;
  foundOn: string;
  status: ComparedStatus;
  closedOn?: string | null;
  inspectors?: string[] | null;
}
export interface ListInspection { enterpriseName: string; creditCode?: string | null; inspectedOn: string }

export interface RowScope { periodFrom: string; periodTo: string; sectors: readonly string[]; areaCode: string; today: string }

/** So many reasons are told at once; whoever has more begins with these. */
const MAX_REASONS = 500;

const maybe = (check: Check): Check => (value) => (value === undefined || value === null ? [] : check(value));
const day: Check = (value) => (typeof value !== 'string' ? wrongType('text') : isDay(value) ? [] : fault('WRONG_DAY'));
const names: Check = (value) => {
  if (!Array.isArray(value)) return wrongType('list');
  if (value.length > 20) return fault('WRONG_COUNT', { min: 0, max: 20 });
  return value.flatMap((name, at) => textCheck(1, 50)(name).map((reason) => ({ ...reason, path: `[${at}]` })));
};
const LEVEL = oneOfCheck(['GENERAL', 'MAJOR']);
const STATUS = oneOfCheck(['OPEN', 'RECTIFYING', 'CLOSED']);

const ROW_CHECKS: Record<keyof ListRow, Check> = {
  externalRef: textCheck(1, 100), enterpriseName: textCheck(1, 200), creditCode: maybe(textCheck(0, 50)), town: textCheck(1, 50),
  sector: textCheck(1, 50), level: LEVEL, description: textCheck(1, 2_000), location: maybe(textCheck(0, 200)),
  basisClause: maybe(textCheck(0, 500)), foundOn: day, status: STATUS, closedOn: maybe(day), inspectors: maybe(names),
};
const INSPECTION_CHECKS: Record<keyof ListInspection, Check> = {
  enterpriseName: textCheck(1, 200), creditCode: maybe(textCheck(0, 50)), inspectedOn: day,
};
function judged(value: unknown, checks: Readonly<Record<string, Check>>, path: string): Reason[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ code: 'WRONG_TYPE', params: { expected: '{…}' }, path }];
  const source = value as Record<string, unknown>;
  const unknown = Object.keys(source).filter((key) => !Object.hasOwn(checks, key)).map((key): Reason => ({ code: 'UNKNOWN_FIELD', path: `${path}.${key}` }));
  const wrong = Object.entries(checks).flatMap(([key, check]) => {
    const given = source[key];
    const reasons = (given === undefined || given === null) && check(given).length > 0 ? fault('REQUIRED') : check(codeWritten(key, given));
    return reasons.map((reason): Reason => ({ ...reason, path: `${path}.${key}${reason.path ?? ''}` }));
  });
  return [...unknown, ...wrong];
}

const tidy = (text: string | null | undefined): string | null => text?.trim() || null;

/** Every fault of form first; rules between rows only where the form of all is right. */
export function listFaults(rows: readonly unknown[], inspections: readonly unknown[], today: string): Reason[] {
  const reasons: Reason[] = [];
  for (const [at, row] of rows.entries()) {
    reasons.push(...judged(row, ROW_CHECKS, `rows[${at}]`));
    if (reasons.length >= MAX_REASONS) return reasons;
  }
  for (const [at, one] of inspections.entries()) {
    reasons.push(...judged(one, INSPECTION_CHECKS, `inspections[${at}]`));
    if (reasons.length >= MAX_REASONS) return reasons;
  }
  return reasons.length > 0 ? reasons : ruleFaults(rows as ListRow[], inspections as ListInspection[], today).slice(0, MAX_REASONS);
}

function ruleFaults(rows: readonly ListRow[], inspections: readonly ListInspection[], today: string): Reason[] {
  const seen = new Map<string, number>();
  const future = (value: string, path: string): Reason[] => (value > today ? [{ code: 'DAY_IN_FUTURE', path, params: { today } }] : []);
  return [
    ...rows.flatMap(({ externalRef, foundOn, closedOn }, at): Reason[] => {
      const ref = externalRef.trim();
      const other = seen.get(ref);
      if (other === undefined) seen.set(ref, at);
      return [
        ...(other === undefined ? [] : [{ code: 'LIST_REFERENCE_TWICE' as const, path: `rows[${at}].externalRef`, params: { ref, other: `rows[${other}]` } }]),
        ...(foundOn > today ? [{ code: 'FOUND_IN_FUTURE' as const, path: `rows[${at}].foundOn`, params: { today } }] : []),
        ...(closedOn && closedOn < foundOn ? [{ code: 'DAY_BEFORE_FOUND' as const, path: `rows[${at}].closedOn`, params: { foundOn } }] : []),
        ...(closedOn ? future(closedOn, `rows[${at}].closedOn`) : []),
      ];
    }),
    ...inspections.flatMap(({ inspectedOn }, at) => future(inspectedOn, `inspections[${at}].inspectedOn`)),
  ];
}

export interface KeptRow extends Required<Omit<ListRow, 'externalRef' | 'creditCode'>> {
  number: number;
  key: string;
  externalRef: string;
  creditCode: string | null;
  enterpriseId: string | null;
  townCode: string | null;
  flags: RowFlag[];
  print: string;
}

/** Full width, lower case and blanks are the typist's; which code it is, is not. */
export const plainCode = (code: string | null | undefined): string | null => tidy(code?.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase());

/** A row as it is kept: resolved as far as the ledger knows its town and its enterprise, the rest flagged. */
export function keptRow(side: Side, row: ListRow, number: number, known: { towns: readonly KnownTown[]; enterprises: readonly KnownEnterprise[] }, scope: RowScope): KeptRow {
  const creditCode = plainCode(row.creditCode);
  const enterprise = enterpriseNamed(known.enterprises, row.enterpriseName, creditCode);
  const named = townNamed(known.towns, row.town);
  const townCode = named?.code ?? enterprise?.townCode ?? null;
  const sector = sectorOf(row.sector);
  const status = codeWritten('status', row.status) as ComparedStatus;
  const closedOn = status === 'CLOSED' ? row.closedOn ?? null : null;
  const flags = ([
    [!named, 'TOWN_UNKNOWN'], [creditCode !== null && creditCodeFault(creditCode) !== null, 'CREDIT_CODE_WRONG'],
    [!(SECTORS as readonly string[]).includes(sector), 'SECTOR_UNKNOWN'], [!enterprise, 'ENTERPRISE_UNKNOWN'],
    [row.foundOn < scope.periodFrom || row.foundOn > scope.periodTo, 'OUTSIDE_PERIOD'],
    [scope.sectors.length > 0 && (SECTORS as readonly string[]).includes(sector) && !scope.sectors.includes(sector), 'OUTSIDE_SECTOR'],
    [townCode !== null && !townCode.startsWith(scope.areaCode), 'OUTSIDE_AREA'], [Boolean(row.closedOn) && status !== 'CLOSED', 'CLOSED_ON_IGNORED'],
  ] as [boolean, RowFlag][]).filter(([holds]) => holds).map(([, flag]) => flag);
  const said = {
    enterpriseName: row.enterpriseName.trim(), description: row.description.trim(), location: tidy(row.location), foundOn: row.foundOn,
  };
  return {
    ...said, number, key: `${side}:${row.externalRef.trim()}`, externalRef: row.externalRef.trim(), creditCode, enterpriseId: enterprise?.id ?? null,
    town: named?.name ?? row.town.trim(), townCode, sector, level: codeWritten('level', row.level) as HazardLevel, basisClause: tidy(row.basisClause),
    status, closedOn, inspectors: (row.inspectors ?? []).map((name) => name.trim()), flags,
    print: sha256(canonical({ side, ...said, enterpriseName: plainName(row.enterpriseName) })),
  };
}

/** A code, or the Chinese name of one; anything else as it was written. */
function sectorOf(written: string): string {
  const name = written.trim();
  return Object.entries(LABELS.sector).find(([code, label]) => code === name || label === name)?.[0] ?? name;
}
