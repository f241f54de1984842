import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Daily } from '../platform/jobs/scheduled.js';
import type { Reaching } from './connector.js';
import type { CopyState, OaCopyEntity } from './channel.entity.js';
import { CopyRepository } from './copy.repository.js';
import { DeskRepository } from './desk.repository.js';
import { Lists } from './lists.js';
import { Pace } from './pace.js';
import { ReachingOf } from './reaching.js';

/** What stood otherwise in the OA than here, and is put right. */
export interface Drift {
  channelId: string;
  persons: number;
  /** Open there, over here. */
  ghosts: number;
  /** Open here, not there. */
  missing: number;
  /** There more than once. */
  twice: number;
  /** People whose list could not be had. */
  unread: number;
}

/**
 * At night: whatever a broken line or a hand in the OA left behind is found, where the dialect has a list, and goes the way
 * of every other word to that OA. Every look keeps to the channel's rate; a channel that rests is waited for.
 */
@Daily('oa-reconciliation')
@Injectable()
export class Reconciliation {
  private readonly logger = new Logger(Reconciliation.name);

  constructor(
    private readonly copies: CopyRepository,
    private readonly desks: DeskRepository,
    private readonly lists: Lists,
    private readonly pace: Pace,
    private readonly reaching: ReachingOf,
    private readonly wall: Wall,
  ) {}

  async run(): Promise<Drift[]> {
    const ids = await this.copies.active();
    const drifts = (await Promise.all(ids.map((id) => this.channel(id)))).filter((drift) => drift !== null);
    for (const drift of drifts.filter(({ ghosts, missing, twice, unread }) => ghosts + missing + twice + unread > 0)) {
      this.logger.warn(`channel ${drift.channelId}: ${drift.ghosts} ghosts, ${drift.missing} missing and ${drift.twice} twice on ${drift.persons} desks put right, ${drift.unread} lists not read`);
    }
    return drifts;
  }

  private async channel(id: string): Promise<Drift | null> {
    const channel = await this.copies.channel(id);
    if (!channel || !this.reaching.channel(channel).profile.list) return null;
    const persons = await this.copies.persons(id);
    const drift: Drift = { channelId: id, persons: persons.length, ghosts: 0, missing: 0, twice: 0, unread: 0 };
    for (const person of persons) {
      await this.pace.patient(id, channel.ratePerMinute);
      await this.person(this.reaching.channel(channel, 1), person, drift);
    }
    return drift;
  }

  /** Only what nobody has touched since before the look: what is on its way is no drift. */
  private async person(reaching: Reaching, person: string, drift: Drift): Promise<void> {
    const before = this.wall.now();
    const there = await this.lists.of(reaching, { person });
    if (!Array.isArray(there)) return void (drift.unread += 1);
    const known = await this.copies.byExternal(reaching.id, [...new Set(there)], before);
    const standing = await this.copies.standing(reaching.id, person, before);
    drift.ghosts += await this.again(known.filter(({ state }) => state === 'CLOSED'), 'OPEN');
    drift.missing += await this.again(standing.filter(({ externalId }) => !there.includes(externalId)), 'OPENING');
    drift.twice += await this.again(standing.filter(({ externalId }) => there.filter((one) => one === externalId).length > 1), 'OPENING');
  }

  private async again(copies: readonly OaCopyEntity[], as: CopyState): Promise<number> {
    let marked = 0;
    for (const copy of copies) {
      if (!(await this.copies.mark(copy, as))) continue;
      await this.desks.again(copy.channelId, [copy.todoId]);
      marked += 1;
    }
    return marked;
  }
}
