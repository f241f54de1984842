import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';

const SECRET_BYTES = 32;

/** API keys: `hl_<part of the id>_<secret>`; the first two parts let people and scanners of source code recognise one. */
@Injectable()
export class KeySecrets {
  private readonly pepper: string;

  constructor(config: Config) {
    this.pepper = config.keyPepper;
  }

  make(id: string): string {
    return `hl_${id.slice(-12)}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  }

  /**
   * Keyed, so that a dump of the database does not even serve to check a guess (security S03). Keys are found by it:
   * what the index compares is unknown to whoever sends a key, so that its time tells nothing.
   */
  hash(key: string): string {
    return createHmac('sha256', this.pepper).update(key, 'utf8').digest('hex');
  }
}
