import { Injectable } from '@nestjs/common';
import { refuse } from '../domain/refusal.js';
import { columnsOf, selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { adHoc, statement } from '../platform/database/statement.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import type { Counted } from '../platform/http/total.js';
import type { OutcomeQuery, PairQuery, RowQuery } from './comparison.dto.js';
import { ComparisonEnterpriseEntity, ComparisonHazardEntity, ComparisonPairEntity, ComparisonRowEntity } from './comparison.entity.js';
import type { ComparisonEntity } from './comparison.entity.js';
import { ComparisonReader } from './comparison.reader.js';
import { COUNTED } from './figures.js';
import type { Portion } from './comparison.scope.js';
import type { HazardWithRows, PairWithRows } from './result.view.js';
import { ComparisonRulingEntity } from './ruling.entity.js';

const PAIR = selection(ComparisonPairEntity, 'p');
const HAZARD = selection(ComparisonHazardEntity, 'p');
const ROW = selection(ComparisonRowEntity, 'r');
/**
 * A pair's row, looked up pair by pair: joined, a list that came in a moment ago and of which PostgreSQL knows nothing yet is
 * read through for every pair.
 */
const rowOf = (key: string): string => `(select json_build_object(${columnsOf(ComparisonRowEntity).map(([property, column]) => `'${property}', r.${column}`).join(', ')})
  from comparison_row r where r.comparison_id = p.comparison_id and r.key = p.${key})`;

const ROWS = statement<ComparisonRowEntity>('comparison_rows_by_key', `select ${ROW} from comparison_row r where r.comparison_id = $1 and r.key = any($2::text[])`);
const ENTERPRISE = statement<ComparisonEnterpriseEntity>('comparison_enterprise_one', `
  select ${selection(ComparisonEnterpriseEntity, 'p')} from comparison_enterprise p
  where p.comparison_id = $1 and (p.id = $2 or p.enterprise_id = $2) order by (p.id = $2) desc, p.id limit 1`);

/** The parts of a comparison that the caller was found to see; `portion` keeps everybody to his own. */
@Injectable()
export class ResultReader {
  constructor(private readonly database: Database, private readonly reader: ComparisonReader) {}

  pairs({ id }: ComparisonEntity, portion: Portion, query: PairQuery): Promise<Counted<PairWithRows>> {
    const where = within(id, portion)
      .and((slot) => `p.tier = any(${slot}::text[])`, query.tier).and((slot) => `p.decision = any(${slot}::text[])`, query.decision)
      .and((slot) => `p.shown = ${slot}`, query.shown).and((slot) => `p.town_code = any(${slot}::text[])`, query.townCode);
    return this.reader.page<PairWithRows>(query, where, (after) => `select ${PAIR}, ${rowOf('left_key')} as "left", ${rowOf('right_key')} as "right" from comparison_pair p
      where ${after('p.id', 'asc')} order by p.id`, (last) => last.id, { id });
  }

  async hazards(comparison: ComparisonEntity, portion: Portion, query: OutcomeQuery): Promise<Counted<HazardWithRows>> {
    const where = this.asked(comparison, portion, query);
    const page = await this.reader.page<ComparisonHazardEntity & { pairIds: string[] }>(query, where, (after) =>
      `select ${HAZARD}, ${PAIR_IDS} from comparison_hazard p where ${after('p.id', 'asc')} order by p.id`, (last) => last.id, { id: comparison.id });
    return { ...page, items: await this.withRows(comparison.id, page.items) };
  }

  /** How many of each outcome there are under the same filters. */
  async outcomeCounts(comparison: ComparisonEntity, portion: Portion, query: OutcomeQuery): Promise<Record<string, number>> {
    const where = this.asked(comparison, portion, query);
    const rows = await this.database.run(adHoc<{ outcome: string; count: number }>(
      `select p.outcome, count(*)::int as count from comparison_hazard p where ${where.text} group by p.outcome`), where.values);
    return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
  }

  enterprises({ id }: ComparisonEntity, portion: Portion, query: PageQuery): Promise<Counted<ComparisonEnterpriseEntity>> {
    return this.reader.page<ComparisonEnterpriseEntity>(query, within(id, portion), (after) =>
      `select ${selection(ComparisonEnterpriseEntity, 'p')} from comparison_enterprise p where ${after('p.id', 'asc')} order by p.id`, (last) => last.id, { id });
  }

  /** By its id here or in the ledger; of every level. */
  async sheet({ id }: ComparisonEntity, portion: Portion, enterpriseId: string): Promise<{ enterprise: ComparisonEnterpriseEntity; hazards: HazardWithRows[] }> {
    const [enterprise] = await this.database.run(ENTERPRISE, [id, enterpriseId]);
    if (!enterprise || !isWithin(enterprise, portion)) throw refuse('NOT_FOUND');
    const where = within(id, portion).and((slot) => `p.block = ${slot}`, enterprise.block);
    const hazards = await this.database.run(adHoc<ComparisonHazardEntity & { pairIds: string[] }>(
      `select ${HAZARD}, ${PAIR_IDS} from comparison_hazard p where ${where.text} order by p.level desc, p.outcome, p.ref`), where.values);
    return { enterprise, hazards: await this.withRows(id, hazards) };
  }

  rows({ id }: ComparisonEntity, side: string, query: RowQuery): Promise<Counted<ComparisonRowEntity>> {
    const where = new Conditions().and((slot) => `r.comparison_id = ${slot}`, id).and((slot) => `r.side = ${slot}`, side)
      .and((slot) => `(cardinality(r.flags) > 0) = ${slot}`, query.flagged);
    return this.reader.page<ComparisonRowEntity>(query, where, (after) =>
      `select ${ROW} from comparison_row r where ${after('r.number', 'asc')} order by r.number`, (last) => last.number, { id, side });
  }

  rulings({ id }: ComparisonEntity, query: PageQuery): Promise<Counted<ComparisonRulingEntity>> {
    const where = new Conditions().and((slot) => `u.comparison_id = ${slot}`, id);
    return this.reader.page<ComparisonRulingEntity>(query, where, (after) =>
      `select ${selection(ComparisonRulingEntity, 'u')} from comparison_ruling u where ${after('u.id', 'asc')} order by u.id`, (last) => last.id, { id });
  }

  rowsByKey(id: string, keys: readonly string[]): Promise<ComparisonRowEntity[]> {
    return this.database.run(ROWS, [id, keys]);
  }

  private asked({ id }: ComparisonEntity, portion: Portion, query: OutcomeQuery): Conditions {
    return within(id, portion)
      .and((slot) => `p.outcome = any(${slot}::text[])`, query.outcome).and((slot) => `p.findings && ${slot}::text[]`, query.finding)
      .and((slot) => `p.missed = any(${slot}::text[])`, query.missed).and((slot) => `p.town_code = any(${slot}::text[])`, query.townCode)
      .and((slot) => `(cardinality(p.undecided) > 0) = ${slot}`, query.undecided)
      .and((slot) => `p.counted_in & ${slot}::int <> 0`, query.figure?.reduce((bits, name) => bits | COUNTED[name], 0))
      .and((slot) => `p.shown = ${slot}`, query.levels?.includes('ALL') ? undefined : true);
  }

  private async withRows(id: string, hazards: readonly (ComparisonHazardEntity & { pairIds: string[] })[]): Promise<HazardWithRows[]> {
    const rows = new Map((await this.rowsByKey(id, hazards.flatMap(({ keys, detail }) => [...keys, ...detail.vague ?? []]))).map((row) => [row.key, row]));
    return hazards.map((hazard) => ({ ...hazard, rows: hazard.keys.flatMap((key) => rows.get(key) ?? []), vagueRows: (hazard.detail.vague ?? []).flatMap((key) => rows.get(key) ?? []) }));
  }
}

const PAIR_IDS = `array(select q.id from comparison_pair q where q.comparison_id = p.comparison_id and q.block = p.block
  and cardinality(p.undecided) > 0 and q.left_key || '|' || q.right_key = any(p.undecided) order by q.id) as "pairIds"`;

const within = (id: string, portion: Portion): Conditions => new Conditions().and((slot) => `p.comparison_id = ${slot}`, id)
  .and((slot) => `p.${portion?.column ?? ''} = ${slot}`, portion?.value);

const isWithin = (one: { townCode: string | null; enterpriseId: string | null }, portion: Portion): boolean =>
  portion === null || (portion.column === 'town_code' ? one.townCode : one.enterpriseId) === portion.value;
