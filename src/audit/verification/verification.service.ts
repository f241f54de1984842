import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Reach } from '../../domain/permission.js';
import { refuse } from '../../domain/refusal.js';
import { Wall } from '../../platform/clock/wall.js';
import { selection } from '../../platform/database/columns.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Statement } from '../../platform/database/statement.js';
import type { Requested } from '../../platform/http/requested.js';
import { AuditWalkEntity } from '../../platform/ledger/anchor.entity.js';
import { lastAnchor, lastPosition } from '../seal.reader.js';
import { verificationView } from '../audit.view.js';
import type { WholenessView } from '../audit.view.js';
import type { Break } from './break.js';
import { Walk } from './walk.js';
import type { Walked } from './walk.js';

/** Up to here everything is walked for each asking; beyond, last night's walk counts and what is newer is walked. */
const WALK_NOW = { events: 50_000, anchors: 5_000, accessLines: 200_000 };

export type LastWalk = Omit<AuditWalkEntity, 'brokenAt'> & { brokenAt: Break | null };

/** Whoever sees the hazard is told that he may not look into its history, who does not see it: 404 (contract §1). */
const inReachBy = (column: Reach['column']): Statement => statement(`audit_hazard_in_reach_${column}`, `select 1 from hazard where id = $1 and ${column} = $2`);
const IN_REACH: Record<Reach['column'], Statement> = {
  enterprise_id: inReachBy('enterprise_id'), town_code: inReachBy('town_code'), county_code: inReachBy('county_code'), city_code: inReachBy('city_code'),
};
const LAST_WALK = statement<LastWalk>('audit_last_walk', `
  select ${selection(AuditWalkEntity, 'w')} from audit_walk w order by w.finished_at desc limit 1`);
const KEEP_WALK = statement('audit_keep_walk', `
  insert into audit_walk (id, started_at, finished_at, to_position, checked, intact, broken_at) values ($1, $2, $3, $4, $5, $6, $7)`);
const SIZE = statement<{ anchors: string; accessLines: string }>('audit_size', `
  select count(*) as anchors, coalesce(sum(access_count), 0) as "accessLines" from anchor`);

@Injectable()
export class VerificationService {
  /** Whoever asks while a walk is under way gets its result. */
  private walking: Promise<Walked> | null = null;

  constructor(private readonly database: Database, private readonly walk: Walk, private readonly wall: Wall) {}

  /** Of one hazard, or of everything. */
  async verify(requested: Requested, hazardId?: string): Promise<WholenessView> {
    if (hazardId !== undefined) {
      const { column, value } = requested.reach;
      const [found] = await this.database.run(IN_REACH[column], [hazardId, value]);
      if (!found) throw refuse('NOT_FOUND');
    }
    requested.permit('audit.read');
    const [lastWalk] = await this.database.run(LAST_WALK);
    const walked = hazardId === undefined ? await this.everything(lastWalk) : await this.walk.one(hazardId);
    return verificationView(walked, lastWalk ?? null, await lastAnchor(this.database));
  }

  /** The nightly walk over everything; its result is kept. */
  async keepWhole(): Promise<Walked> {
    const startedAt = this.wall.now();
    const walked = await this.walk.whole();
    const { toPosition, checked, intact, brokenAt } = walked;
    await this.database.run(KEEP_WALK, [uuidv7(), startedAt, this.wall.now(), toPosition, checked, intact, brokenAt && JSON.stringify(brokenAt)]);
    return walked;
  }

  private async everything(lastWalk: LastWalk | undefined): Promise<Walked> {
    this.walking ??= this.start(lastWalk).finally(() => { this.walking = null; });
    return this.walking;
  }

  private async start(lastWalk: LastWalk | undefined): Promise<Walked> {
    if (!lastWalk || await this.isSmall()) return this.walk.whole();
    const checked = Number(lastWalk.checked);
    if (!lastWalk.intact) return { intact: false, checked, brokenAt: lastWalk.brokenAt, toPosition: Number(lastWalk.toPosition) };
    const newer = await this.walk.newer(Number(lastWalk.toPosition));
    return { ...newer, checked: checked + newer.checked };
  }

  private async isSmall(): Promise<boolean> {
    const [size] = await this.database.run(SIZE);
    const events = await lastPosition(this.database);
    return events <= WALK_NOW.events && Number(size?.anchors) <= WALK_NOW.anchors && Number(size?.accessLines) <= WALK_NOW.accessLines;
  }
}
