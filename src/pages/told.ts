/** How pages say days, instants and sums. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-25 16:04`, as the county's clock shows it. */
export function minuteIn(zone: string, instant: string): string {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock.format(Date.parse(instant));
}

/** `12,000.00 元` */
export const yuan = (amount: string): string => `${amount.replace(/\B(?=(\d{3})+(?!\d))/g, ',')} 元`;

export function bytes(count: number): string {
  if (count < 1_000) return `${count} 字节`;
  return count < 1_000_000 ? `${Math.round(count / 1_000)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
}
