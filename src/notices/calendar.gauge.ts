import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { daysBetween } from '../domain/deadline.js';
import { Calendar } from '../platform/clock/calendar.js';
import { ReadyDetailOf } from '../platform/health/detail.js';
import type { ReadyDetail } from '../platform/health/detail.js';
import { Metrics } from '../platform/http/metrics.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { lastDayOf, WARNED_DAYS_BEFORE } from './calendar.warning.js';
import { OfficeReader } from './office.reader.js';

/** How long the working calendar still holds, for whoever runs the service: in `/metrics` by county, in `/health/ready` as a word. */
@ReadyDetailOf('workingCalendar')
@Injectable()
export class CalendarGauge implements ReadyDetail, OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly offices: OfficeReader,
    private readonly settings: SettingsReader,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    const left = () => this.daysLeft();
    new Gauge({
      name: 'working_calendar_days_left', help: 'Days until the table of working days ends; negative: it has ended.', labelNames: ['county'], registers: [this.metrics.registry],
      async collect() {
        for (const [county, days] of await left()) this.set({ county }, days);
      },
    });
  }

  /** UP, ENDING within 60 days, or ENDED: due dates beyond it stay undetermined. */
  async look(): Promise<string> {
    const fewest = Math.min(...(await this.daysLeft()).values());
    return fewest < 0 ? 'ENDED' : fewest <= Math.max(...WARNED_DAYS_BEFORE) ? 'ENDING' : 'UP';
  }

  private async daysLeft(): Promise<Map<string, number>> {
    const today = this.calendar.today();
    const counties = await this.offices.counties();
    return new Map(await Promise.all(counties.map(async ({ code }) => {
      const { workingCalendar } = await this.settings.rulesFor(code);
      return [code, daysBetween(today, lastDayOf(workingCalendar, today))] as const;
    })));
  }
}
