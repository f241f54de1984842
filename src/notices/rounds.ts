import { Injectable } from '@nestjs/common';
import { ByCalendar } from '../platform/clock/by-calendar.js';
import type { CalendarWork } from '../platform/clock/by-calendar.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Every } from '../platform/jobs/scheduled.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { CalendarWarning } from './calendar.warning.js';
import { DigestRound } from './digest.round.js';
import { OfficeReader } from './office.reader.js';
import { NoticeSweep } from './sweep.service.js';

/** In the worker every minute; between the mornings a round finds nothing and reads next to nothing. */
const ROUND_MS = 60_000;

/** 08:00 in every county: the one path for production and sandbox (contract §4, §9). */
@ByCalendar({ order: 20 })
@Every({ id: 'notices', schedule: { everyMs: ROUND_MS } })
@Injectable()
export class NoticeRounds implements CalendarWork {
  constructor(
    private readonly sweep: NoticeSweep,
    private readonly warning: CalendarWarning,
    private readonly digests: DigestRound,
    private readonly offices: OfficeReader,
    private readonly settings: SettingsReader,
    private readonly calendar: Calendar,
  ) {}

  run(): Promise<void> {
    return this.runAt(this.calendar.now());
  }

  async runAt(at: string): Promise<void> {
    for (const county of await this.offices.counties()) {
      await this.warning.run(county, at);
      const { through } = await this.sweep.run(county, at);
      await this.digests.run(county, through, at);
    }
  }

  async momentsBetween(after: string, upTo: string): Promise<string[]> {
    const counties = await this.offices.counties();
    const mornings = await Promise.all(counties.map(({ code }) => this.settings.morningsBetween(code, after, upTo)));
    return [...new Set(mornings.flat())].sort();
  }
}
