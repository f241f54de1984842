import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { LOOPBACK } from '../platform/outward/target.js';
import { SettingsReader } from './settings.reader.js';

/** Which addresses that are not public a county's webhooks and OA channels may reach (security S27). */
@Injectable()
export class OutwardTargetsReader {
  constructor(private readonly settings: SettingsReader, private readonly config: Config) {}

  /** What its administrator has listed; in the sandbox this machine as well. */
  async allowedFor(countyCode: string): Promise<readonly string[]> {
    const { value } = await this.settings.current(countyCode, 'outward-targets');
    return this.config.sandbox ? [...value.allowed, ...LOOPBACK] : value.allowed;
  }
}
