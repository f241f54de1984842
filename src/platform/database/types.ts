/** How values come out of PostgreSQL: days as days, instants as RFC 3339 in UTC, whole numbers of 64 bits as text. */
import pg from 'pg';

const DATE = 1082;
const DATES = 1182;
const TIMESTAMPTZ = 1184;
const TIMESTAMPTZS = 1185;

const UTC = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?\+00(?::00)?$/;

/** `2026-11-22 06:50:00.1+00`, or as JSON has it, as `2026-11-22T06:50:00.100Z`. The connection's time zone is UTC (database.module.ts). */
export function instantOf(text: string): string {
  const parts = UTC.exec(text);
  if (!parts) throw new Error(`not an instant in UTC: ${text}`);
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').slice(0, 3).padEnd(3, '0')}Z`;
}

type Parser = (text: string) => unknown;
const asIs: Parser = (text) => text;
const TEXTS = 1009;
const listOf = (each: (text: string) => unknown): Parser => (text) =>
  (pg.types.getTypeParser(TEXTS as number, 'text') as (text: string) => (string | null)[])(text).map((one) => (one === null ? null : each(one)));

const PARSERS = new Map<number, Parser>([[DATE, asIs], [DATES, listOf(asIs)], [TIMESTAMPTZ, instantOf], [TIMESTAMPTZS, listOf(instantOf)]]);

/** For a pool's `types`. `pg` itself turns DATE into a local-midnight Date: the wrong day in other zones. */
export const TYPES = {
  getTypeParser: (oid: number, format: 'text' | 'binary' = 'text'): Parser =>
    (format === 'text' ? PARSERS.get(oid) : undefined) ?? (pg.types.getTypeParser(oid, format) as Parser),
};
