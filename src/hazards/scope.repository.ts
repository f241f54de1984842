import { Injectable } from '@nestjs/common';
import { contentHash, stateHash } from '../domain/content.js';
import type { Act } from '../domain/labels.js';
import type { Hazard } from '../domain/hazard.js';
import { selection } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { DecisionNotices } from '../notices/decision.notices.js';
import type { Told } from '../notices/decision.notices.js';
import { HazardEntity } from './hazard.entity.js';
import { updateHazards } from './hazard.repository.js';

/** Locked, changed and written at once: a town has tens of thousands. */
const SLICE = 1_000;

const next = (column: 'town_code' | 'enterprise_id'): Statement<Hazard> => statement<Hazard>(`hazard_follow_${column}`, `
  select ${selection(HazardEntity, 'h')} from hazard h
  where h.county_code = $1 and h.${column} = $2 and h.id > $3 order by h.id limit ${SLICE} for update`);
const OF_TOWN = next('town_code');
const OF_ENTERPRISE = next('enterprise_id');
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** How many came along, and who was told of the open majors among them. */
export interface Arrived { hazardCount: number; told: Told[] }

type Followed = Partial<Pick<Hazard, 'townCode' | 'enterpriseId' | 'enterpriseName'>>;

/**
 * Where a hazard stands and whose it is follows its enterprise and its area (contract §2): what is seen moves, ledger
 * numbers and what was signed stay. Each hazard's own fact says what followed, so that what was signed for the enterprise
 * before can be told from what is signed for the one after; the fact of the area or the enterprise says how many came along.
 * Call it after the area or organisation rows are locked: a registration under way is then in, or waits.
 */
@Injectable()
export class HazardScope {
  constructor(private readonly notices: DecisionNotices) {}

  /** The centre of the ended town works on for its successor: nothing is new to it. */
  areaMerged(writing: Writing, countyCode: string, townCode: string, intoCode: string): Promise<number> {
    return follow(writing, OF_TOWN, countyCode, townCode, 'follow-area', { townCode: intoCode });
  }

  enterpriseMoved(writing: Writing, countyCode: string, enterpriseId: string, townCode: string): Promise<Arrived> {
    return this.arrive(writing, countyCode, enterpriseId, { townCode });
  }

  enterpriseRenamed(writing: Writing, countyCode: string, enterpriseId: string, enterpriseName: string): Promise<number> {
    return follow(writing, OF_ENTERPRISE, countyCode, enterpriseId, 'follow-enterprise', { enterpriseName });
  }

  /** The hazards of `fromId` become those of `into`, under its name and in its town. */
  enterpriseMerged(writing: Writing, countyCode: string, fromId: string, into: { id: string; name: string; townCode: string }): Promise<Arrived> {
    return this.arrive(writing, countyCode, fromId, { enterpriseId: into.id, enterpriseName: into.name, townCode: into.townCode });
  }

  private async arrive(writing: Writing, countyCode: string, enterpriseId: string, change: Followed): Promise<Arrived> {
    const told = new Map<string, Told>();
    const hazardCount = await follow(writing, OF_ENTERPRISE, countyCode, enterpriseId, 'follow-enterprise', change, async (arrived) => {
      for (const one of await this.notices.addArrived(writing, arrived)) {
        told.set(one.organisationId, { ...one, hazardCount: one.hazardCount + (told.get(one.organisationId)?.hazardCount ?? 0) });
      }
    });
    return { hazardCount, told: [...told.values()] };
  }
}

/** `arrived`: of each slice those that stand in another town than before. */
async function follow(
  writing: Writing, asked: Statement<Hazard>, countyCode: string, of: string, move: Act, change: Followed, arrived: (hazards: readonly Hazard[]) => Promise<void> = async () => {},
): Promise<number> {
  let count = 0;
  for (let after: string | undefined = BEFORE_ALL; after !== undefined; ) {
    const rows: Hazard[] = await writing.run(asked, [countyCode, of, after]);
    const towns = new Map(rows.map(({ id, townCode }) => [id, townCode]));
    const followed = rows.flatMap((hazard) => told(writing, hazard, move, change) ?? []);
    updateHazards(writing, followed);
    await arrived(followed.filter(({ id, townCode }) => townCode !== towns.get(id)));
    if (rows.length === SLICE) await writing.settle();
    count += followed.length;
    after = rows.length === SLICE ? rows.at(-1)?.id : undefined;
  }
  return count;
}

/** The hazard after it followed; null where it stood there before. */
function told(writing: Writing, before: Hazard, move: Act, change: Followed): Hazard | null {
  const names = (Object.keys(change) as (keyof Followed)[]).filter((name) => before[name] !== change[name]);
  if (names.length === 0) return null;
  const after = { ...before, ...change, updatedAt: writing.at };
  const { id: objectId, countyCode, status, version, headHash: hash } = before;
  const fact = writing.record({
    objectKind: 'HAZARD', objectId, countyCode, move, from: status, to: status, contentHash: contentHash(after), stateHash: stateHash(after),
    detail: { changes: Object.fromEntries(names.map((name) => [name, { from: before[name], to: after[name] }])) },
  }, { version, hash });
  return { ...after, version: fact.version, headHash: fact.hash };
}
