/** Instants as OA systems write them: by the county's clock, or (ISO) as RFC 3339 in UTC. */
import type { Profile } from './dialect.js';

const clocks = new Map<string, Intl.DateTimeFormat>();

export function stampOf(format: Profile['timeFormat'], instant: string, zone: string): string {
  if (format === 'MILLISECONDS') return String(Date.parse(instant));
  if (format === 'ISO') return new Date(Date.parse(instant)).toISOString();
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(zone, clock);
  const text = clock.format(Date.parse(instant));
  return format === 'MINUTES' ? text.slice(0, 16) : text;
}
