import { Injectable } from '@nestjs/common';
import type { Side } from '../domain/comparison/record.js';
import { columnsOf, selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { ComparisonAliasEntity, ComparisonRulingEntity } from './ruling.entity.js';
import { ComparisonEntity, ComparisonInspectionEntity, ComparisonRowEntity } from './comparison.entity.js';
import { LEFT_OUT } from './list.rows.js';
import type { Compared } from './run.input.js';
import type { Progress } from './run.state.js';
import { SharedTexts } from './run.texts.js';

/** So many are taken apart while the database puts together the next. */
const ROWS_AT_ONCE = 1_000;

const DUE = statement<{ id: string; takes: number }>('comparison_due', `
  select c.id, c.run_takes as takes from comparison c
  where c.state = 'QUEUED' or (c.state = 'RUNNING' and c.run_until <= $1::timestamptz) order by c.run_requested_at limit $2::int`);

/** The state of a run is not the comparison's history: taking it and its heartbeat make no fact. */
const TAKE = statement<ComparisonEntity>('comparison_take', `
  update comparison c set state = 'RUNNING', run_token = $3, run_takes = c.run_takes + 1, run_until = $5::timestamptz,
    progress = '{"step": "READING", "percent": 1}'
  where c.id = $1 and c.run_takes = $2::int and (c.state = 'QUEUED' or (c.state = 'RUNNING' and c.run_until <= $4::timestamptz))
  returning ${selection(ComparisonEntity, 'c')}`);
const BEAT = statement<{ id: string }>('comparison_beat', `
  update comparison c set progress = $3::jsonb, run_until = $4::timestamptz where c.id = $1 and c.run_token = $2 and c.state = 'RUNNING' returning c.id`);

/** What is compared of a row: not how it is remembered, nor what is flagged of it. */
const NOT_COMPARED = ['comparisonId', 'print', 'flags'];
const COMPARED_COLUMNS = columnsOf(ComparisonRowEntity).filter(([property]) => !NOT_COMPARED.includes(property));
/** The columns of rows, each as one list. */
type Columns = { [Name in keyof Compared]: Compared[Name][] };
/** Column by column: what a driver does for each value of a row is most of what reading it costs. Null where there is no row. */
const COMPARED = statement<{ columns: Columns | null }>('comparison_rows_of_run', `
  select case when count(*) > 0 then json_build_object(${COMPARED_COLUMNS.map(([property, column]) => `'${property}', json_agg(r.${column})`).join(', ')}) end as columns
  from (select ${COMPARED_COLUMNS.map(([, column]) => `x.${column}`).join(', ')} from comparison_row x
    where x.comparison_id = $1 and x.side = $2 and x.number > $3::int and not x.flags && $4::text[] order by x.number limit ${ROWS_AT_ONCE}) r`);
const PRINTED = statement<{ key: string; print: string }>('comparison_rows_printed', `
  select r.key, r.print from comparison_row r where r.comparison_id = $1 and r.side = any($2::text[]) and not r.flags && $3::text[] and r.print = any($4::text[])`);
const INSPECTIONS = statement<ComparisonInspectionEntity>('comparison_inspections_of_run', `
  select ${selection(ComparisonInspectionEntity, 'i')} from comparison_inspection i where i.comparison_id = $1 order by i.number`);
/**
 * Of whoever runs the comparison: a town that is judged by the county's run rules nothing in it, and learns nothing of what
 * the county ruled before it is published.
 */
const OWN = (alias: string): string => `join comparison c on c.id = ${alias}.comparison_id and c.organisation_id = $2::uuid where ${alias}.county_code = $1`;
const RULINGS = statement<ComparisonRulingEntity>('comparison_rulings_known', `
  select distinct on (r.left_print, r.right_print) ${selection(ComparisonRulingEntity, 'r')}
  from comparison_ruling r ${OWN('r')} order by r.left_print, r.right_print, r.id desc`);
const ALIASES = statement<ComparisonAliasEntity>('comparison_aliases_known', `
  select distinct on (a.names_key) ${selection(ComparisonAliasEntity, 'a')} from comparison_alias a ${OWN('a')} order by a.names_key, a.id desc`);

/** Rows of one shape, which are small: as the driver makes them each is a table of its own, of a kilobyte. */
const rowsOf = ({
  side, number, key, externalRef, hazardId, enterpriseId, enterpriseName, creditCode, townCode, town, sector, level, description, location, basisClause, foundOn, status, closedOn, inspectors, pending, sameAs,
}: Columns): Compared[] => key.map((own, at) => ({
  side: side[at], number: number[at], key: own, externalRef: externalRef[at], hazardId: hazardId[at], enterpriseId: enterpriseId[at], enterpriseName: enterpriseName[at], creditCode: creditCode[at],
  townCode: townCode[at], town: town[at], sector: sector[at], level: level[at], description: description[at], location: location[at], basisClause: basisClause[at], foundOn: foundOn[at],
  status: status[at], closedOn: closedOn[at], inspectors: inspectors[at], pending: pending[at], sameAs: sameAs[at],
}) as Compared);

/** What a run needs: which wait, whose they are, and what they are made of. */
@Injectable()
export class RunReader {
  constructor(private readonly database: Database) {}

  due(now: string, limit: number): Promise<{ id: string; takes: number }[]> {
    return this.database.run(DUE, [now, limit]);
  }

  take(id: string, { takes, token, now, until }: { takes: number; token: string; now: string; until: string }): Promise<ComparisonEntity[]> {
    return this.database.run(TAKE, [id, takes, token, now, until]);
  }

  /** False where the run is no longer the token's. */
  async beat(id: string, token: string, progress: Progress, until: string): Promise<boolean> {
    return (await this.database.run(BEAT, [id, token, JSON.stringify(progress), until])).length > 0;
  }

  /** Those that are compared, side by side: while one side's rows are taken apart here, the database puts together the other's. */
  async compared(id: string, sides: readonly Side[]): Promise<Compared[]> {
    const texts = new SharedTexts();
    return (await Promise.all([...sides].sort().map((side) => this.comparedOf(id, side, texts)))).flat();
  }

  private async comparedOf(id: string, side: Side, texts: SharedTexts): Promise<Compared[]> {
    const rows: Compared[] = [];
    for (let read = ROWS_AT_ONCE; read === ROWS_AT_ONCE;) {
      const [portion] = await this.database.run(COMPARED, [id, side, rows.at(-1)?.number ?? 0, LEFT_OUT]);
      read = portion?.columns?.key.length ?? 0;
      if (portion?.columns) for (const row of rowsOf(portion.columns)) rows.push(texts.share(row));
    }
    return rows;
  }

  /** Of those, the ones that say what somebody has ruled on. */
  printed(id: string, sides: readonly Side[], prints: readonly string[]): Promise<{ key: string; print: string }[]> {
    return this.database.run(PRINTED, [id, sides, LEFT_OUT, prints]);
  }

  inspections(id: string): Promise<ComparisonInspectionEntity[]> {
    return this.database.run(INSPECTIONS, [id]);
  }

  /** The newest ruling of every two texts: people made them, so that they are few beside the rows. */
  rulings({ countyCode, organisationId }: Runner): Promise<ComparisonRulingEntity[]> {
    return this.database.run(RULINGS, [countyCode, organisationId]);
  }

  aliases({ countyCode, organisationId }: Runner): Promise<ComparisonAliasEntity[]> {
    return this.database.run(ALIASES, [countyCode, organisationId]);
  }
}

type Runner = Pick<ComparisonEntity, 'countyCode' | 'organisationId'>;
