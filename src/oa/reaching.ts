import { Injectable } from '@nestjs/common';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import type { OaChannel } from './channel.entity.js';
import type { Reaching } from './connector.js';
import type { Profile } from './dialect.js';
import { DIALECTS } from './dialects.js';

/** The dialect's profile with what is otherwise at this site. */
export function profileOf({ dialect, profile }: Pick<OaChannel, 'dialect' | 'profile'>): Profile {
  const preset = DIALECTS.find((one) => one.dialect === dialect);
  if (!preset) throw new Error(`no dialect ${dialect}`);
  return { ...preset, ...profile, rules: { ...preset.rules, ...profile.rules } };
}

export type Calling = Partial<Pick<Reaching, 'turns' | 'held'>>;

@Injectable()
export class ReachingOf {
  constructor(private readonly seal: FieldSeal) {}

  /** `turns`: that the caller has taken already; `held`: whether he may still call. */
  channel(channel: OaChannel & { secrets: string }, { turns = 0, held }: Calling = {}): Reaching {
    const { id, version, countyCode, baseUrl, ratePerMinute, parameters } = channel;
    return {
      id, version, countyCode, baseUrl, ratePerMinute, turns, ...(held && { held }), parameters, profile: profileOf(channel), secrets: JSON.parse(this.seal.open(channel.secrets)) as Record<string, string>,
    };
  }
}
