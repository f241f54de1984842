/** A labelled (or not) world of format hazard-comparison-gold/1, and what the matcher makes of it. */
import { readFileSync } from 'node:fs';
import type { ComparedRecord, Side } from '../domain/comparison/record.js';

export interface WorldRecord {
  id: string;
  source: Side;
  enterprise: { name: string; creditCode?: string | null; town?: string | null };
  sector?: string;
  level: 'GENERAL' | 'MAJOR';
  description: string;
  location?: string | null;
  basisClause?: string | null;
  foundOn: string;
  status?: 'OPEN' | 'RECTIFYING' | 'CLOSED';
  closedOn?: string | null;
  inspectors?: string[];
}
export interface GoldGroup { hazard: string; records: string[] }
export interface HardNegative { a: string; b: string; reasonCode: string; reason: string }
export interface World {
  format: string;
  world: string;
  records: WorldRecord[];
  gold?: { groups: GoldGroup[]; hardNegatives?: HardNegative[] };
}

export function readWorld(path: string): World {
  const world = JSON.parse(readFileSync(path, 'utf8')) as World;
  if (!Array.isArray(world.records)) throw new Error(`${path}: no records`);
  return world;
}

export function recordsOf({ records }: World): ComparedRecord[] {
  return records.map((row) => ({
    key: row.id, side: row.source, externalRef: row.id, hazardId: null, enterpriseId: null,
    enterpriseName: row.enterprise.name, creditCode: row.enterprise.creditCode ?? null, townCode: null, town: row.enterprise.town ?? '',
    sector: row.sector ?? '', level: row.level, description: row.description, location: row.location ?? null, basisClause: row.basisClause ?? null,
    foundOn: row.foundOn, status: row.status ?? 'OPEN', closedOn: row.closedOn ?? null, inspectors: row.inspectors ?? [],
  }));
}

export const pairKey = (left: string, right: string): string => (left < right ? `${left} ${right}` : `${right} ${left}`);

/** Every pair of records that hold one hazard. */
export function truePairs(groups: readonly GoldGroup[]): Set<string> {
  return new Set(groups.flatMap(({ records }) => records.flatMap((left, at) => records.slice(at + 1).map((right) => pairKey(left, right)))));
}
