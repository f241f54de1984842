/** Standard Webhooks 1.0: `v1,<base64 of HMAC-SHA256 over id.timestamp.body>`; one signature for each secret that is good. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';
/** A message may be so old or so far ahead where it is checked (Standard Webhooks: five minutes). */
export const TOLERANCE_SECONDS = 300;

export const makeSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

export interface Signed {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

export function signed(id: string, atMs: number, body: string, secrets: readonly string[]): Signed {
  const timestamp = String(Math.floor(atMs / 1_000));
  const signatures = secrets.map((secret) => signatureOf(id, timestamp, body, secret));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function signatureOf(id: string, timestamp: string, body: string, secret: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')}`;
}

/** Whether one of the signatures was made with this secret. Its age is judged apart. */
export function bears({ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': given }: Signed, body: string, secret: string): boolean {
  const expected = Buffer.from(signatureOf(id, timestamp, body, secret));
  return given.split(' ').some((one) => {
    const told = Buffer.from(one);
    return told.length === expected.length && timingSafeEqual(told, expected);
  });
}
