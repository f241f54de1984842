import { Injectable } from '@nestjs/common';
import { Calendar } from '../platform/clock/calendar.js';
import type { OaChannel } from './channel.entity.js';
import { Connector } from './connector.js';
import type { Meaning } from './outcome.js';
import { ReachingOf } from './reaching.js';
import type { Stray } from './stray.repository.js';
import { Teller } from './teller.js';
import type { ShownThere } from './teller.js';

type Calling = OaChannel & { secrets: string; failureCount: number };
/** A hand may ask a channel that rests: a token, the call, and both once more. */
const TURNS_OF_A_HAND = 4;
/** No hazard is behind it: its link leads to a page that says so. */
const NO_HAZARD = '00000000-0000-7000-8000-000000000000';

/** The calls of a test: a todo that belongs to no hazard. */
@Injectable()
export class TestCalls {
  constructor(private readonly connector: Connector, private readonly reaching: ReachingOf, private readonly teller: Teller, private readonly calendar: Calendar) {}

  /** Somebody waits for the answer: a channel that rests is asked all the same. */
  open(channel: Calling, stray: Stray): Promise<Meaning> {
    return this.call(channel, stray, 'open', 1, TURNS_OF_A_HAND);
  }

  close(channel: Calling, stray: Stray, isWaitedFor = false): Promise<Meaning> {
    return this.call(channel, stray, 'done', 2, isWaitedFor ? TURNS_OF_A_HAND : 0);
  }

  private call(channel: Calling, stray: Stray, what: 'open' | 'done', stamp: number, turns: number): Promise<Meaning> {
    const at = this.calendar.now();
    const told: ShownThere = { kind: 'CONFIRM', level: 'GENERAL', ledgerNo: '测试', hazardId: NO_HAZARD, createdAt: at, changedAt: at };
    const reaching = this.reaching.channel(channel, channel.failureCount > 0 ? { turns } : {});
    return this.connector.call(reaching, reaching.profile[what], this.teller.values({ channel, reaching, told }, { ...stray, stamp }));
  }
}
