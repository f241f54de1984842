import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../domain/refusal.js';
import { mandated } from '../identity/mandated.js';
import { Calendar } from '../platform/clock/calendar.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { ChannelReader } from './channel.reader.js';
import type { OaTestView } from './channel.view.js';
import { Connector } from './connector.js';
import { CopyRepository } from './copy.repository.js';
import type { Told } from './copy.repository.js';
import type { Meaning } from './outcome.js';
import { ReachingOf } from './reaching.js';
import { externalIdOf, Teller } from './teller.js';

const NOT_MAPPED = '此人在人员对应表中没有编号';

/** One todo that belongs to no hazard is put on somebody's desk and taken off again, at once and before the caller's eyes. */
@Injectable()
export class ChannelTest {
  constructor(
    private readonly reader: ChannelReader,
    private readonly copies: CopyRepository,
    private readonly connector: Connector,
    private readonly reaching: ReachingOf,
    private readonly teller: Teller,
    private readonly calendar: Calendar,
  ) {}

  async run(requested: Requested, id: string, userId = requested.caller.id): Promise<Answer<OaTestView>> {
    const found = await this.reader.one(mandated(requested, 'oa.read').organisation.countyCode, id);
    mandated(requested, 'oa.manage');
    const channel = await this.copies.channel(found.id);
    const person = (await this.reader.persons(id)).find((one) => one.userId === userId)?.externalId;
    if (!channel) throw refuse('NOT_FOUND');
    if (person === undefined) return ok({ ok: false, steps: [{ step: 'PERSON', ok: false, reason: NOT_MAPPED }] });
    const at = this.calendar.now();
    const told: Told = { id: uuidv7(), countyCode: channel.countyCode, version: 1, state: 'OPEN', kind: 'CONFIRM', level: 'GENERAL', ledgerNo: '测试', hazardId: uuidv7(), createdAt: at, changedAt: at, person };
    const reaching = this.reaching.channel(channel);
    const copy = { externalId: externalIdOf(told), sentTo: person, remoteId: '' };
    const values = this.teller.values(channel, reaching.profile, told, copy);
    const opened = await this.connector.call(reaching, reaching.profile.open, values);
    const steps = [stepOf('OPEN', opened)];
    if (steps[0]?.ok) steps.push(stepOf('DONE', await this.connector.call(reaching, reaching.profile.done, { ...values, ...this.teller.remoteOf(reaching.profile, opened) })));
    return ok({ ok: steps.every((step) => step.ok), steps });
  }
}

const stepOf = (step: string, meaning: Meaning): OaTestView['steps'][number] => {
  const reason = 'reason' in meaning ? meaning.reason : null;
  return { step, ok: reason === null, reason };
};
