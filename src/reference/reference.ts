import { readFileSync } from 'node:fs';
import type { WorkingCalendar, WorkingYear } from '../domain/deadline.js';

/**
 * Reference data with its source, read once at start. `verified` says whether the row was compared with a second
 * source; an unverified row is shown as such and never decides alone. The build copies the files beside this one.
 */
export interface Sourced {
  readonly source: string;
  readonly verified: boolean;
  readonly note?: string;
}

/** One situation of the published criteria 重大事故隐患判定标准. */
export interface Clause extends Sourced {
  readonly code: string;
  readonly standard: string;
  readonly documentNo: string;
  readonly article: string;
  readonly sector: string;
  readonly text: string;
  readonly level: '重大';
  readonly corroboration?: string;
}

export interface LawClause extends Omit<Clause, 'level'> {
  readonly topic: string;
}

export interface AreaName {
  readonly code: string;
  readonly name: string;
}

/** `code` is the six- or nine-digit code of GB/T 2260; `scopeCode` the prefix that reach is judged by (contract §2). */
export interface ScopedArea extends AreaName, Sourced {
  readonly scopeCode: string;
}

/** A code no longer in use; the successor is null where the merger could not be established. */
export interface RetiredArea extends AreaName {
  readonly successorCode: string | null;
}

export interface Areas {
  readonly county: ScopedArea;
  readonly city: ScopedArea;
  readonly province: AreaName & Sourced;
  readonly towns: Sourced & { readonly items: readonly AreaName[] };
  readonly retired: Sourced & { readonly items: readonly RetiredArea[] };
  readonly siblings: Sourced & { readonly items: readonly AreaName[] };
}

export interface NoticedYear extends WorkingYear, Sourced {
  readonly documentNo: string;
}

export interface NoticedCalendar extends WorkingCalendar {
  readonly note: string;
  readonly years: Readonly<Record<string, NoticedYear>>;
}

export const CLAUSES = load<readonly Clause[]>('clauses.json');
export const LAW_CLAUSES = load<readonly LawClause[]>('law-clauses.json');
export const AREAS = load<Areas>('areas.json');
export const WORKING_CALENDAR = load<NoticedCalendar>('working-calendar.json');

const clausesByCode = new Map(CLAUSES.map((clause) => [clause.code, clause]));

export function clauseByCode(code: string): Clause | undefined {
  return clausesByCode.get(code);
}

function load<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8')) as T;
}
