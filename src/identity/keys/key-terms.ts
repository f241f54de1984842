import { Injectable } from '@nestjs/common';
import { addDays } from '../../domain/deadline.js';
import type { Reason } from '../../domain/refusal.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { Wall } from '../../platform/clock/wall.js';
import type { ApiKey } from './api-key.entity.js';

const EXPIRY_DAYS_MAX = 365;
/** After a rotation both secrets are good for a day: long enough to change it everywhere (security S06). */
const OVERLAP_MS = 24 * 3_600_000;

/** How long keys are good. They keep real time, in the sandbox too (contract §9). */
@Injectable()
export class KeyTerms {
  constructor(private readonly wall: Wall, private readonly calendar: Calendar) {}

  /** What a revocation is dated by. */
  thisInstant(): string {
    return this.wall.now();
  }

  overlapEnds(): string {
    return this.wall.after(OVERLAP_MS);
  }

  expiryFaults(expiresOn: string): Reason[] {
    const today = this.today();
    if (expiresOn < today) return [{ code: 'DEADLINE_IN_PAST', params: { today }, path: 'expiresOn' }];
    return expiresOn > addDays(today, EXPIRY_DAYS_MAX) ? [{ code: 'EXPIRY_TOO_LATE', path: 'expiresOn' }] : [];
  }

  isGood({ revokedAt, expiresOn }: Pick<ApiKey, 'revokedAt' | 'expiresOn'>): boolean {
    return revokedAt === null && expiresOn >= this.today();
  }

  private today(): string {
    return this.calendar.dayOf(this.wall.now());
  }
}
