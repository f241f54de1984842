import { Injectable, Logger } from '@nestjs/common';
import { Daily } from '../platform/jobs/scheduled.js';
import { Connector } from './connector.js';
import type { Reaching } from './connector.js';
import { CopyRepository } from './copy.repository.js';
import type { Copied } from './copy.repository.js';
import { ReachingOf } from './reaching.js';
import { at } from './template.js';
import { Teller } from './teller.js';

/** What stood otherwise in the OA than here, and was put right. */
export interface Drift {
  channelId: string;
  persons: number;
  /** Open there, over here. */
  ghosts: number;
  /** Open here, not there. */
  missing: number;
  /** People whose list could not be had. */
  unread: number;
}

/** At night: whatever a broken line or a hand in the OA left behind is found and put right, where the dialect has a list. */
@Daily('oa-reconciliation')
@Injectable()
export class Reconciliation {
  private readonly logger = new Logger(Reconciliation.name);

  constructor(
    private readonly copies: CopyRepository,
    private readonly connector: Connector,
    private readonly reaching: ReachingOf,
    private readonly teller: Teller,
  ) {}

  async run(): Promise<Drift[]> {
    const drifts: Drift[] = [];
    for (const id of await this.copies.active()) {
      const channel = await this.copies.channel(id);
      const reaching = channel && this.reaching.channel(channel);
      if (reaching?.profile.list) drifts.push(await this.channel(reaching));
    }
    for (const drift of drifts.filter(({ ghosts, missing, unread }) => ghosts + missing + unread > 0)) {
      this.logger.warn(`channel ${drift.channelId}: ${drift.ghosts} ghosts and ${drift.missing} missing of ${drift.persons} people put right, ${drift.unread} lists not read`);
    }
    return drifts;
  }

  private async channel(reaching: Reaching): Promise<Drift> {
    const persons = await this.copies.persons(reaching.id);
    const drift: Drift = { channelId: reaching.id, persons: persons.length, ghosts: 0, missing: 0, unread: 0 };
    for (const person of persons) {
      const there = await this.listOf(reaching, person);
      if (there === null) drift.unread += 1;
      else await this.person(reaching, person, there, drift);
    }
    return drift;
  }

  private async person({ id }: Reaching, person: string, there: readonly string[], drift: Drift): Promise<void> {
    const ghosts = (await this.copies.byExternal(id, there)).filter((copy) => copy.todoState !== 'OPEN');
    const missing = (await this.copies.openOf(id, person)).filter((copy) => copy.todoState === 'OPEN' && !there.includes(copy.externalId));
    for (const copy of ghosts) {
      await this.copies.keep({ ...copy, state: 'OPEN' });
      drift.ghosts += Number(await this.again(id, copy));
    }
    for (const copy of missing) drift.missing += Number(await this.again(id, copy));
  }

  private async again(channelId: string, copy: Copied): Promise<boolean> {
    const channel = await this.copies.channel(channelId);
    return channel !== null && (await this.teller.tell(channel, copy.todoId, copy.todoVersion, 0)).kind === 'TOLD';
  }

  private async listOf(reaching: Reaching, person: string): Promise<string[] | null> {
    const { list } = reaching.profile;
    if (!list) return null;
    const meaning = await this.connector.call(reaching, list.call, { person });
    const items = 'said' in meaning ? at(meaning.said, list.items) : null;
    return Array.isArray(items) ? items.flatMap((item) => (typeof at(item, list.id) === 'string' ? [at(item, list.id) as string] : [])) : null;
  }
}
