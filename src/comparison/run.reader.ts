import { Injectable } from '@nestjs/common';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { ComparisonAliasEntity, ComparisonRulingEntity } from './ruling.entity.js';
import { ComparisonEntity, ComparisonInspectionEntity, ComparisonPairEntity, ComparisonRowEntity } from './comparison.entity.js';
import type { Progress } from './run.state.js';
import { SharedTexts } from './run.texts.js';

/** A statement may take ten seconds, on a busy machine too. */
const ROWS_AT_ONCE = 10_000;

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

const ROWS = statement<ComparisonRowEntity>('comparison_rows_of_run', `
  select ${selection(ComparisonRowEntity, 'r')} from comparison_row r where r.comparison_id = $1 and (r.side, r.number) > ($2, $3::int)
  order by r.side, r.number limit ${ROWS_AT_ONCE}`);
const INSPECTIONS = statement<ComparisonInspectionEntity>('comparison_inspections_of_run', `
  select ${selection(ComparisonInspectionEntity, 'i')} from comparison_inspection i where i.comparison_id = $1 order by i.number`);
const PAIRS = statement<ComparisonPairEntity>('comparison_pairs_of_run', `
  select ${selection(ComparisonPairEntity, 'p')} from comparison_pair p where p.comparison_id = $1 order by p.left_key, p.right_key`);
const RULINGS = statement<ComparisonRulingEntity>('comparison_rulings_known', `
  select distinct on (r.left_print, r.right_print) ${selection(ComparisonRulingEntity, 'r')}
  from comparison_ruling r where r.county_code = $1
  order by r.left_print, r.right_print, r.id desc`);
const ALIASES = statement<ComparisonAliasEntity>('comparison_aliases_known', `
  select distinct on (a.names_key) ${selection(ComparisonAliasEntity, 'a')} from comparison_alias a where a.county_code = $1 order by a.names_key, a.id desc`);

const BLOCKS = statement<{ block: string; enterpriseId: string | null; keys: string[] }>('comparison_blocks', `
  select e.block, e.enterprise_id as "enterpriseId", e.keys from comparison_enterprise e where e.comparison_id = $1`);

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

  async rows(id: string): Promise<ComparisonRowEntity[]> {
    const rows: ComparisonRowEntity[] = [];
    const texts = new SharedTexts();
    for (let read = ROWS_AT_ONCE; read === ROWS_AT_ONCE; ) {
      const last = rows.at(-1);
      const portion = await this.database.run(ROWS, [id, last?.side ?? '', last?.number ?? 0]);
      for (const row of portion) rows.push(texts.share(row));
      read = portion.length;
    }
    return rows;
  }

  inspections(id: string): Promise<ComparisonInspectionEntity[]> {
    return this.database.run(INSPECTIONS, [id]);
  }

  pairs(id: string): Promise<ComparisonPairEntity[]> {
    return this.database.run(PAIRS, [id]);
  }

  /** The enterprises of the run, with what is theirs. */
  blocks(id: string): Promise<{ block: string; enterpriseId: string | null; keys: string[] }[]> {
    return this.database.run(BLOCKS, [id]);
  }

  /** The newest ruling of every two texts: people made them, so that they are few beside the rows. */
  rulings(countyCode: string): Promise<ComparisonRulingEntity[]> {
    return this.database.run(RULINGS, [countyCode]);
  }

  aliases(countyCode: string): Promise<ComparisonAliasEntity[]> {
    return this.database.run(ALIASES, [countyCode]);
  }
}
