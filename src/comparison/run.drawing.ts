/** Hazards of the pairs as they are decided now, and what they count in: by a run as it goes, and of a part anew after every ruling. Pure but for the new ids. */
import { createHash } from 'node:crypto';
import type { Enterprises } from '../domain/comparison/block.js';
import { townFigures } from '../domain/comparison/figures.js';
import { outcomes } from '../domain/comparison/hazards.js';
import { holdsSeveral } from '../domain/comparison/several.js';
import { isVague } from '../domain/comparison/vague.js';
import type { HazardGroup, OutcomeParameters, Visit } from '../domain/comparison/outcome.js';
import type { MatchedPair } from '../domain/comparison/record.js';
import type { ComparisonEntity, ComparisonHazardEntity, ComparisonPairEntity } from './comparison.entity.js';
import { COUNTED, COUNTS, RATES } from './figures.js';
import type { KeptTown } from './figures.js';
import { newId } from '../platform/clock/new-id.js';
import { LEXICON } from '../reference/comparison.js';
import { byKeys, recordOf } from './run.input.js';
import type { Compared, Input } from './run.input.js';

/** Of a pair, what hazards, figures and the hash are made of. */
export type PairDecided = Pick<ComparisonPairEntity, 'block' | 'leftKey' | 'rightKey' | 'tier' | 'score' | 'covers' | 'decision'>;

/** What holds for every part of a run. */
export interface Frame {
  comparison: ComparisonEntity;
  towns: Input['towns'];
  parameters: Input['parameters'];
  of: Enterprises;
  enterpriseIds: ReadonlyMap<string, string | null>;
}
/** Some enterprises of a run whole, with every enterprise that a pair joins to one of them. */
export interface Part { blocks: readonly string[]; records: readonly Compared[]; pairs: readonly PairDecided[]; visits: readonly Visit[] | null }
/** `hashes`: of each of its enterprises, of what came out of it. */
export interface DrawnPart { hazards: ComparisonHazardEntity[]; hashes: Map<string, string> }

export function drawPart(frame: Frame, part: Part): DrawnPart {
  const rows = new Map(part.records.map((row) => [row.key, row]));
  const groups = groupsDrawn(frame, part);
  const waits = new Set(groups.filter((group) => isPending(group, rows)).map(({ id }) => id));
  const counted = countedIn(frame, part, groups, waits);
  // listed enterprise by enterprise
  const order = new Map(part.blocks.map((block, at) => [block, at]));
  const listed = groups.map((group) => ({ group, at: order.get(group.enterprise) ?? 0 })).sort((one, other) => one.at - other.at);
  const vague = vagueBesideMisses(groups, rows);
  const hazards = listed.map(({ group }) => hazardKept(frame, group, { pending: waits.has(group.id), countedIn: counted.get(group.id) ?? COUNTED.any, vague: vague.get(whereOf(group)) }));
  return { hazards, hashes: partHashes(part, hazards) };
}

const outcomeParameters = ({ comparison, parameters: { levels, minDenominator }, towns }: Pick<Frame, 'comparison' | 'parameters' | 'towns'>): OutcomeParameters =>
  ({ levels, minDenominator, period: { from: comparison.periodFrom, to: comparison.periodTo }, towns });

/** The distinct hazards of these records. */
function groupsDrawn(frame: Frame, { records, pairs, visits }: Part): HazardGroup[] {
  const rows = new Map(records.map((row) => [row.key, row]));
  const isMerged = (key: string): boolean => {
    const row = rows.get(key);
    return row !== undefined && holdsSeveral(recordOf(row), LEXICON);
  };
  const standing = pairs.filter(({ decision }) => decision !== 'DIFFERENT').map(({ leftKey, rightKey, tier, decision, score, covers }): MatchedPair => ({
    left: leftKey, right: rightKey, tier: decision === 'SAME' ? 'AUTO' : 'REVIEW', score: score ?? 1, reasons: [], agreeing: NO_SPANS,
    // two findings that an officer joins to a merged record are two of its hazards, as they are where the matcher joins them
    covers: covers || (decision === 'SAME' && tier === 'REVIEW' && (isMerged(leftKey) || isMerged(rightKey))),
  }));
  return outcomes({ records, pairs: standing, enterprises: frame.of, visits, inspectedTowns: frame.parameters.inspectedTowns ?? null, parameters: outcomeParameters(frame) });
}
const NO_SPANS: MatchedPair['agreeing'] = { left: [], right: [] };

/** The figures of these hazards alone, read from the other end: of each hazard, which figures name it. */
function countedIn(frame: Frame, { records }: Part, groups: readonly HazardGroup[], waits: ReadonlySet<string>): Map<string, number> {
  const unconfirmed = new Set(records.filter(({ level, pending }) => level === 'MAJOR' && pending).map(({ key }) => key));
  const counted = groups.filter(({ id }) => !waits.has(id));
  const bits = new Map(groups.map((group) => [group.id, COUNTED.any | ownBits(group, waits.has(group.id))]));
  const put = (ids: readonly string[], bit: number): void => ids.forEach((id) => bits.set(id, (bits.get(id) ?? 0) | bit));
  for (const town of townFigures(counted, records, { ...outcomeParameters(frame), towns: [] }, unconfirmed)) {
    for (const name of COUNTS) if (name !== 'matched' && name !== 'pending') put(town[name].ids, COUNTED[name]);
    for (const name of RATES) {
      put(town[name].denominator.ids, COUNTED[name]);
      put(town[name].numerator.ids, COUNTED[`${name}Numerator`]);
    }
  }
  return bits;
}

function ownBits({ shown, outcome, county }: HazardGroup, waits: boolean): number {
  if (waits) return COUNTED.pending;
  return (shown && outcome === 'MATCHED' ? COUNTED.matched : 0) | (county.length > 0 ? COUNTED.compared : 0);
}

function isPending({ county, townRecords, enterpriseRecords }: HazardGroup, rows: ReadonlyMap<string, Compared>): boolean {
  let waiting = false;
  for (const keys of [county, townRecords, enterpriseRecords]) {
    for (const key of keys) {
      const row = rows.get(key);
      if (row?.level !== 'MAJOR') continue;
      if (!row.pending) return false;
      waiting = true;
    }
  }
  return waiting;
}

const whereOf = ({ enterprise, town }: HazardGroup): string => `${enterprise}\n${town}`;

/** Where the town is said to have missed something: what else it wrote of that enterprise, too generally to be taken for any one hazard. Decides nothing; who reads of the miss shall see it. */
function vagueBesideMisses(groups: readonly HazardGroup[], rows: ReadonlyMap<string, Compared>): Map<string, string[]> {
  const missed = new Set(groups.filter(({ miss }) => miss === 'MISSED').map(whereOf));
  const beside = new Map<string, string[]>();
  for (const group of groups) {
    if (group.outcome !== 'TOWN_ONLY' || !missed.has(whereOf(group))) continue;
    const vague = group.townRecords.filter((key) => {
      const row = rows.get(key);
      return row !== undefined && isVague(recordOf(row), LEXICON);
    });
    if (vague.length > 0) beside.set(whereOf(group), [...beside.get(whereOf(group)) ?? [], ...vague]);
  }
  return beside;
}

function hazardKept({ comparison, towns, enterpriseIds }: Frame, group: HazardGroup, { pending, countedIn: bits, vague }: { pending: boolean; countedIn: number; vague: string[] | undefined }): ComparisonHazardEntity {
  const { id: ref, enterprise: block, town, outcome, miss: missed, level, findings, county, townRecords, enterpriseRecords, undecided, shown } = group;
  return {
    id: newId(), comparisonId: comparison.id, ref, block, town, townCode: towns.find(({ name }) => name === town)?.code ?? null, enterpriseId: enterpriseIds.get(block) ?? null,
    outcome, missed, level, findings: [...new Set(findings.map(({ kind }) => kind))], keys: [...county, ...townRecords, ...enterpriseRecords], undecided: [...undecided], pending, shown, countedIn: bits,
    detail: { county: [...county], town: [...townRecords], enterprise: [...enterpriseRecords], findings: [...findings], ...(missed === 'MISSED' && vague && { vague }) },
  };
}

/** Of what came out, whatever the order of rows and the ids given to it. */
function partHashes({ blocks, pairs }: Part, hazards: readonly ComparisonHazardEntity[]): Map<string, string> {
  const lines = new Map(blocks.map((block) => [block, '']));
  // each call of a hash costs as much as a line
  const add = (block: string, line: readonly unknown[]): void => {
    const before = lines.get(block);
    if (before !== undefined) lines.set(block, before + JSON.stringify(line));
  };
  for (const { block, leftKey, rightKey, tier, score, covers, decision } of [...pairs].sort(byKeys)) add(block, [leftKey, rightKey, tier, score, covers, decision]);
  for (const { ref, block, outcome, missed, level, undecided, pending, findings, keys } of hazards) add(block, [ref, outcome, missed, level, findings, keys, undecided, pending]);
  return new Map([...lines].map(([block, line]) => [block, createHash('sha256').update(line).digest('hex')]));
}

/** Of the hashes of all enterprises, in the order of the hashes themselves. */
export const partsHashOf = (hashes: readonly string[]): string => createHash('sha256').update([...hashes].sort().join('')).digest('hex');

export function resultHashOf(partsHash: string, towns: readonly KeptTown[]): string {
  const hash = createHash('sha256').update(partsHash);
  for (const figures of towns) hash.update(JSON.stringify([figures.town, figures]));
  return hash.digest('hex');
}
