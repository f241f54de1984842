/**
 * Brings the desks of one todo in line in one OA: whoever must act now has it, nobody else does. What is put there is kept in
 * `oa_copy` before the call, so that a thing whose answer never came is still taken off; its id there is made of the todo
 * and a serial number, so that a repeat is a repeat, and what was closed once is never opened again.
 */
import { Injectable } from '@nestjs/common';
import { labelOf } from '../domain/labels.js';
import { todoTitle } from '../domain/task.js';
import { Wall } from '../platform/clock/wall.js';
import { Config } from '../platform/config/config.js';
import { Connector, LEASE_LOST } from './connector.js';
import type { Reaching } from './connector.js';
import type { OaChannel, OaCopyEntity } from './channel.entity.js';
import { CopyRepository } from './copy.repository.js';
import type { Told } from './copy.repository.js';
import type { Profile } from './dialect.js';
import { Lists } from './lists.js';
import type { Meaning } from './outcome.js';
import { Patience } from './patience.js';
import { ReachingOf } from './reaching.js';
import type { Calling as CallingAs } from './reaching.js';
import { at } from './template.js';
import type { Values } from './template.js';
import { stampOf } from './stamp.js';

export interface Failed { kind: 'RETRY' | 'PARK'; code: string; reason: string; afterMs?: number; ofOa?: { askedMs: number } }
export type Result = { kind: 'TOLD' | 'NOTHING_TO_TELL' | 'SUPERSEDED' } | Failed;

const NAMED_MAX = 3;
const TOLD: Result = { kind: 'TOLD' };
const NOTHING: Result = { kind: 'NOTHING_TO_TELL' };
const UNKNOWN_HERE: Failed = { kind: 'PARK', code: 'PERSON_UNKNOWN', reason: '此人在该通道的人员对应表中没有编号：补录后自动重发' };
/** By the name of the account, which is what the map is filled in with; the first of them. */
const deputyUnknown = (usernames: readonly string[]): Failed => ({
  kind: 'PARK', code: 'DEPUTY_UNKNOWN', reason: `受托人 ${usernames.slice(0, NAMED_MAX).join('、')}${usernames.length > NAMED_MAX ? ' 等' : ''} 在该通道的人员对应表中没有编号，OA 中看不到此待办：补录后自动重发`,
});
const CLOSED_ONCE = { code: 'CLOSED_ONCE', reason: '已办结；送出时 OA 曾无答复，稍后再办结一次，以防迟到' };
const LOOK_AGAIN = { code: 'LOOK_AGAIN', reason: '已送达；OA 曾无答复，稍后核对有无重复' };
type Calling = OaChannel & { secrets: string };
type Copy = Omit<OaCopyEntity, 'updatedAt'>;
interface Desk { channel: OaChannel; reaching: Reaching; told: Told }

/** ≤ 64 characters, of county, step instance and person; each thing put there for a todo has its own. */
export const externalIdOf = ({ countyCode, id }: Pick<Told, 'countyCode' | 'id'>, serial: number): string =>
  `HL${countyCode}-${id.replaceAll('-', '')}${serial > 1 ? `-${serial}` : ''}`;

export const linkOf = (channelId: string, hazardId: string): string => `/pages/oa/${channelId}?hazard=${hazardId}`;
const failedOf = (results: readonly Result[]): Failed | undefined => {
  const failed = results.filter((one): one is Failed => one.kind === 'RETRY' || one.kind === 'PARK');
  return failed.find(({ kind }) => kind === 'RETRY') ?? failed[0];
};

const unknownOf = ({ wanted }: Told): Failed | undefined => {
  const unknown = wanted.filter(({ person }) => person === null);
  return unknown.some(({ isDeputy }) => !isDeputy) ? UNKNOWN_HERE : unknown.length > 0 ? deputyUnknown(unknown.map(({ username }) => username)) : undefined;
};

@Injectable()
export class Teller {
  constructor(
    private readonly copies: CopyRepository,
    private readonly connector: Connector,
    private readonly lists: Lists,
    private readonly reaching: ReachingOf,
    private readonly patience: Patience,
    private readonly wall: Wall,
    private readonly config: Config,
  ) {}

  async tell(channel: Calling, todoId: string, version: number, calling: CallingAs = {}): Promise<Result> {
    const told = await this.copies.told(todoId, channel.id);
    if (!told || told.version > version) return { kind: 'SUPERSEDED' };
    const reaching = this.reaching.channel(channel, calling);
    const result = await this.inLine({ channel, reaching, told });
    // Whoever was stopped in the middle and woke up late may have opened what is over: he closes it himself.
    const now = await this.copies.told(todoId, channel.id);
    return now && now.version > told.version && now.state !== 'OPEN' ? this.inLine({ channel, reaching, told: now }) : result;
  }

  private async inLine(desk: Desk): Promise<Result> {
    const { channel, told } = desk;
    const all = await this.copies.copies(channel.id, told.id);
    const standing = all.filter(({ state }) => state !== 'CLOSED');
    const wanted = told.wanted.flatMap((one) => (one.person === null ? [] : [{ ...one, person: one.person }]));
    const results: Result[] = [];
    // Of one desk the newest stands; whatever else does was opened again over there, or is to be ended once more.
    const stays = (userId: string, person: string): OaCopyEntity | undefined =>
      standing.findLast((copy) => copy.userId === userId && copy.sentTo === person && copy.closedAt === null);
    const kept = wanted.map(({ userId, person }) => stays(userId, person));
    for (const copy of standing.filter((one) => !kept.includes(one))) results.push(await this.close(desk, copy));
    let serial = all.at(-1)?.serial ?? 0;
    for (const [index, { userId, person }] of wanted.entries()) {
      const before = kept[index];
      if (before?.state === 'OPEN') continue;
      serial += 1;
      results.push(await (before?.state === 'STANDING' ? this.stands(desk, before) : before ? this.again(desk, before, serial) : this.open(desk, this.newCopy(desk, userId, person, serial), null)));
    }
    return failedOf(results) ?? unknownOf(told) ?? (results.length > 0 ? TOLD : NOTHING);
  }

  private newCopy({ channel, told }: Desk, userId: string, person: string, serial: number): Copy {
    return { channelId: channel.id, todoId: told.id, serial, userId, externalId: externalIdOf(told, serial), sentTo: person, state: 'OPENING', stamp: 0, unsureUntil: null, remoteId: null, closedAt: null };
  }

  /** What may stand there already; where a repeat would make a second row, it is looked for first. */
  private async again(desk: Desk, before: Copy, nextSerial: number): Promise<Result> {
    if (desk.reaching.profile.list?.beforeRepeat) {
      const there = await this.lists.of(desk.reaching, this.values(desk, before), before.externalId);
      if (!Array.isArray(there)) return there;
      if (there.length === 1) return this.isUnsure(before) ? this.later(before, LOOK_AGAIN) : this.kept({ ...before, state: 'OPEN' });
      if (there.length > 1) {
        const closed = await this.close(desk, before, true);
        return failedOf([closed]) ?? this.open(desk, this.newCopy(desk, before.userId, before.sentTo, nextSerial), null);
      }
    }
    return this.open(desk, before, before);
  }

  /** It is open there as far as we know. Who ended it there by hand has it again; nobody is told anew. */
  private async stands(desk: Desk, before: Copy): Promise<Result> {
    const { profile: { standing }, held } = desk.reaching;
    if (held?.() === false) return LEASE_LOST;
    if (!standing) return this.kept({ ...before, state: 'OPEN' });
    const asked: Copy = { ...before, stamp: before.stamp + 1, unsureUntil: this.doubtUntil() };
    await this.copies.keep(asked);
    const meaning = await this.connector.call(desk.reaching, standing, this.values(desk, asked));
    if (meaning.kind === 'GONE') return this.open(desk, { ...asked, unsureUntil: before.unsureUntil }, before);
    if (meaning.kind !== 'OK' && meaning.kind !== 'ALREADY') return resultOf(meaning);
    return this.kept({ ...asked, state: 'OPEN', unsureUntil: before.unsureUntil });
  }

  private async open(desk: Desk, copy: Copy, before: Copy | null): Promise<Result> {
    const { profile, held } = desk.reaching;
    if (held?.() === false) return LEASE_LOST;
    const asked: Copy = { ...copy, state: 'OPENING', stamp: copy.stamp + 1, unsureUntil: this.doubtUntil() };
    await this.copies.keep(asked);
    const meaning = await this.connector.call(desk.reaching, profile.open, this.values(desk, asked));
    const unsureUntil = before && this.isUnsure(before) ? before.unsureUntil : null;
    if (meaning.kind === 'OK' || meaning.kind === 'ALREADY') {
      const told: Copy = { ...asked, unsureUntil, ...remoteOf(profile, meaning) };
      if (unsureUntil === null || !profile.list?.beforeRepeat) return this.kept({ ...told, state: 'OPEN' });
      await this.copies.keep(told);
      return this.later(told, LOOK_AGAIN);
    }
    // Refused, it never stood there; what else it was, it may.
    if (meaning.kind === 'PARK') await this.copies.keep({ ...asked, state: unsureUntil === null ? 'CLOSED' : 'OPENING', unsureUntil });
    return resultOf(meaning);
  }

  private async close(desk: Desk, copy: Copy, anew = false): Promise<Result> {
    const { reaching: { profile, held }, told } = desk;
    if (held?.() === false) return LEASE_LOST;
    const known = profile.remoteIdAt !== null && copy.remoteId === null ? await this.named(desk, copy) : copy;
    if ('kind' in known) return known;
    const asked = { ...known, stamp: known.stamp + 1 };
    await this.copies.keep(asked);
    const isDone = told.state === 'DONE' && copy.userId === told.recipientId && !anew;
    const meaning = await this.connector.call(desk.reaching, isDone ? profile.done : profile.cancelled, this.values(desk, asked));
    if (meaning.kind === 'RETRY' || (meaning.kind === 'PARK' && meaning.code !== 'PERSON_UNKNOWN_THERE')) return resultOf(meaning);
    // “Nothing was done” may as well be a lock: where it can be looked up, it is.
    const left = meaning.kind === 'GONE' && profile.list?.beforeRepeat ? await this.lists.of(desk.reaching, this.values(desk, asked), asked.externalId) : [];
    if (!Array.isArray(left)) return left;
    if (left.length > 0) return { kind: 'RETRY', code: 'STILL_THERE', reason: 'OA 未办理，待办仍在' };
    if (!anew && this.isUnsure(copy) && (meaning.kind === 'GONE' || profile.lateOpening === 'REOPENS')) {
      return this.later(copy, CLOSED_ONCE);
    }
    return this.kept({ ...asked, state: 'CLOSED', unsureUntil: null, closedAt: copy.closedAt ?? this.wall.now() });
  }

  /** What is closed by the name that the OA gave it, and has none here: its opening is said once more, which is one there, and answers the name. */
  private async named(desk: Desk, copy: Copy): Promise<Copy | Result> {
    const { profile } = desk.reaching;
    if (!JSON.stringify([profile.done, profile.cancelled]).includes('{remoteId}')) return copy;
    const meaning = await this.connector.call(desk.reaching, profile.open, this.values(desk, copy));
    if (meaning.kind === 'OK' || meaning.kind === 'ALREADY') {
      const named = { ...copy, ...remoteOf(profile, meaning) };
      await this.copies.keep(named);
      return named;
    }
    return meaning.kind === 'PARK' ? this.kept({ ...copy, state: 'CLOSED', unsureUntil: null }) : resultOf(meaning);
  }

  /** Once the call that was given up can arrive no more. */
  private later({ unsureUntil }: Copy, why: Omit<Failed, 'kind' | 'afterMs'>): Failed {
    return { kind: 'RETRY', ...why, afterMs: Math.max(1, Date.parse(unsureUntil ?? '') - this.wall.nowMs()) };
  }

  /** A call that is given up may yet be carried out over there until then. */
  private doubtUntil(): string {
    return this.wall.after(this.patience.callTimeoutMs + this.patience.lateMs);
  }

  private isUnsure({ unsureUntil }: Copy): boolean {
    return unsureUntil !== null && Date.parse(unsureUntil) > this.wall.nowMs();
  }

  private async kept(copy: Copy): Promise<Result> {
    await this.copies.keep(copy);
    return TOLD;
  }

  /** What a template may name. No hazard text, no phone, no person but the one who is told. */
  values({ channel, told, reaching: { profile } }: Pick<Desk, 'channel' | 'reaching'> & { told: ShownThere }, copy: Pick<Copy, 'externalId' | 'sentTo' | 'remoteId' | 'stamp'>): Values {
    const link = linkOf(channel.id, told.hazardId);
    // The version's time, a millisecond later with each word: of two about the same version the later one is the newer one.
    const stampMs = Date.parse(told.changedAt) + Math.max(0, copy.stamp - 1);
    const stamped = (instant: string): string => stampOf(profile.timeFormat, instant, this.config.countyZone);
    return {
      externalId: copy.externalId, person: copy.sentTo, remoteId: copy.remoteId ?? '', version: copy.stamp,
      title: [...todoTitle(told)].slice(0, profile.titleCharacters).join(''), kindLabel: labelOf('task', told.kind),
      link, url: `${channel.linkBase.replace(/\/$/, '')}${link}`, created: stamped(told.createdAt), changed: stamped(told.changedAt), stampMs, stampText: String(stampMs),
    };
  }
}

export type ShownThere = Pick<Told, 'hazardId' | 'kind' | 'level' | 'ledgerNo' | 'createdAt' | 'changedAt'>;

/** The name that the OA itself gave it, where it said one. */
export function remoteOf({ remoteIdAt }: Profile, meaning: Meaning): { remoteId?: string } {
  const remote = remoteIdAt === null || !('said' in meaning) ? undefined : at(meaning.said, remoteIdAt);
  return typeof remote === 'string' || typeof remote === 'number' ? { remoteId: String(remote) } : {};
}

function resultOf(meaning: Meaning): Failed {
  return meaning.kind === 'RETRY' || meaning.kind === 'PARK' ? meaning : { kind: 'RETRY', code: 'ANSWER_UNEXPECTED', reason: 'OA 的答复不合约定' };
}
