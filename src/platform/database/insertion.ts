/**
 * Rows for several tables, put by one statement. Each statement costs its start: planned parts are copied, locks are looked
 * up, a snapshot is taken, an answer is written. What a write leaves is mostly a row here and a row there (decision 0052).
 */
import type { Statement } from './statement.js';

/** How one row of a table is written. */
export interface Insertion {
  readonly table: string;
  readonly columns: readonly string[];
  /** Of each column: `?` for a value, or an expression with some. */
  readonly row: readonly string[];
}

export interface Put { into: Insertion; rows: (readonly unknown[])[] }

/** So many rows a table go into one statement: beyond that arrays are less to read. */
export const PUT_ROWS_MAX = 8;
/** Each is prepared on each connection, where it holds some hundred kilobytes; of more kinds the rest is planned at each use. */
export const PUT_STATEMENTS_MAX = 32;

export const insertion = (table: string, columns: Readonly<Record<string, string>>): Insertion =>
  ({ table, columns: Object.keys(columns), row: Object.values(columns) });

/** Every column takes a value. */
export const given = (...columns: string[]): Record<string, string> => Object.fromEntries(columns.map((column) => [column, '?']));

/** Whether these rows still go with what is gathered. */
export function joins(gathered: readonly Put[], into: Insertion, count: number): boolean {
  return (gathered.find((one) => one.into === into)?.rows.length ?? 0) + count <= PUT_ROWS_MAX;
}

/** Rows of one table stand together. */
export function gather(gathered: Put[], into: Insertion, rows: Put['rows']): void {
  const there = gathered.find((one) => one.into === into);
  if (there) there.rows.push(...rows);
  else gathered.push({ into, rows: [...rows] });
}

/** None of the rows is seen by the others' statement; keys between the tables are checked when all are there. */
export function putAll(puts: readonly Put[]): { asked: Statement; values: unknown[] } {
  return { asked: statementFor(puts), values: puts.flatMap(({ rows }) => rows.flat()) };
}

const numbers = new Map<Insertion, number>();
const statements = new Map<string, Statement>();

/** Which tables in which order and how many rows of each: this alone says what the text is. */
function statementFor(puts: readonly Put[]): Statement {
  const kind = puts.map(({ into, rows }) => `${numberOf(into)}x${rows.length}`).join('_');
  const known = statements.get(kind);
  if (known) return known;
  const text = textOf(puts);
  if (statements.size >= PUT_STATEMENTS_MAX) return { name: '', text };
  const made = { name: `put_${kind}`, text };
  statements.set(kind, made);
  return made;
}

function numberOf(into: Insertion): number {
  const number = numbers.get(into) ?? numbers.size;
  numbers.set(into, number);
  return number;
}

function textOf(puts: readonly Put[]): string {
  let last = 0;
  const inserts = puts.map(({ into: { table, columns, row }, rows }) => {
    const all = rows.map(() => `(${row.map((one) => one.replaceAll('?', () => `$${++last}`)).join(', ')})`);
    return `insert into ${table} (${columns.join(', ')}) values ${all.join(', ')}`;
  });
  const before = inserts.slice(0, -1).map((one, at) => `put_${at} as (${one})`);
  return `${before.length > 0 ? `with ${before.join(', ')} ` : ''}${inserts.at(-1)}`;
}
