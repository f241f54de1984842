import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { adHoc, statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { Cursors, filterHashOf, pageOf } from '../platform/http/cursor.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import type { Requested } from '../platform/http/requested.js';
import { totalOf } from '../platform/http/total.js';
import type { Counted } from '../platform/http/total.js';
import type { ComparisonQuery } from './comparison.dto.js';
import { ComparisonEntity, ComparisonTownEntity } from './comparison.entity.js';
import { portionOf, SEEN_BY } from './comparison.scope.js';
import type { Portion } from './comparison.scope.js';
import { comparisonView } from './comparison.view.js';
import type { ComparisonView } from './comparison.view.js';
import { Behind, COUNTED, FIGURE_IDS_MAX, FIGURE_IDS_OF_A_TOWN_MAX, figuresOfTown, figureViews, totalFigures } from './figures.js';
import type { KeptTown, RecordNamed } from './figures.js';
import type { FigureView } from './figure.view.js';
import { townView } from './result.view.js';
import type { TownView } from './result.view.js';
import { ComparisonDocumentEntity } from './ruling.entity.js';
import { hasResult } from './run.state.js';
import { seenByTown } from './sign-off.js';
import type { UndecidedHazard } from './sign-off.js';

/** For controllers, which see no table. */
export type Compared = ComparisonEntity;

const oneBy = (column: Reach['column']): Statement<ComparisonEntity> => statement<ComparisonEntity>(`comparison_one_${column}`,
  `select ${selection(ComparisonEntity, 'c')} from comparison c where c.id = $1 and ${SEEN_BY[column]('$2', '$3')}`);
const ONE: Record<Reach['column'], Statement<ComparisonEntity>> = {
  enterprise_id: oneBy('enterprise_id'), town_code: oneBy('town_code'), county_code: oneBy('county_code'), city_code: oneBy('city_code'),
};

const TOWNS = statement<ComparisonTownEntity>('comparison_towns', `
  select ${selection(ComparisonTownEntity, 't')} from comparison_town t where t.comparison_id = $1 and ($2::text is null or t.town_code = $2) order by t.number`);
/** Hazards behind one lookup of figures: what a figure tells at most is soon found. */
const BEHIND_AT_ONCE = 2_000;
/** Hazards that count in any of the figures asked for, with their records as their list or the ledger names them, looked up one by one (see result.reader.ts). */
const BEHIND = statement<{ ref: string; town: string; countedIn: number; records: RecordNamed[] }>('comparison_behind', `
  select h.ref, h.town, h.counted_in as "countedIn", array(select (
      select json_build_object('side', r.side, 'id', coalesce(r.external_ref, r.hazard_id::text)) from comparison_row r where r.comparison_id = h.comparison_id and r.key = k.key
    ) from unnest(h.keys) with ordinality k (key, at) order by k.at) as records
  from (select * from comparison_hazard x where x.comparison_id = $1 and x.ref > $2 and x.counted_in & $3::int <> 0 and ($4::text[] is null or x.town = any($4))
    order by x.ref limit ${BEHIND_AT_ONCE}) h order by h.ref`);
/** What counts as undecided, with its records as their lists or the ledger name them. */
export const UNDECIDED = statement<UndecidedHazard>('comparison_undecided', `
  select h.town, h.town_code as "townCode", h.ref, h.undecided as pairs, h.detail ? 'reopened' as reopened,
    array(select coalesce(r.external_ref, r.hazard_id::text) from comparison_row r where r.comparison_id = h.comparison_id and r.key = any(h.keys) order by r.key) as names
  from comparison_hazard h where h.comparison_id = $1 and h.counted_in & ${COUNTED.undecided} <> 0 order by h.town, h.ref`);
const DOCUMENT = statement<ComparisonDocumentEntity>('comparison_document_one', `
  select ${selection(ComparisonDocumentEntity, 'd')} from comparison_document d where d.comparison_id = $1 and d.kind = $2`);

const wantedBy = (all: readonly Behind[]): number => all.reduce((bits, behind) => bits | behind.wanted, 0);

/** The comparison itself, its towns and its papers. Every read begins with whether the caller sees it at all. */
@Injectable()
export class ComparisonReader {
  constructor(private readonly database: Database, private readonly cursors: Cursors) {}

  /** Absent and out of reach are the same 404. */
  async one(requested: Requested, id: string): Promise<ComparisonEntity> {
    const { reach, caller } = requested;
    const [found] = await this.database.run(ONE[reach.column], [id, reach.value, caller.organisation.id]);
    if (!found) throw refuse('NOT_FOUND');
    return found;
  }

  async view(requested: Requested, id: string): Promise<ComparisonView> {
    const comparison = await this.one(requested, id);
    const portion = portionOf(requested, comparison);
    const figures = hasResult(comparison.state) ? await this.figures(comparison, portion) : {};
    return comparisonView(comparison, figures, portion === null);
  }

  async list(requested: Requested, query: ComparisonQuery): Promise<Counted<ComparisonView>> {
    const { reach, caller } = requested;
    const where = new Conditions();
    where.values.push(reach.value, caller.organisation.id);
    where.and((slot) => `c.state = any(${slot}::text[])`, query.state).and((slot) => `c.area_code = any(${slot}::text[])`, query.areaCode);
    const rows = await this.page<ComparisonEntity>(query, where, (after) =>
      `select ${selection(ComparisonEntity, 'c')} from comparison c where ${SEEN_BY[reach.column]('$1', '$2')} and ${after('c.id', 'desc')} order by c.id desc`, (last) => last.id);
    return { ...rows, items: rows.items.map((row) => comparisonView(row, {}, portionOf(requested, row) === null)) };
  }

  towns({ id }: ComparisonEntity, portion: Portion): Promise<ComparisonTownEntity[]> {
    if (portion?.column === 'enterprise_id') return Promise.resolve([]);
    return this.database.run(TOWNS, [id, portion?.value ?? null]);
  }

  /** Of the whole for whoever sees the whole; of its own town for a town; of nothing for an enterprise. */
  private async figures(comparison: ComparisonEntity, portion: Portion): Promise<Record<string, FigureView>> {
    const towns = (await this.towns(comparison, portion)).map(({ figures }) => figures);
    const behind = new Behind();
    if (portion === null) await this.gather(comparison, null, [behind], () => behind);
    else if (towns[0]) await this.gather(comparison, [towns[0].town], [behind], () => behind);
    return figureViews(portion === null ? totalFigures(towns) : towns[0] ? figuresOfTown(towns[0]) : {}, behind);
  }

  /** Each town's figures with the records behind them: of one town as many as of the whole, of several fewer of each. Who may sign off is told of what. */
  async townsNamed(comparison: Pick<ComparisonEntity, 'id'>, portion: Portion, towns: readonly KeptTown[]): Promise<TownView[]> {
    const seen = portion === null ? seenByTown(await this.database.run(UNDECIDED, [comparison.id])) : new Map<string, string>();
    const most = towns.length > 1 ? FIGURE_IDS_OF_A_TOWN_MAX : FIGURE_IDS_MAX;
    const behind = new Map(towns.map(({ town }) => [town, new Behind(most)]));
    if (towns.length > 0) await this.gather(comparison, [...behind.keys()], [...behind.values()], (town) => behind.get(town));
    return towns.map((town) => townView(town, figureViews(figuresOfTown(town), behind.get(town.town) ?? new Behind()), seen.get(town.town)));
  }

  /** Until every figure of all has as many records as are told of it: nothing is looked up that all have enough of. */
  private async gather({ id }: Pick<ComparisonEntity, 'id'>, towns: readonly string[] | null, all: readonly Behind[], into: (town: string) => Behind | undefined): Promise<void> {
    for (let after = '', wanted = wantedBy(all); wanted !== 0; wanted = wantedBy(all)) {
      const hazards = await this.database.run(BEHIND, [id, after, wanted, towns]);
      for (const { town, countedIn, records } of hazards) into(town)?.add(countedIn, records);
      if (hazards.length < BEHIND_AT_ONCE) return;
      after = hazards.at(-1)?.ref ?? '';
    }
  }

  async document(id: string, kind: ComparisonDocumentEntity['kind']): Promise<ComparisonDocumentEntity | undefined> {
    const [found] = await this.database.run(DOCUMENT, [id, kind]);
    return found;
  }

  /** A page in the order of `key`; `sql` gets a function that says "behind the cursor". */
  async page<R extends object>(
    query: PageQuery, where: Conditions, sql: (after: (column: string, order: 'asc' | 'desc') => string) => string, key: (row: R) => string | number, bound: object = {},
  ): Promise<Counted<R>> {
    const filters = filterHashOf({ ...query, ...bound });
    const total = await totalOf(this.database, query, sql(() => where.text), where.values);
    const [last] = query.cursor === undefined ? [] : this.cursors.open(query.cursor, filters);
    const after = (column: string, order: 'asc' | 'desc'): string => {
      if (last === undefined) return where.text;
      where.values.push(last);
      return `${where.text} and ${column} ${order === 'asc' ? '>' : '<'} $${where.values.length}`;
    };
    const rows = await this.database.run(adHoc<R>(`${sql(after)} limit ${query.limit + 1}`), where.values);
    return { ...pageOf(rows, query.limit, (row) => this.cursors.seal([key(row)], filters)), ...total };
  }
}
