/**
 * One-time tickets of the OA (security S08): `person.timestamp.nonce.signature`. The person is base64url of the number he has
 * in that OA, the timestamp milliseconds since 1970, the nonce 16–64 letters and digits; the signature is the hexadecimal
 * HMAC-SHA256, under the channel's ssoSecret, of channel id, person, timestamp and nonce, each on a line of its own.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const TICKET_MAX_AGE_MS = 60_000;
/** Between the OA's clock and ours. */
const AHEAD_MAX_MS = 5_000;
const FORM = /^([\w-]{1,200})\.(\d{13})\.([A-Za-z0-9]{16,64})\.([0-9a-f]{64})$/;

/** The person's number there; null for every fault, without saying which. Whether it was used before, the database knows. */
export function personOf(ticket: string, channelId: string, secret: string, nowMs: number): string | null {
  const [, person = '', stamp = '', nonce = '', signature = ''] = FORM.exec(ticket) ?? [];
  const expected = createHmac('sha256', secret).update(`${channelId}\n${person}\n${stamp}\n${nonce}`, 'utf8').digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const ageMs = nowMs - Number(stamp);
  if (ageMs > TICKET_MAX_AGE_MS || ageMs < -AHEAD_MAX_MS) return null;
  return Buffer.from(person, 'base64url').toString('utf8');
}
