import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ByCalendar } from './by-calendar.js';
import type { CalendarWork } from './by-calendar.js';

/** Everything that the calendar brings round between two instants, moment by moment, as it would have come by itself. */
@Injectable()
export class CalendarRounds {
  constructor(private readonly discovery: DiscoveryService) {}

  async runBetween(after: string, upTo: string): Promise<void> {
    const works = this.works();
    const moments = await Promise.all(works.map(async (work) => work.momentsBetween(after, upTo)));
    for (const at of [...new Set(moments.flat())].sort()) {
      for (const [index, work] of works.entries()) if (moments[index]?.includes(at)) await work.runAt(at);
    }
  }

  private works(): CalendarWork[] {
    const found = this.discovery.getProviders().flatMap(({ instance, metatype }) => {
      const said = typeof metatype === 'function' ? (Reflect.getMetadata(ByCalendar.KEY, metatype) as { order: number } | undefined) : undefined;
      return said ? [{ order: said.order, work: instance as CalendarWork }] : [];
    });
    return found.sort((a, b) => a.order - b.order).map(({ work }) => work);
  }
}
