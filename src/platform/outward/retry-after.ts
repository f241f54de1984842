/** A receiver may ask for a pause, not for ever. */
const RETRY_AFTER_MAX_MS = 24 * 3_600_000;

/** `Retry-After` in milliseconds: seconds, or a date; 0 where it is absent, past or makes no sense. */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  const text = header?.trim() ?? '';
  const askedMs = /^\d{1,15}$/.test(text) ? Number(text) * 1_000 : /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) - nowMs : 0;
  return Number.isNaN(askedMs) ? 0 : Math.min(Math.max(0, askedMs), RETRY_AFTER_MAX_MS);
}
