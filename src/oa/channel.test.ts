import { Injectable } from '@nestjs/common';
import { labelOf } from '../domain/labels.js';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../domain/refusal.js';
import { mandated } from '../identity/mandated.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { OaChannel } from './channel.entity.js';
import { touched } from './channel.history.js';
import { ChannelReader } from './channel.reader.js';
import { ChannelRepository } from './channel.repository.js';
import { TestCalls } from './channel.test-calls.js';
import type { OaTestView } from './channel.view.js';
import { CopyRepository } from './copy.repository.js';
import type { Meaning } from './outcome.js';
import { PaceRepository } from './pace.repository.js';
import { Patience } from './patience.js';
import { profileOf } from './reaching.js';
import { StrayRepository } from './stray.repository.js';
import { externalIdOf, remoteOf } from './teller.js';

const NOT_MAPPED = '此人在人员对应表中没有编号';

/** One todo that belongs to no hazard is put on somebody's desk and taken off again, at once and before the caller's eyes; it leaves a fact. */
@Injectable()
export class ChannelTest {
  constructor(
    private readonly door: Door,
    private readonly reader: ChannelReader,
    private readonly channels: ChannelRepository,
    private readonly copies: CopyRepository,
    private readonly strays: StrayRepository,
    private readonly calls: TestCalls,
    private readonly paces: PaceRepository,
    private readonly patience: Patience,
  ) {}

  async run(requested: Requested, id: string, userId = requested.caller.id): Promise<Answer<OaTestView>> {
    const { countyCode } = mandated(requested, 'oa.read').organisation;
    const found = await this.reader.one(countyCode, id);
    const mandate = mandated(requested, 'oa.manage');
    const steps = await this.steps(found, userId);
    const view: OaTestView = { ok: steps.every((step) => step.ok), steps };
    return this.door.write(requested, async (writing) => {
      const channel = await this.channels.lock(writing, countyCode, id);
      if (!channel) throw refuse('NOT_FOUND');
      this.channels.update(writing, touched(writing, mandate, channel, 'test', { userId, ok: view.ok, steps: steps.map(({ step, ok: good }) => `${step} ${good ? 'ok' : 'failed'}`) }), null);
      return ok(view);
    });
  }

  /** What may stand there is a row before the call, and none after it is known to be off the desk: a crash leaves nothing behind. */
  private async steps({ id }: OaChannel, userId: string): Promise<OaTestView['steps']> {
    const channel = await this.copies.channel(id);
    const person = (await this.reader.persons(id)).find((one) => one.userId === userId)?.externalId;
    if (!channel) throw refuse('NOT_FOUND');
    if (person === undefined) return [{ step: 'PERSON', stepLabel: labelOf('oaTestStep', 'PERSON'), ok: false, reason: NOT_MAPPED }];
    const stray = { channelId: id, externalId: externalIdOf({ countyCode: channel.countyCode, id: uuidv7() }, 1), sentTo: person, remoteId: null as string | null };
    await this.strays.keep(stray, this.patience.lateMs);
    const opened = await this.calls.open(channel, stray);
    const steps = [stepOf('OPEN', opened)];
    if (steps[0]?.ok) {
      if (channel.failureCount > 0) await this.paces.well(id);
      Object.assign(stray, remoteOf(profileOf(channel), opened));
      await this.strays.keep(stray, this.patience.lateMs);
      steps.push(stepOf('DONE', await this.calls.close(channel, stray, true)));
    }
    const isOff = steps[1]?.ok ?? ('reason' in opened && opened.kind === 'PARK');
    if (isOff) await this.strays.drop(stray);
    return steps;
  }
}

const stepOf = (step: string, meaning: Meaning): OaTestView['steps'][number] => {
  const reason = 'reason' in meaning ? meaning.reason : null;
  return { step, stepLabel: labelOf('oaTestStep', step), ok: reason === null, reason: reason !== null && step === 'DONE' ? `${reason}；测试待办稍后自动撤下` : reason };
};
