import { Injectable } from '@nestjs/common';
import type { Side } from '../domain/comparison/record.js';
import { canonical, sha256 } from '../domain/fact.js';
import { labelOf } from '../domain/labels.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { AreaReader } from '../organisations/area.reader.js';
import { EnterpriseReader } from '../organisations/enterprise.reader.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import type { ComparisonEntity, ComparisonInspectionEntity, ComparisonRowEntity } from './comparison.entity.js';
import { ComparisonRepository } from './comparison.repository.js';
import { moved, WITHOUT_RESULT } from './comparison.service.js';
import type { ListTakenView } from './comparison.view.js';
import { enterpriseNamed } from './known.js';
import { columnTitle, wordsFor } from './list.columns.js';
import { isLeftOut, keptRow, listFaults, plainCode } from './list.rows.js';
import type { KeptRow, ListInspection, ListRow, RowFlag } from './list.rows.js';
import { mustAllow, NOT_STARTED } from './run.state.js';

const MAX_FLAGS_TOLD = 500;

/** `places`: where each row stands in the file it came from, for the reasons. `numbered`: rows that share a number in the file, and were given one of their own. */
export interface TypedList { rows: readonly object[]; inspections?: readonly object[]; numbered?: readonly number[]; places?: { rows: readonly string[]; inspections: readonly string[] } }
type Inspection = Omit<ComparisonInspectionEntity, 'comparisonId'>;

/** Takes a side's list whole, or refuses it whole with every reason by its row (issue: nothing half-written). */
@Injectable()
export class ListService {
  constructor(
    private readonly door: Door,
    private readonly comparisons: ComparisonRepository,
    private readonly areas: AreaReader,
    private readonly enterprises: EnterpriseReader,
  ) {}

  put(requested: Requested, id: string, side: Side, list: TypedList): Promise<Answer<ListTakenView>> {
    return this.door.write(requested, async (writing) => {
      const before = await this.comparisons.lock(writing, { reach: requested.reach, organisationId: requested.caller.organisation.id }, id);
      judge(placed(listFaults(list.rows, list.inspections ?? [], writing.today), list.places).filter(({ code }) => before === undefined ? isForm(code) : true));
      if (!before) throw refuse('NOT_FOUND');
      requested.permit('comparison.run');
      requested.mustMatch(before.version);
      mustAllow('list', before.state);
      judgeSide(before, side, list);
      const { rows, inspections } = await this.resolved(before, side, list, writing.today);
      const after = await this.replace(writing, before, side, rows, list.inspections ? inspections : null);
      return ok(takenView(after, side, rows, inspections.length, list.places));
    });
  }

  private async resolved(comparison: ComparisonEntity, side: Side, list: TypedList, today: string): Promise<{ rows: KeptRow[]; inspections: Inspection[] }> {
    const [towns, enterprises] = await Promise.all([this.areas.townNames(comparison.countyCode), this.enterprises.knownOf(comparison.countyCode)]);
    const numbered = new Set(list.numbered);
    const kept = (row: ListRow, at: number): KeptRow => keptRow(side, row, at + 1, { towns, enterprises }, { ...comparison, today });
    return {
      rows: (list.rows as ListRow[]).map((row, at) => (numbered.has(at) ? withFlag(kept(row, at), 'REFERENCE_GIVEN') : kept(row, at))),
      inspections: ((list.inspections ?? []) as ListInspection[]).map(({ enterpriseName, creditCode, inspectedOn }, at) => {
        const code = plainCode(creditCode);
        const enterpriseId = enterpriseNamed(enterprises, enterpriseName, code)?.id ?? null;
        return { number: at + 1, enterpriseId, enterpriseName: enterpriseName.trim(), creditCode: code, inspectedOn, inspectionId: null, townCode: null };
      }),
    };
  }

  private async replace(writing: Writing, before: ComparisonEntity, side: Side, rows: readonly KeptRow[], inspections: readonly Inspection[] | null): Promise<ComparisonEntity> {
    const { id, listCounts } = before;
    await this.comparisons.clearResult(writing, id);
    if (before.takenFrom === 'LISTS') {
      await this.comparisons.clearList(writing, id, [side]);
      await this.comparisons.insert(writing, 'comparison_row', rows.map((row): ComparisonRowEntity =>
        ({ ...row, creditCode: row.creditCode, location: row.location ?? null, basisClause: row.basisClause ?? null, closedOn: row.closedOn ?? null,
          inspectors: row.inspectors ?? [], comparisonId: id, side, hazardId: null, pending: false, sameAs: null })));
    }
    if (side === 'TOWN') {
      await this.comparisons.clearInspections(writing, id);
      await this.comparisons.insert(writing, 'comparison_inspection', (inspections ?? []).map((one) => ({ ...one, comparisonId: id })));
    }
    const counts = {
      ...listCounts, ...(before.takenFrom === 'LISTS' && { [side]: rows.filter((row) => !isLeftOut(row)).length }),
      ...(side === 'TOWN' && { INSPECTIONS: inspections?.length }),
    };
    const after = moved(writing, before, { ...WITHOUT_RESULT, aliasProposals: [], state: 'DRAFT', progress: NOT_STARTED, listCounts: counts },
      { move: 'put-list', detail: { side, rows: rows.length, inspections: inspections?.length ?? null, sha256: sha256(canonical([rows, inspections])) } });
    this.comparisons.store(writing, after);
    return after;
  }
}

/** `rows[3].foundOn` of a file is 清单第6行“发现日期”, and what may stand there is told in the words of a list. */
function placed(reasons: Reason[], places: TypedList['places']): Reason[] {
  if (!places) return reasons;
  return reasons.map(({ code, path, params }): Reason => {
    const words = code === 'WRONG_CODE' ? wordsFor(/\.(\w+)$/.exec(path ?? '')?.[1] ?? '') : undefined;
    const said = { ...params, ...(typeof params?.other === 'string' && { other: placeOf(params.other, places) }), ...(words !== undefined && { allowed: words }) };
    return { code, params: said, ...(path !== undefined && { path: placeOf(path, places) }) };
  });
}

const placeOf = (path: string, places: NonNullable<TypedList['places']>): string => path.replace(/^(rows|inspections)\[(\d+)\](?:\.(\w+))?/,
  (whole, kind: 'rows' | 'inspections', at: string, field: string | undefined) => `${places[kind][Number(at)] ?? whole}${field === undefined ? '' : `“${columnTitle(field)}”`}`);

/** Of the kind 400: judged before whether there is such a comparison at all. */
const isForm = (code: string): boolean => !['LIST_REFERENCE_TWICE', 'FOUND_IN_FUTURE', 'DAY_IN_FUTURE', 'DAY_BEFORE_FOUND'].includes(code);

const withFlag = (row: KeptRow, flag: RowFlag): KeptRow => ({ ...row, flags: [...row.flags, flag] });

function judgeSide(comparison: ComparisonEntity, side: Side, { rows, inspections, places }: TypedList): void {
  if (comparison.takenFrom === 'LEDGER' && (rows.length > 0 || side !== 'TOWN' || !inspections)) throw refuse('COMPARISON_FROM_LEDGER', undefined, 'rows');
  if (!comparison.sides.includes(side)) throw refuse('COMPARISON_LISTS_NOT_ASKED', { side });
  if (side !== 'TOWN' && inspections) throw places ? refuse('COMPARISON_INSPECTIONS_OF_TOWN', { side }, places.inspections[0]) : refuse('UNKNOWN_FIELD', undefined, 'inspections');
  if (comparison.takenFrom === 'LISTS') judge(rows.length === 0 ? [{ code: 'COMPARISON_SIDE_EMPTY', path: 'rows', params: { side } }] : []);
}

function takenView({ version }: ComparisonEntity, side: Side, rows: readonly KeptRow[], inspections: number, places: TypedList['places']): ListTakenView {
  const flags = rows.flatMap(({ number, externalRef, flags: all }) =>
    all.map((flag) => ({ path: places?.rows[number - 1] ?? `rows[${number - 1}]`, externalRef, flag, flagLabel: labelOf('rowFlag', flag) })))
    // of a list of strangers most are unknown: that must not crowd out what was mistyped
    .sort((one, other) => Number(one.flag === 'ENTERPRISE_UNKNOWN') - Number(other.flag === 'ENTERPRISE_UNKNOWN'));
  return {
    version, side, sideLabel: labelOf('comparisonSide', side), rows: rows.length, inspections,
    compared: rows.filter((row) => !isLeftOut(row)).length, flags: flags.slice(0, MAX_FLAGS_TOLD),
  };
}
