/** Pairs → distinct hazards. Closure is transitive among single findings, never through a merged one, which stands in each hazard it covers. */
import type { Enterprise } from './block.js';
import { under } from './maps.js';
import { townOf } from './names.js';
import type { Finding, HazardGroup, Miss, Outcome, OutcomeInput, OutcomeParameters, Visit } from './outcome.js';
import type { ComparedRecord, MatchedPair, Side } from './record.js';

const SIDES = ['COUNTY', 'TOWN', 'ENTERPRISE'] as const satisfies readonly Side[];
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
export const pairId = ({ left, right }: Pick<MatchedPair, 'left' | 'right'>): string => `${left}|${right}`;

export function outcomes(input: OutcomeInput): HazardGroup[] {
  const records = new Map(input.records.map((record) => [record.key, record]));
  const decided = neighbours(input.pairs.filter(({ tier }) => tier === 'AUTO'));
  const undecided = new Map<string, MatchedPair[]>();
  for (const pair of input.pairs) if (pair.tier === 'REVIEW') for (const key of [pair.left, pair.right]) under(undecided, key, () => []).push(pair);
  const visits = visitsByEnterprise(input);
  return together([...records.keys()].sort(compare), decided, mergedIn(input.pairs, decided))
    .map((keys) => {
      const members = keys.map((key) => records.get(key) as ComparedRecord);
      const enterprise = input.enterprises.of.get(keys[0] ?? '');
      const known = visits && (!input.inspectedTowns || input.inspectedTowns.includes(townFor(members, input.parameters)));
      return groupOf(members, undecided, enterprise, known ? visits.get(enterprise?.key ?? '') ?? [] : null, input.parameters);
    })
    .sort((left, right) => compare(left.id, right.id));
}

function neighbours(pairs: readonly MatchedPair[]): Map<string, Set<string>> {
  const of = new Map<string, Set<string>>();
  for (const { left, right } of pairs) {
    under(of, left, () => new Set()).add(right);
    under(of, right, () => new Set()).add(left);
  }
  return of;
}

/** Of a pair that covers, the end with several neighbours of one side that are not each other. */
function mergedIn(pairs: readonly MatchedPair[], decided: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const candidates = new Set(pairs.filter(({ covers, tier }) => covers && tier === 'AUTO').flatMap(({ left, right }) => [left, right]));
  return new Set([...candidates].filter((key) => {
    const around = [...(decided.get(key) ?? [])];
    return around.some((one) => around.some((other) => one < other && !(decided.get(one)?.has(other) ?? false) && !meet(one, other, key, decided)));
  }));
}

/** Do two records meet through a third that is not the merged one? */
function meet(one: string, other: string, without: string, decided: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return [...(decided.get(one) ?? [])].some((third) => third !== without && (decided.get(other)?.has(third) ?? false));
}

function together(keys: readonly string[], decided: ReadonlyMap<string, ReadonlySet<string>>, merged: ReadonlySet<string>): string[][] {
  const seen = new Set<string>();
  const groups: Set<string>[] = [];
  for (const first of keys) {
    if (seen.has(first) || merged.has(first)) continue;
    const group = new Set([first]);
    seen.add(first);
    for (const key of group) {
      for (const next of decided.get(key) ?? []) {
        if (!merged.has(key) && !seen.has(next)) {
          group.add(next);
          if (!merged.has(next)) seen.add(next);
        }
      }
    }
    groups.push(group);
  }
  const placed = new Set(groups.flatMap((group) => [...group]));
  for (const key of merged) if (!placed.has(key)) groups.push(new Set([key]));
  return groups.map((group) => [...group].sort((left, right) => Number(merged.has(left)) - Number(merged.has(right)) || compare(left, right)));
}

function groupOf(members: readonly ComparedRecord[], waiting: ReadonlyMap<string, readonly MatchedPair[]>, enterprise: Enterprise | undefined, visits: readonly Visit[] | null, parameters: OutcomeParameters): HazardGroup {
  const of = (side: Side): ComparedRecord[] => members.filter((member) => member.side === side);
  const [county, town, own] = SIDES.map(of) as [ComparedRecord[], ComparedRecord[], ComparedRecord[]];
  const inside = new Set(members.map(({ key }) => key));
  const open = [...new Set(members.flatMap(({ key }) => waiting.get(key) ?? []).filter(({ left, right }) => !(inside.has(left) && inside.has(right))).map(pairId))].sort(compare);
  const outcome: Outcome = county.length ? (town.length ? 'MATCHED' : 'COUNTY_ONLY') : town.length ? 'TOWN_ONLY' : 'ENTERPRISE_ONLY';
  const level = members.some((member) => member.level === 'MAJOR') ? ('MAJOR' as const) : ('GENERAL' as const);
  return {
    id: members[0]?.key ?? '',
    enterprise: enterprise?.key ?? '',
    town: townFor(members, parameters),
    outcome,
    miss: outcome === 'COUNTY_ONLY' && open.length === 0 ? missOf(county, visits) : null,
    county: county.map(({ key }) => key), townRecords: town.map(({ key }) => key), enterpriseRecords: own.map(({ key }) => key),
    level,
    findings: findingsOf(members),
    undecided: open,
    shown: parameters.levels === 'ALL' || level === 'MAJOR',
  };
}

/** The town as the area's list writes it; as the records write it when the list does not know it. */
function townFor(members: readonly ComparedRecord[], { towns }: OutcomeParameters): string {
  const { byCode, byName } = townsIn(towns);
  for (const { town, townCode } of members) {
    const known = (townCode !== null && byCode.get(townCode)) || byName.get(town) || byName.get(townOf(town));
    if (known) return known;
  }
  return members[0]?.town ?? '';
}

interface Towns { readonly byCode: ReadonlyMap<string, string>; readonly byName: ReadonlyMap<string, string> }
const listed = new WeakMap<OutcomeParameters['towns'], Towns>();

/** The towns of a list by code, by name and by name without 镇: tens of thousands of hazards ask. */
function townsIn(towns: OutcomeParameters['towns']): Towns {
  const known = listed.get(towns) ?? {
    byCode: new Map(towns.flatMap(({ code, name }) => (code === null ? [] : [[code, name] as const]))),
    byName: new Map(towns.toReversed().flatMap(({ name }) => [[townOf(name), name] as const, [name, name] as const])),
  };
  listed.set(towns, known);
  return known;
}

/** While it stood open: a visit before it was found proves nothing, one after it was closed neither. */
function missOf(county: readonly ComparedRecord[], visits: readonly Visit[] | null): Miss {
  if (visits === null) return 'UNKNOWN';
  const first = county.map(({ foundOn }) => foundOn).sort(compare)[0] ?? '';
  const last = county.some(({ closedOn }) => closedOn === null) ? '9999-12-31' : (county.map(({ closedOn }) => closedOn ?? '').sort(compare).at(-1) ?? '');
  if (visits.some(({ on }) => on >= first && on <= last)) return 'MISSED';
  return visits.some(({ on }) => on < first) ? 'FOUND_AFTER_VISIT' : 'NEVER_INSPECTED';
}

/** Town visits by enterprise; a town's finding is a visit too, provided its visits are known at all. */
function visitsByEnterprise({ visits, records, enterprises, parameters }: OutcomeInput): Map<string, Visit[]> | null {
  if (visits === null) return null;
  const found = records.filter(({ side }) => side === 'TOWN').map(({ key, enterpriseId, enterpriseName, creditCode, town, foundOn }): Visit => ({ key, by: 'TOWN', enterpriseId, enterpriseName, creditCode, town, on: foundOn }));
  const of = new Map<string, Visit[]>();
  for (const visit of [...visits, ...found]) {
    const enterprise = enterprises.of.get(visit.key);
    if (visit.by !== 'TOWN' || !enterprise || visit.on < parameters.period.from || visit.on > parameters.period.to) continue;
    under(of, enterprise.key, () => []).push(visit);
  }
  return of;
}

function findingsOf(members: readonly ComparedRecord[]): Finding[] {
  const findings: Finding[] = [];
  const major = members.filter(({ level }) => level === 'MAJOR').map(({ key }) => key);
  for (const side of SIDES) {
    const of = members.filter((member) => member.side === side);
    if (major.length && of.length && of.every(({ level }) => level === 'GENERAL')) {
      findings.push({ kind: 'LEVEL_DIFFERS', direction: `${side}_LOWER`, major, general: of.map(({ key }) => key) });
    }
  }
  for (const closed of members) {
    if (closed.status !== 'CLOSED' || closed.closedOn === null) continue;
    const { closedOn } = closed;
    for (const again of members) {
      if (again.status !== 'CLOSED' && again.foundOn > closedOn) findings.push({ kind: 'STATUS_DIFFERS', closed: closed.key, closedOn, foundAgain: again.key, foundAgainOn: again.foundOn });
    }
  }
  for (const side of SIDES) {
    const of = members.filter((member) => member.side === side).map(({ key }) => key);
    if (of.length > 1) findings.push({ kind: 'REPEATED', side, records: of });
  }
  return findings;
}
