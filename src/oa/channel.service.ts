import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CHAIN_START } from '../domain/fact.js';
import type { Mandate } from '../domain/permission.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { mandated } from '../identity/mandated.js';
import { Wall } from '../platform/clock/wall.js';
import { created, ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import { Outward } from '../platform/outward/outward.js';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import { OutwardTargetsReader } from '../settings/outward-targets.reader.js';
import type { CreateChannelDto, PatchChannelDto, OaPutProfileDto } from './channel.dto.js';
import type { OaChannel, WatchedChannel } from './channel.entity.js';
import { touched } from './channel.history.js';
import { ChannelReader } from './channel.reader.js';
import { ChannelRepository } from './channel.repository.js';
import { channelView, profileView } from './channel.view.js';
import type { ChannelView, NewChannelView, OaProfileView } from './channel.view.js';
import type { Profile } from './dialect.js';
import { DIALECTS } from './dialects.js';

const SSO_SECRET_BYTES = 32;
export const SSO_SECRET = 'ssoSecret';
const DEFAULT_KINDS = ['TOWN_CENTRE', 'COUNTY_BUREAU'] as const;

/** Channels to the county's OA, kept by its administrator (contract §5). Secrets are sealed and stand in no fact. */
@Injectable()
export class ChannelService {
  constructor(
    private readonly door: Door,
    private readonly channels: ChannelRepository,
    private readonly reader: ChannelReader,
    private readonly outward: Outward,
    private readonly targets: OutwardTargetsReader,
    private readonly seal: FieldSeal,
    private readonly wall: Wall,
  ) {}

  async create(requested: Requested, dto: CreateChannelDto): Promise<Answer<NewChannelView>> {
    const mandate = mandated(requested, 'oa.manage');
    const { countyCode } = mandate.organisation;
    const preset = DIALECTS.find((one) => one.dialect === dto.dialect);
    const { parameters = {}, secrets = {} } = dto;
    judge([...(await this.addressFaults(dto.baseUrl, countyCode)), ...wanting(preset, parameters, secrets)]);
    const ssoSecret = `sso_${randomBytes(SSO_SECRET_BYTES).toString('base64url')}`;
    return this.door.write(requested, async (writing) => {
      const channel: OaChannel = {
        id: uuidv7(), version: 0, headHash: CHAIN_START, countyCode, name: dto.name, dialect: dto.dialect, state: 'ACTIVE', baseUrl: dto.baseUrl, linkBase: dto.linkBase,
        organisationKinds: [...new Set(dto.organisationKinds ?? DEFAULT_KINDS)], ratePerMinute: dto.ratePerMinute ?? preset?.ratePerMinute ?? 600,
        profile: {}, parameters, createdAt: writing.at, updatedAt: writing.at,
      };
      if (await this.channels.isTaken(writing, channel)) throw refuse('ALREADY_EXISTS', { what: '通道名称' }, 'name');
      const made = touched(writing, mandate, channel, 'create', { name: dto.name, dialect: dto.dialect, baseUrl: dto.baseUrl, linkBase: dto.linkBase, parameters });
      this.channels.insert(writing, made, this.sealed({ ...secrets, [SSO_SECRET]: ssoSecret }), this.wall.now());
      return { ...created({ ...channelView({ ...made, failingSince: null, restUntil: null, failingReason: null }), ssoSecret }, `/api/v1/oa/channels/${made.id}`), shownOnce: [SSO_SECRET] };
    });
  }

  async patch(requested: Requested, id: string, dto: PatchChannelDto): Promise<Answer<ChannelView>> {
    const { countyCode } = mandated(requested, 'oa.manage').organisation;
    judge(dto.baseUrl === undefined ? [] : await this.addressFaults(dto.baseUrl, countyCode));
    const sealed = dto.secrets || dto.parameters ? await this.channels.secretsOf(id) : null;
    const { [SSO_SECRET]: ssoSecret = '', ...known } = sealed === null ? {} : (JSON.parse(this.seal.open(sealed)) as Record<string, string>);
    return this.change(requested, id, (writing, before, mandate) => {
      const { secrets, ...changes } = JSON.parse(JSON.stringify(dto)) as PatchChannelDto;
      if (changes.organisationKinds) changes.organisationKinds = [...new Set(changes.organisationKinds)];
      if (Object.keys(dto).length === 0) throw refuse('EMPTY_CHANGE');
      const preset = DIALECTS.find((one) => one.dialect === before.dialect);
      judge(secrets || changes.parameters ? wanting(preset, changes.parameters ?? before.parameters, secrets ?? known) : []);
      const after = touched(writing, mandate, { ...before, ...changes, updatedAt: writing.at }, 'patch', { ...changes, ...(secrets && { secrets: 'changed' }) });
      this.channels.update(writing, after, secrets ? this.sealed({ ...secrets, [SSO_SECRET]: ssoSecret }) : null);
      this.channels.askNow(writing, id, this.wall.now());
      if (changes.organisationKinds) this.channels.desks(writing, after, this.wall.now());
      return ok(channelView(after));
    });
  }

  putProfile(requested: Requested, id: string, { profile }: OaPutProfileDto): Promise<Answer<OaProfileView>> {
    return this.change(requested, id, (writing, before, mandate) => {
      const after = touched(writing, mandate, { ...before, profile, updatedAt: writing.at }, 'put-profile', { profile });
      this.channels.update(writing, after, null);
      this.channels.askNow(writing, id, this.wall.now());
      return ok(profileView(after));
    });
  }

  private async change<T>(requested: Requested, id: string, work: (writing: Writing, before: WatchedChannel, mandate: Mandate) => Answer<T> | Promise<Answer<T>>): Promise<Answer<T>> {
    return this.door.write(requested, async (writing) => {
      const before = await this.channels.lock(writing, mandated(requested, 'oa.read').organisation.countyCode, id);
      if (!before) throw refuse('NOT_FOUND');
      const mandate = mandated(requested, 'oa.manage');
      requested.mustMatch(before.version);
      return work(writing, before, mandate);
    });
  }

  private sealed(secrets: Record<string, string>): string {
    return this.seal.seal(JSON.stringify(secrets));
  }

  private async addressFaults(baseUrl: string, countyCode: string): Promise<Reason[]> {
    const why = await this.outward.targetFault(baseUrl, await this.targets.allowedFor(countyCode));
    return why ? [{ code: 'TARGET_NOT_ALLOWED', params: { why }, path: 'baseUrl' }] : [];
  }

  async profile(countyCode: string, id: string): Promise<OaProfileView> {
    return profileView(await this.reader.one(countyCode, id));
  }
}

/** What the dialect must have; of what it may have besides, all or none. */
function wanting(preset: Profile | undefined, parameters: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>): Reason[] {
  const { optional = { parameters: [], secrets: [] } } = preset ?? {};
  const isBegun = optional.parameters.some((name) => parameters[name]) || optional.secrets.some((name) => secrets[name]);
  const owed = (what: 'parameters' | 'secrets') => [...(preset?.[what] ?? []), ...(isBegun ? optional[what] : [])];
  return [...missing(owed('parameters'), parameters, 'parameters'), ...missing(owed('secrets'), secrets, 'secrets')];
}

const missing = (names: readonly string[], given: Readonly<Record<string, string>>, path: string): Reason[] =>
  names.filter((name) => !given[name]).map((name) => ({ code: 'RULE_BROKEN', params: { why: `该方言须给 ${name}` }, path: `${path}.${name}` }));
