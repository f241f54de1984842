import { Injectable } from '@nestjs/common';
import type { Side } from '../domain/comparison/record.js';
import { selection } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { ComparisonHazardEntity, ComparisonInspectionEntity, ComparisonPairEntity, ComparisonRowEntity, ComparisonTownEntity } from './comparison.entity.js';
import { ComparisonRepository } from './comparison.repository.js';
import { isVisit, visitNumber } from './run.input.js';

const PAIR = statement<ComparisonPairEntity>('comparison_pair_ruled', `
  select ${selection(ComparisonPairEntity, 'p')} from comparison_pair p where p.comparison_id = $1 and p.id = $2`);
const PAIR_OF = statement<ComparisonPairEntity>('comparison_pair_of_two', `
  select ${selection(ComparisonPairEntity, 'p')} from comparison_pair p where p.comparison_id = $1 and p.left_key = $2 and p.right_key = $3`);
const RULE = statement('comparison_pair_rule', 'update comparison_pair set decision = $3, ruling = $4::jsonb where comparison_id = $1 and id = $2');

const ROW = selection(ComparisonRowEntity, 'r');
const ROWS = statement<ComparisonRowEntity>('comparison_rows_ruled', `select ${ROW} from comparison_row r where r.comparison_id = $1 and r.key = any($2::text[])`);
const ROW_NAMED = statement<ComparisonRowEntity>('comparison_row_named', `
  select ${ROW} from comparison_row r where r.comparison_id = $1 and r.side = $2 and ($3::text is null or r.external_ref = $3) and ($4::uuid is null or r.hazard_id = $4)
  order by r.number limit 1`);

export interface Block { block: string; enterpriseId: string | null; keys: string[]; partHash: string | null }
const BLOCK = 'e.block, e.enterprise_id as "enterpriseId", e.keys, e.part_hash as "partHash"';
/** Which enterprise of the run a row is of; none where it is left out of it. */
const BLOCKS_WITH = statement<Block>('comparison_blocks_with', `select ${BLOCK} from comparison_enterprise e where e.comparison_id = $1 and e.keys && $2::text[]`);
/** With them every enterprise that a pair joins to one of them, over any number of such pairs. */
const BLOCKS_AROUND = statement<Block>('comparison_blocks_around', `
  with recursive reached (block) as (
    select unnest($2::text[])
    union
    select case when p.block = r.block then p.other_block else p.block end
    from reached r join comparison_pair p on p.comparison_id = $1 and p.other_block is not null and r.block in (p.block, p.other_block)
  )
  select ${BLOCK} from reached r join comparison_enterprise e on e.comparison_id = $1 and e.block = r.block order by e.block`);
const BLOCKS = statement<Block>('comparison_blocks', `select ${BLOCK} from comparison_enterprise e where e.comparison_id = $1 order by e.block`);
const UNCOUNTED = statement<{ uncounted: boolean }>('comparison_uncounted', `
  select exists (select from comparison_enterprise e where e.comparison_id = $1 and e.part_hash is null) as uncounted`);

const PAIRS = statement<ComparisonPairEntity>('comparison_pairs_of_blocks', `
  select ${selection(ComparisonPairEntity, 'p')} from comparison_pair p where p.comparison_id = $1 and p.block = any($2::text[])`);
const VISITS = statement<ComparisonInspectionEntity>('comparison_visits_of_blocks', `
  select ${selection(ComparisonInspectionEntity, 'i')} from comparison_inspection i where i.comparison_id = $1 and i.number = any($2::int[])`);
const TOWNS = statement<ComparisonTownEntity>('comparison_towns_ruled', `
  select ${selection(ComparisonTownEntity, 't')} from comparison_town t where t.comparison_id = $1 order by t.number`);

const TAKE_OFF = statement<TakenOff>('comparison_hazards_take_off', `
  delete from comparison_hazard h where h.comparison_id = $1 and h.block = any($2::text[])
  returning h.town, h.counted_in as "countedIn", h.undecided, coalesce(h.detail->'reopened', '[]') as reopened`);
const CLEAR_TOWNS = statement('comparison_towns_clear', 'delete from comparison_town where comparison_id = $1');
const PUT_HASHES = statement('comparison_part_hashes_put', `
  update comparison_enterprise e set part_hash = p.hash from unnest($2::text[], $3::text[]) p (block, hash) where e.comparison_id = $1 and e.block = p.block`);
const PARTS_HASH = statement<{ hash: string }>('comparison_parts_hash', `
  select encode(sha256(convert_to(string_agg(e.part_hash, '' order by e.part_hash collate "C"), 'UTF8')), 'hex') as hash from comparison_enterprise e where e.comparison_id = $1`);

/** What stood there: the figures that it counted in, and what was undecided of it, as the run left it or since. */
export interface TakenOff { town: string; countedIn: number; undecided: string[]; reopened: string[] }
export interface StoredPart { rows: ComparisonRowEntity[]; pairs: ComparisonPairEntity[]; visits: ComparisonInspectionEntity[] }

/** What a ruling reads and replaces of a finished run: the enterprises it is about, and nothing of the others. */
@Injectable()
export class RulingRepository {
  constructor(private readonly comparisons: ComparisonRepository) {}

  async pair(writing: Writing, id: string, pairId: string): Promise<ComparisonPairEntity | undefined> {
    return (await writing.run(PAIR, [id, pairId]))[0];
  }

  async pairOf(writing: Writing, id: string, left: string, right: string): Promise<ComparisonPairEntity | undefined> {
    return (await writing.run(PAIR_OF, [id, left, right]))[0];
  }

  rows(writing: Writing, id: string, keys: readonly string[]): Promise<ComparisonRowEntity[]> {
    return writing.run(ROWS, [id, keys]);
  }

  /** As its list or the ledger names it. */
  async rowNamed(writing: Writing, id: string, { side, externalRef, hazardId }: { side: Side; externalRef?: string; hazardId?: string }): Promise<ComparisonRowEntity | undefined> {
    return (await writing.run(ROW_NAMED, [id, side, externalRef ?? null, hazardId ?? null]))[0];
  }

  blocksWith(writing: Writing, id: string, keys: readonly string[]): Promise<Block[]> {
    return writing.run(BLOCKS_WITH, [id, keys]);
  }

  blocksAround(writing: Writing, id: string, blocks: readonly string[]): Promise<Block[]> {
    return writing.run(BLOCKS_AROUND, [id, blocks]);
  }

  /** Of a run from before its enterprises were counted one by one: all of them; else null. */
  async blocksUncounted(writing: Writing, id: string): Promise<Block[] | null> {
    const [found] = await writing.run(UNCOUNTED, [id]);
    return found?.uncounted ? writing.run(BLOCKS, [id]) : null;
  }

  async part(writing: Writing, id: string, blocks: readonly Block[]): Promise<StoredPart> {
    const keys = blocks.flatMap((one) => one.keys);
    const [rows, pairs, visits] = await Promise.all([
      this.rows(writing, id, keys.filter((key) => !isVisit(key))), writing.run(PAIRS, [id, blocks.map(({ block }) => block)]),
      writing.run(VISITS, [id, keys.filter(isVisit).map(visitNumber)]),
    ]);
    return { rows, pairs, visits };
  }

  towns(writing: Writing, id: string): Promise<ComparisonTownEntity[]> {
    return writing.run(TOWNS, [id]);
  }

  async rule(writing: Writing, pair: ComparisonPairEntity, isNew: boolean): Promise<void> {
    if (isNew) return this.comparisons.insert(writing, 'comparison_pair', [pair]);
    await writing.run(RULE, [pair.comparisonId, pair.id, pair.decision, JSON.stringify(pair.ruling)]);
  }

  takeOff(writing: Writing, id: string, blocks: readonly string[]): Promise<TakenOff[]> {
    return writing.run(TAKE_OFF, [id, blocks]);
  }

  /** Answers the hash of all parts. */
  async put(writing: Writing, id: string, hazards: readonly ComparisonHazardEntity[], hashes: ReadonlyMap<string, string>): Promise<string> {
    await this.comparisons.insert(writing, 'comparison_hazard', hazards);
    await writing.run(PUT_HASHES, [id, [...hashes.keys()], [...hashes.values()]]);
    const [parts] = await writing.run(PARTS_HASH, [id]);
    return parts?.hash ?? '';
  }

  async putTowns(writing: Writing, id: string, towns: readonly ComparisonTownEntity[]): Promise<void> {
    await writing.run(CLEAR_TOWNS, [id]);
    await this.comparisons.insert(writing, 'comparison_town', towns);
  }
}
