import { Injectable } from '@nestjs/common';
import { under } from '../domain/comparison/maps.js';
import { columnsOf, recordset } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { ComparisonEnterpriseEntity, ComparisonHazardEntity, ComparisonInspectionEntity, ComparisonPairEntity, ComparisonRowEntity } from './comparison.entity.js';

type Table = new () => object;
/** Rows of one statement: little to hold, and enough that a statement more costs nothing. */
const PORTION = 1_000;
/** Portions that wait; with more, the run waits for the database. */
const MOST_WAITING = 4;

/**
 * Only the holder of the token writes, and whoever takes the run from him waits until a portion under way is in: what comes
 * after writes nothing. `held` is 0 then.
 */
const HOLDER = `holder as materialized (select c.id from comparison c where c.id = $1 and c.run_token = $2 and c.state = 'RUNNING' for share)`;
const puts = (table: string, entity: Table): Statement<{ held: number }> => {
  const columns = columnsOf(entity);
  return statement<{ held: number }>(`${table}_put`, `with ${HOLDER}, put as (
    insert into ${table} (${columns.map(([, column]) => column).join(', ')})
    select ${columns.map(([property]) => `r."${property}"`).join(', ')} from holder, json_to_recordset($3::json) r (${recordset(entity)}))
    select count(*)::int as held from holder`);
};
const clears = (table: string, of = ''): Statement<{ held: number }> => statement<{ held: number }>(`${table}_of_run_clear`, `with ${HOLDER}, cleared as (
  delete from ${table} t using holder where t.comparison_id = holder.id${of}) select count(*)::int as held from holder`);

const PUT = {
  comparison_row: puts('comparison_row', ComparisonRowEntity), comparison_inspection: puts('comparison_inspection', ComparisonInspectionEntity),
  comparison_enterprise: puts('comparison_enterprise', ComparisonEnterpriseEntity), comparison_pair: puts('comparison_pair', ComparisonPairEntity),
  comparison_hazard: puts('comparison_hazard', ComparisonHazardEntity),
};
type Part = keyof typeof PUT;
const CLEAR_RESULT = ['comparison_pair', 'comparison_hazard', 'comparison_town', 'comparison_enterprise'].map((table) => clears(table));
const CLEAR_READ = [clears('comparison_row'), clears('comparison_inspection', ' and t.inspection_id is not null')];

/** Rows to be put in, as they are sent; null where others are cleared away. */
interface Portion { put: Statement<{ held: number }>; rows: (() => Buffer) | null }
/** Rows not yet sent, as the bytes they are sent in: what they were made of is forgotten at once, and V8 moves none of it. */
interface Gathered { bytes: Buffer[]; rows: number }
const END = Buffer.from(']');

/** Somebody cancelled the run, or another worker has taken it over: there is nothing to write. */
export class Lost extends Error {}

/**
 * What a run finds, written while it goes on: nobody reads it before the run is done, and who begins a run anew, cancels it
 * or gives it up clears it first. Between two portions no transaction is open.
 */
export class RunParts {
  private readonly gathered = new Map<Part, Gathered>();
  private readonly waiting: Portion[] = [];
  private readonly whenIdle: Portion[] = [];
  private writing: Promise<void> | null = null;
  private underWay: Promise<void> | null = null;
  private failed: Error | null = null;

  constructor(private readonly database: Database, private readonly id: string, private readonly token: string) {}

  /** Of an earlier worker, whatever became of it: before anything else is written. `read`: also what it had read of the ledger. */
  clear(read: boolean): void {
    for (const clear of [...CLEAR_RESULT, ...(read ? CLEAR_READ : [])]) this.waiting.push({ put: clear, rows: null });
    this.writing ??= this.write();
  }

  /** What is held anyway, and goes in when nothing else waits: the rows of the ledger. */
  addWhenIdle(table: Part, rows: readonly object[]): void {
    for (let from = 0; from < rows.length; from += PORTION) this.whenIdle.push({ put: PUT[table], rows: () => Buffer.from(JSON.stringify(rows.slice(from, from + PORTION))) });
    this.writing ??= this.write();
  }

  add(table: Part, rows: readonly object[]): void {
    for (let from = 0; from < rows.length; from += PORTION) {
      const some = rows.slice(from, from + PORTION);
      const gathered = under(this.gathered, table, (): Gathered => ({ bytes: [], rows: 0 }));
      gathered.bytes.push(Buffer.from(`${gathered.rows > 0 ? ',' : '['}${JSON.stringify(some).slice(1, -1)}`));
      gathered.rows += some.length;
      if (gathered.rows >= PORTION) this.send(table);
    }
  }

  /** Lets the database catch up; throws what became of a portion. */
  async keepUp(): Promise<void> {
    while (this.waiting.length > MOST_WAITING && this.underWay && !this.failed) await this.underWay.catch(() => undefined);
    if (this.failed) throw this.failed;
  }

  /** Everything is in when this resolves. */
  async end(): Promise<void> {
    for (const table of this.gathered.keys()) this.send(table);
    await this.writing;
    if (this.failed) throw this.failed;
  }

  private send(table: Part): void {
    const bytes = this.gathered.get(table)?.bytes ?? [];
    this.gathered.delete(table);
    this.waiting.push({ put: PUT[table], rows: () => Buffer.concat([...bytes, END]) });
    this.writing ??= this.write();
  }

  /** One after another; never throws: `keepUp` and `end` tell. */
  private async write(): Promise<void> {
    try {
      for (let next = this.next(); next; next = this.next()) {
        this.underWay = this.held(next.put, next.rows ? [next.rows()] : []);
        await this.underWay;
      }
    } catch (error) {
      this.failed = error as Error;
    }
    this.writing = this.underWay = null;
  }

  private next(): Portion | undefined {
    return this.waiting.shift() ?? this.whenIdle.shift();
  }

  private async held(asked: Statement<{ held: number }>, values: readonly unknown[]): Promise<void> {
    const [answer] = await this.database.run(asked, [this.id, this.token, ...values]);
    if (!answer?.held) throw new Lost();
  }
}

@Injectable()
export class RunPartsRepository {
  constructor(private readonly database: Database) {}

  of(id: string, token: string): RunParts {
    return new RunParts(this.database, id, token);
  }
}
