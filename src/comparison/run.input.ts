import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Visit } from '../domain/comparison/outcome.js';
import type { Alias, ComparedRecord, ComparedStatus, Lexicon, Ruling, Side, Weights } from '../domain/comparison/record.js';
import { refuse } from '../domain/refusal.js';
import { HazardComparingReader } from '../hazards/comparing.reader.js';
import type { ComparedHazard } from '../hazards/comparing.reader.js';
import { InspectionReader } from '../inspections/inspection.reader.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { AreaReader } from '../organisations/area.reader.js';
import { LEXICON, WEIGHTS } from '../reference/comparison.js';
import type { ComparisonEntity, ComparisonInspectionEntity, ComparisonRowEntity } from './comparison.entity.js';
import { plainName } from './known.js';
import type { ComparisonAliasEntity } from './ruling.entity.js';
import { RunReader } from './run.reader.js';
import { LEDGER_MAX_ROWS } from './run.state.js';
import type { Parameters } from './run.state.js';
import { SharedTexts } from './run.texts.js';

/** A row as far as it is compared. */
export type Compared = Omit<ComparisonRowEntity, 'comparisonId' | 'print' | 'flags'>;

/** Everything a run is made of, read once: nothing else decides its result. */
export interface Input {
  comparison: ComparisonEntity;
  /** Read from the ledger just now, and still to be kept; null where rows were typed. */
  fresh: ComparisonRowEntity[] | null;
  records: Compared[];
  inspections: ComparisonInspectionEntity[];
  /** null: none are known at all. */
  visits: Visit[] | null;
  towns: { code: string; name: string }[];
  lexicon: Lexicon;
  weights: Weights;
  aliases: Alias[];
  rulings: (Ruling & { note: string | null; by: string; at: string; comparisonId: string })[];
  /** Duplicates that the ledger has joined. */
  joined: Ruling[];
  parameters: Parameters;
  counts: ComparisonEntity['listCounts'];
  /** Of all the above, whatever the order of rows. */
  hash: string;
}

const STATUS: Record<ComparedHazard['status'], ComparedStatus> = { REPORTED: 'OPEN', CONFIRMING: 'OPEN', RECTIFYING: 'RECTIFYING', ACCEPTING: 'RECTIFYING', CLOSED: 'CLOSED' };
/** Only confirmed majors count; those that wait are shown apart (domain rules, 6). */
const UNCONFIRMED: readonly string[] = ['REPORTED', 'CONFIRMING'];

const VISIT = 'visit:';
export const visitKey = (number: number): string => `${VISIT}${number}`;
export const isVisit = (key: string): boolean => key.startsWith(VISIT);
export const visitNumber = (key: string): number => Number(key.slice(VISIT.length));

@Injectable()
export class RunInput {
  constructor(private readonly reader: RunReader, private readonly hazards: HazardComparingReader, private readonly areas: AreaReader, private readonly settings: SettingsReader, private readonly ledgerInspections: InspectionReader) {}

  async of(comparison: ComparisonEntity): Promise<Input> {
    const { id, countyCode, areaCode } = comparison;
    this.settings.forget(countyCode);
    const [minimum, fresh, inspections, aliases, towns] = await Promise.all([
      this.settings.current(countyCode, 'comparison'),
      comparison.takenFrom === 'LEDGER' ? this.fromLedger(comparison) : null, this.inspectionsOf(comparison), this.reader.aliases(comparison), this.areas.currentTowns(countyCode),
    ]);
    const compared = fresh ?? await this.reader.compared(id, comparison.sides);
    const townsOf = new Map(compared.map(({ enterpriseName, town }) => [plainName(enterpriseName), town]));
    const typed = comparison.listCounts.INSPECTIONS !== undefined;
    const visits = !typed && inspections.length === 0 ? null : inspections.map((one) => visitOf(one, townsOf.get(plainName(one.enterpriseName)) ?? ''));
    const rulings = await this.rulings(comparison, fresh);
    const keys = new Set(compared.map(({ key }) => key));
    const input: Omit<Input, 'hash'> = {
      comparison, fresh, records: compared, inspections, visits, towns: towns.filter(({ code }) => code.startsWith(areaCode)),
      lexicon: LEXICON, weights: WEIGHTS, aliases: aliases.map(aliasOf), rulings,
      joined: compared.flatMap(({ key, sameAs }): Ruling[] => (sameAs !== null && keys.has(sameAs) ? [{ left: key, right: sameAs, verdict: 'SAME' }] : [])),
      parameters: {
        levels: comparison.levelShown, minDenominator: minimum.value.minDenominator, settingVersion: minimum.version, lexiconVersion: LEXICON.version, weightsVersion: WEIGHTS.version,
        aliases: aliases.length, rulings: rulings.length, inspections: visits?.length ?? null, inspectedTowns: visits && !typed ? inspectedTowns(inspections, towns) : null,
      },
      counts: { ...comparison.listCounts, ...Object.fromEntries(comparison.sides.map((side) => [side, compared.filter((row) => row.side === side).length])) },
    };
    return { ...input, hash: hashOf(input) };
  }

  private async fromLedger(comparison: ComparisonEntity): Promise<ComparisonRowEntity[]> {
    const limit = LEDGER_MAX_ROWS * comparison.sides.length;
    const rows = await this.hazards.rows(comparison, limit + 1);
    if (rows.length > limit) throw refuse('QUERY_TOO_WIDE', { narrow: 'periodFrom–periodTo' });
    const texts = new SharedTexts();
    return rows.map((hazard, at) => texts.share(rowOf(comparison.id, hazard, at + 1, this.hazards.closedOn(hazard)))).filter(({ side }) => comparison.sides.includes(side));
  }

  /** Typed with the town's list, and of the ledger where the run reads the ledger. */
  private async inspectionsOf(comparison: ComparisonEntity): Promise<ComparisonInspectionEntity[]> {
    const typed = (await this.reader.inspections(comparison.id)).filter(({ inspectionId }) => inspectionId === null);
    if (comparison.takenFrom !== 'LEDGER') return typed;
    const visits = await this.ledgerInspections.visits(comparison, LEDGER_MAX_ROWS + 1);
    if (visits.length > LEDGER_MAX_ROWS) throw refuse('QUERY_TOO_WIDE', { narrow: 'periodFrom–periodTo' });
    const last = Math.max(0, ...typed.map(({ number }) => number));
    return [...typed, ...visits.map(({ id, town: _town, ...visit }, at) => ({ ...visit, comparisonId: comparison.id, number: last + at + 1, inspectionId: id }))];
  }

  /** Officers' rulings on texts, as rulings on the rows of this run that say the same. */
  private async rulings(comparison: ComparisonEntity, fresh: readonly ComparisonRowEntity[] | null): Promise<Input['rulings']> {
    const { id, sides } = comparison;
    const known = await this.reader.rulings(comparison);
    const ruled = new Set(known.flatMap(({ leftPrint, rightPrint }) => [leftPrint, rightPrint]));
    const keysOf = new Map<string, string[]>();
    const rows = ruled.size === 0 ? [] : fresh?.filter(({ print }) => ruled.has(print)) ?? await this.reader.printed(id, sides, [...ruled]);
    for (const { print, key } of rows) keysOf.set(print, [...(keysOf.get(print) ?? []), key]);
    return known.flatMap(({ leftPrint, rightPrint, verdict, note, ruledByName, ruledAt, comparisonId }) => (verdict === 'NONE' ? [] :
      (keysOf.get(leftPrint) ?? []).flatMap((left) => (keysOf.get(rightPrint) ?? []).filter((right) => right !== left)
        .map((right) => ({ ...ordered(left, right), verdict, note, by: ruledByName, at: ruledAt, comparisonId })))));
  }
}

/** A town that recorded nothing may have been everywhere: of it nothing is said. */
const inspectedTowns = (inspections: readonly ComparisonInspectionEntity[], towns: Input['towns']): string[] =>
  towns.filter(({ code }) => inspections.some(({ townCode }) => townCode === code)).map(({ name }) => name).sort();

export const ordered = (one: string, other: string): { left: string; right: string } => (one < other ? { left: one, right: other } : { left: other, right: one });

/** The order in which pairs are kept and hashed. */
export const byKeys = (one: { leftKey: string; rightKey: string }, other: { leftKey: string; rightKey: string }): number =>
  (one.leftKey < other.leftKey ? -1 : one.leftKey > other.leftKey ? 1 : one.rightKey < other.rightKey ? -1 : one.rightKey > other.rightKey ? 1 : 0);

export function rowOf(comparisonId: string, hazard: ComparedHazard, number: number, closedOn: string | null): ComparisonRowEntity {
  const { id, finder, level, status, basisClause, basisNote, foundBy, duplicateOf, ...same } = hazard;
  return {
    comparisonId, side: finder, number, key: id, hazardId: id, externalRef: same.externalRef ?? same.ledgerNo, enterpriseId: same.enterpriseId,
    enterpriseName: same.enterpriseName, creditCode: same.creditCode, townCode: same.townCode, town: same.town, sector: same.sector, level,
    description: same.description, location: same.location, basisClause: basisClause ?? basisNote, foundOn: same.foundOn, status: STATUS[status],
    closedOn: status === 'CLOSED' ? closedOn : null, inspectors: foundBy.map(({ name }) => name), pending: level === 'MAJOR' && UNCONFIRMED.includes(status),
    sameAs: duplicateOf, flags: [], print: `hazard:${id}`,
  };
}

export const recordOf = ({ key, side, externalRef, hazardId, enterpriseId, enterpriseName, creditCode, townCode, town, sector, level, description, location, basisClause, foundOn, status, closedOn, inspectors }: Compared): ComparedRecord =>
  ({ key, side, externalRef, hazardId, enterpriseId, enterpriseName, creditCode, townCode, town, sector, level, description, location, basisClause, foundOn, status, closedOn, inspectors });

/** The list of inspections names no town: it is the one in which the enterprise of that name stands. */
export const visitOf = ({ number, enterpriseId, enterpriseName, creditCode, inspectedOn }: ComparisonInspectionEntity, town: string): Visit =>
  ({ key: visitKey(number), by: 'TOWN' satisfies Side, enterpriseId, enterpriseName, creditCode, town, on: inspectedOn });

const aliasOf = (alias: ComparisonAliasEntity): Alias => ({
  left: { name: alias.leftName, creditCode: alias.leftCode, town: alias.leftTown }, right: { name: alias.rightName, creditCode: alias.rightCode, town: alias.rightTown }, same: alias.same,
});

/** Each call of the hash costs as much as a line. */
const LINES_AT_ONCE = 100;

function hashOf({ records, visits, aliases, rulings, joined, parameters, towns, comparison }: Omit<Input, 'hash'>): string {
  const hash = createHash('sha256');
  const sorted = (lines: string[]): void => { for (const line of lines.sort()) hash.update(line).update('\n'); };
  const { periodFrom, periodTo, areaCode, sectors, sides } = comparison;
  hash.update(JSON.stringify([periodFrom, periodTo, areaCode, [...sectors].sort(), [...sides].sort(), parameters, towns])).update('\n');
  // in the order of the lines, which begin with the keys, without holding them all
  const inOrder = records.map((row) => ({ begins: JSON.stringify(row.key), row })).sort((one, other) => (one.begins < other.begins ? -1 : 1));
  for (let from = 0; from < inOrder.length; from += LINES_AT_ONCE) hash.update(inOrder.slice(from, from + LINES_AT_ONCE).map(({ row }) => `${JSON.stringify(recordOf(row))}\n`).join(''));
  sorted((visits ?? []).map(({ key: _key, ...visit }) => JSON.stringify(visit)));
  sorted(aliases.map((alias) => JSON.stringify(alias)));
  sorted([...rulings.map(({ left, right, verdict }) => JSON.stringify([left, right, verdict])), ...joined.map((one) => JSON.stringify(one))]);
  return hash.digest('hex');
}
