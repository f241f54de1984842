/**
 * Tells one channel the newest of one todo. What stands there is kept in `oa_copy` before the call, so that a todo whose
 * answer never came is still taken off; its id there is made of the todo, so that a repeat is a repeat.
 */
import { Injectable } from '@nestjs/common';
import { labelOf } from '../domain/labels.js';
import { todoTitle } from '../domain/task.js';
import { Config } from '../platform/config/config.js';
import { Connector } from './connector.js';
import type { Reaching } from './connector.js';
import type { OaChannel, OaCopyEntity } from './channel.entity.js';
import { CopyRepository } from './copy.repository.js';
import type { Told } from './copy.repository.js';
import type { Profile } from './dialect.js';
import type { Meaning } from './outcome.js';
import { ReachingOf } from './reaching.js';
import { at } from './template.js';
import type { Values } from './template.js';
import { stampOf } from './stamp.js';

/** Where an opening may yet arrive, what is to be closed is looked for again: so often. */
const GONE_CHECKS = 2;

export interface Failed { kind: 'RETRY' | 'PARK'; code: string; reason: string }
export type Result = { kind: 'TOLD' | 'NOTHING_TO_TELL' | 'SUPERSEDED' } | Failed;

const TOLD: Result = { kind: 'TOLD' };
type Calling = OaChannel & { secrets: string };

/** ≤ 64 characters, of county, step instance and person; a todo that was closed there and is open again is another. */
export const externalIdOf = ({ countyCode, id, version }: Pick<Told, 'countyCode' | 'id' | 'version'>): string =>
  `HL${countyCode}-${id.replaceAll('-', '')}${version > 2 ? `-${Math.ceil(version / 2)}` : ''}`;

export const linkOf = (channelId: string, hazardId: string): string => `/pages/oa/${channelId}?hazard=${hazardId}`;

@Injectable()
export class Teller {
  constructor(
    private readonly copies: CopyRepository,
    private readonly connector: Connector,
    private readonly reaching: ReachingOf,
    private readonly config: Config,
  ) {}

  async tell(channel: Calling, todoId: string, version: number, attempt: number): Promise<Result> {
    const told = await this.copies.told(todoId, channel.id);
    if (!told || told.version > version) return { kind: 'SUPERSEDED' };
    const copy = await this.copies.copy(channel.id, todoId);
    const reaching = this.reaching.channel(channel);
    if (told.state !== 'OPEN') return copy?.state === 'OPEN' ? this.close(channel, reaching, told, copy, attempt) : { kind: 'NOTHING_TO_TELL' };
    if (told.person === null) return { kind: 'PARK', code: 'PERSON_UNKNOWN', reason: '此人在该通道的人员对应表中没有编号：补录后自动重发' };
    if (copy?.state === 'OPEN' && copy.sentTo !== told.person) {
      const taken = await this.close(channel, reaching, { ...told, state: 'CANCELLED' }, copy, attempt);
      if (taken.kind === 'RETRY' || taken.kind === 'PARK') return taken;
    }
    const opened = await this.open(channel, reaching, { ...told, person: told.person }, copy?.state === 'OPEN' && copy.sentTo === told.person ? copy : null);
    return this.unlessOver(channel, reaching, told, opened, attempt);
  }

  /** Whoever was stopped in the middle and woke up late may have opened what is over: he closes it himself. */
  private async unlessOver(channel: Calling, reaching: Reaching, { id, version }: Told, opened: Result, attempt: number): Promise<Result> {
    const now = await this.copies.told(id, channel.id);
    const copy = now && now.version > version && now.state !== 'OPEN' ? await this.copies.copy(channel.id, id) : null;
    return now && copy?.state === 'OPEN' ? this.close(channel, reaching, now, copy, attempt) : opened;
  }

  /** `before`: what may stand there already. */
  private async open(channel: Calling, reaching: Reaching, told: Told & { person: string }, before: OaCopyEntity | null): Promise<Result> {
    const { profile } = reaching;
    const copy: Omit<OaCopyEntity, 'updatedAt'> = {
      channelId: channel.id, todoId: told.id, externalId: before?.externalId ?? externalIdOf(told), sentTo: told.person, state: 'OPEN', unsure: true, remoteId: before?.remoteId ?? null,
    };
    const values = this.values(channel, profile, told, copy);
    if (before && profile.list?.beforeRepeat) {
      const there = await this.isThere(reaching, values, copy.externalId);
      if (there !== null && typeof there !== 'boolean') return there;
      if (there === true) return this.kept({ ...copy, unsure: false });
    }
    await this.copies.keep(copy);
    const meaning = await this.connector.call(reaching, profile.open, values);
    if (meaning.kind === 'OK' || meaning.kind === 'ALREADY') {
      return this.kept({ ...copy, unsure: false, ...this.remoteOf(profile, meaning) });
    }
    // Refused, it never stood there; what else it was, it may.
    if (meaning.kind === 'PARK' && !before) await this.copies.keep({ ...copy, state: 'CLOSED', unsure: false });
    return resultOf(meaning);
  }

  /** The name that the OA itself gave it, where it said one. */
  remoteOf({ remoteIdAt }: Profile, meaning: Meaning): { remoteId?: string } {
    const remote = remoteIdAt === null || !('said' in meaning) ? undefined : at(meaning.said, remoteIdAt);
    return typeof remote === 'string' || typeof remote === 'number' ? { remoteId: String(remote) } : {};
  }

  private async close(channel: Calling, reaching: Reaching, told: Told, copy: OaCopyEntity, attempt: number): Promise<Result> {
    const { profile } = reaching;
    const meaning = await this.connector.call(reaching, told.state === 'DONE' ? profile.done : profile.cancelled, this.values(channel, profile, told, copy));
    // An opening that is under way may arrive after this: look again before it is taken for granted.
    if (meaning.kind === 'GONE' && copy.unsure && attempt < GONE_CHECKS) return { kind: 'RETRY', code: 'NOT_THERE_YET', reason: 'OA 中尚无此待办，稍后再核对' };
    if (meaning.kind === 'RETRY' || (meaning.kind === 'PARK' && meaning.code !== 'PERSON_UNKNOWN_THERE')) return resultOf(meaning);
    return this.kept({ ...copy, state: 'CLOSED', unsure: false });
  }

  private async kept(copy: Omit<OaCopyEntity, 'updatedAt'>): Promise<Result> {
    await this.copies.keep(copy);
    return TOLD;
  }

  private async isThere(reaching: Reaching, values: Values, externalId: string): Promise<boolean | Result> {
    const { list } = reaching.profile;
    if (!list) return false;
    const meaning = await this.connector.call(reaching, list.call, values);
    if (meaning.kind === 'RETRY' || meaning.kind === 'PARK') return resultOf(meaning);
    const items = 'said' in meaning ? at(meaning.said, list.items) : [];
    return Array.isArray(items) && items.some((item) => at(item, list.id) === externalId);
  }

  /** What a template may name. No hazard text, no phone, no person but the one who is told. */
  values(channel: OaChannel, profile: Profile, told: Told, copy: Pick<OaCopyEntity, 'externalId' | 'sentTo' | 'remoteId'>): Values {
    const link = linkOf(channel.id, told.hazardId);
    const stampMs = Date.parse(told.changedAt);
    return {
      externalId: copy.externalId, person: copy.sentTo, remoteId: copy.remoteId ?? '',
      title: [...todoTitle(told)].slice(0, profile.titleCharacters).join(''), kindLabel: labelOf('task', told.kind),
      link, url: `${channel.linkBase.replace(/\/$/, '')}${link}`,
      created: stampOf(profile.timeFormat, told.createdAt, this.config.countyZone), changed: stampOf(profile.timeFormat, told.changedAt, this.config.countyZone),
      stampMs, stampText: String(stampMs),
    };
  }
}

function resultOf(meaning: Meaning): Result {
  return meaning.kind === 'RETRY' || meaning.kind === 'PARK' ? meaning : { kind: 'RETRY', code: 'ANSWER_UNEXPECTED', reason: 'OA 的答复不合约定' };
}
