/** Signatures as the vendors describe them, made here once more so that what is sent can be checked: fixed inputs, exact values. */
import { createHash, createHmac } from 'node:crypto';

export interface Signing { secret: string; method: string; timestamp: string; nonce: string; path: string; parameters: Readonly<Record<string, string>> }

/** 专有钉钉: base64(HMAC-SHA256(secret, METHOD\nTIMESTAMP\nNONCE\nPATH[\nsorted k=v&…])). */
export function privateDingtalkSignature({ secret, method, timestamp, nonce, path, parameters }: Signing): string {
  const sorted = Object.entries(parameters).map(([name, value]) => `${name}=${value}`).sort().join('&');
  const text = [method, timestamp, nonce, path, ...(sorted ? [sorted] : [])].join('\n');
  return createHmac('sha256', secret).update(text, 'utf8').digest('base64');
}

/** TIF (province gateways): SHA256(timestamp + token + nonce + timestamp), in hexadecimal. */
export const tifSignature = (timestamp: string, token: string, nonce: string): string =>
  createHash('sha256').update(`${timestamp}${token}${nonce}${timestamp}`, 'utf8').digest('hex');
