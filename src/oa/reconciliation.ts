import { Injectable, Logger } from '@nestjs/common';
import { noticesInstant, noticesThrough } from '../domain/deadline.js';
import { Wall } from '../platform/clock/wall.js';
import { Config } from '../platform/config/config.js';
import { Works } from '../platform/jobs/worked.js';
import type { QueueWork } from '../platform/jobs/worked.js';
import type { CopyState, OaChannel, OaCopyEntity } from './channel.entity.js';
import { CopyRepository } from './copy.repository.js';
import { DeskRepository } from './desk.repository.js';
import { wayOf } from './dialect.js';
import type { Way } from './dialect.js';
import { Lists } from './lists.js';
import { Pace } from './pace.js';
import { ReachingOf } from './reaching.js';
import { ReconciliationRepository } from './reconciliation.repository.js';
import type { Drift, Drifted } from './reconciliation.repository.js';

/** By the county's clock, in real time: nobody works then. */
const BEGINS_AT = '01:30';
const CHANNELS_AT_ONCE = 4;
const POLL_MS = 60_000;
/** Lists in a row that could not be had: the OA is away, and the night ends for it. */
const UNREAD_UNTIL_AWAY = 3;
/** What ended so long ago is said no more: three nights. */
const SAID_AGAIN_MS = 3 * 86_400_000;
const SAID_AGAIN_MAX = 10_000;
/** What is open is let alone for so long, so that what is new stays new to whoever has not seen it; then it is said each night. */
const STANDS_ALONE_MS = 20 * 3_600_000;
/** Of a night, so many things that stood otherwise are kept by name; all are counted. */
const DRIFT_KEPT = 200;

/**
 * At night: whatever a broken line or a hand in the OA left behind is found, where the dialect has a list, and goes the way of every
 * other word to that OA. Where it has none, what ended lately is said to be over once more, and what is open to be open, where the
 * dialect can say so without a bell; for the rest the night's row says how much nobody could compare. Every look keeps to the channel's rate. A row of this queue is a channel.
 */
@Works({ queue: 'oa-nights', concurrency: CHANNELS_AT_ONCE, pollMs: POLL_MS })
@Injectable()
export class Reconciliation implements QueueWork {
  private readonly logger = new Logger(Reconciliation.name);

  constructor(
    private readonly copies: CopyRepository,
    private readonly desks: DeskRepository,
    private readonly lists: Lists,
    private readonly nights: ReconciliationRepository,
    private readonly pace: Pace,
    private readonly reaching: ReachingOf,
    private readonly wall: Wall,
    private readonly config: Config,
  ) {}

  due(limit: number): Promise<string[]> {
    const { countyZone } = this.config;
    return this.nights.due(noticesInstant(noticesThrough(this.wall.now(), countyZone, BEGINS_AT), countyZone, BEGINS_AT), limit);
  }

  /** Null where it is not in use, or was stopped on the way: the next to look begins anew. */
  async run(channelId: string, stopping?: AbortSignal): Promise<Drift | null> {
    const channel = await this.copies.channel(channelId);
    if (channel?.state !== 'ACTIVE') return null;
    const { profile } = this.reaching.channel(channel);
    const way = wayOf(profile);
    const drift: Drift = { channelId, way, persons: 0, ghosts: 0, missing: 0, twice: 0, unread: 0, saidAgain: 0, standingAgain: 0, unverified: 0, drifted: [] };
    if (way === 'LIST') await this.compared(channel, drift, stopping);
    else await this.said(channelId, way, profile.standing !== null, drift);
    if (stopping?.aborted) return null;
    await this.nights.keep(channel, drift);
    const { ghosts, missing, twice, unread } = drift;
    if (ghosts + missing + twice + unread > 0) this.logger.warn(`channel ${channelId}: ${ghosts} ghosts, ${missing} missing and ${twice} twice on ${drift.persons} desks put right, ${unread} lists not read`);
    return drift;
  }

  private async said(channelId: string, way: Way, canStand: boolean, drift: Drift): Promise<void> {
    const standing = await this.nights.standing(channelId);
    if (way === 'REPEAT') drift.saidAgain = await this.nights.sayAgain(channelId, SAID_AGAIN_MS, SAID_AGAIN_MAX);
    if (canStand) drift.standingAgain = await this.nights.sayStanding(channelId, STANDS_ALONE_MS, SAID_AGAIN_MAX);
    drift.unverified = Math.max(0, standing - drift.standingAgain);
  }

  private async compared(channel: OaChannel & { secrets: string }, drift: Drift, stopping?: AbortSignal): Promise<void> {
    const persons = await this.copies.persons(channel.id);
    let unreadInARow = 0;
    drift.persons = persons.length;
    for (const person of persons) {
      if (stopping?.aborted) return;
      const isRead = unreadInARow < UNREAD_UNTIL_AWAY && (await this.person(channel, person, drift, stopping));
      unreadInARow = isRead ? 0 : unreadInARow + 1;
      if (isRead) continue;
      drift.unread += 1;
      drift.unverified += await this.nights.standing(channel.id, person);
    }
  }

  /** Only what nobody has touched since before the look: what is on its way is no drift. False where the list could not be had. */
  private async person(channel: OaChannel & { secrets: string }, person: string, drift: Drift, stopping?: AbortSignal): Promise<boolean> {
    if (!(await this.pace.patient(channel.id, channel.ratePerMinute, stopping))) return false;
    const reaching = this.reaching.channel(channel, { turns: 1 });
    const before = this.wall.now();
    const there = await this.lists.of(reaching, { person });
    if (!Array.isArray(there)) return false;
    const known = await this.copies.byExternal(reaching.id, [...new Set(there)], before);
    const standing = await this.copies.standing(reaching.id, person, before);
    drift.ghosts += await this.again('GHOST', known.filter(({ state }) => state === 'CLOSED'), 'OPENING', drift.drifted);
    drift.missing += await this.again('MISSING', standing.filter(({ externalId }) => !there.includes(externalId)), 'OPENING', drift.drifted);
    drift.twice += await this.again('TWICE', standing.filter(({ externalId }) => there.filter((one) => one === externalId).length > 1), 'OPENING', drift.drifted);
    return true;
  }

  private async again(kind: Drifted['kind'], copies: readonly OaCopyEntity[], as: CopyState, drifted: Drifted[]): Promise<number> {
    let marked = 0;
    for (const copy of copies) {
      if (!(await this.copies.mark(copy, as))) continue;
      await this.desks.again(copy.channelId, [copy.todoId]);
      if (drifted.length < DRIFT_KEPT) drifted.push({ kind, todoId: copy.todoId });
      marked += 1;
    }
    return marked;
  }
}
