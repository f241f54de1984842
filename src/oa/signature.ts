/** How requests are signed (oa-dialects §1.4, §1.5); times, nonces and secrets are arguments, so that vectors can be fixed. */
import { createHash, createHmac } from 'node:crypto';
import type { Signature } from './dialect.js';
import { ProfileFault } from './template.js';

export interface Signing {
  method: string;
  path: string;
  /** Query and form fields, as they are before encoding. */
  fields: Readonly<Record<string, string>>;
  body: string;
  atMs: number;
  nonce: string;
  secrets: Readonly<Record<string, string>>;
  /** `p.address` and the like, already filled. */
  named: Readonly<Record<string, string>>;
}

const hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const sortedPairs = (fields: Readonly<Record<string, string>>): string =>
  Object.keys(fields).sort().map((key) => `${key}=${fields[key] ?? ''}`).join('&');

/** Headers to add; fields to add. Throws where a secret is missing. */
export function signed(signature: Signature, signing: Signing): { headers: Record<string, string>; fields: Record<string, string> } {
  switch (signature.kind) {
    case 'NONE': return { headers: {}, fields: {} };
    case 'BASIC': {
      const account = Buffer.from(`${secret(signing, 'user')}:${secret(signing, 'password')}`, 'utf8').toString('base64');
      return { headers: { Authorization: `Basic ${account}` }, fields: {} };
    }
    case 'HMAC_PATH': return { headers: hmacPath(signature, signing), fields: {} };
    case 'TIF': return { headers: signing.secrets['tifToken'] || signature.otherwise === undefined ? tif(signature, signing) : bodyHmac(signing), fields: {} };
    case 'SORTED_DIGEST': {
      const text = `${sortedPairs(signing.fields)}${secret(signing, signature.secretName)}`;
      return { headers: {}, fields: { [signature.field]: hex(text) } };
    }
    case 'BODY_HMAC': return { headers: bodyHmac(signing), fields: {} };
  }
}

/** By the secret that the site gave, or by the one it was shown when the channel was made. */
function bodyHmac(signing: Signing): Record<string, string> {
  const stamp = String(Math.floor(signing.atMs / 1_000));
  const key = signing.secrets['appSecret'] || secret(signing, 'ssoSecret');
  const mac = createHmac('sha256', key).update([stamp, signing.nonce, signing.method, signing.path, signing.body].join('\n'), 'utf8').digest('hex');
  return { 'X-Ledger-Timestamp': stamp, 'X-Ledger-Nonce': signing.nonce, 'X-Ledger-Signature': `sha256=${mac}` };
}

/** METHOD\nTIMESTAMP\nNONCE\nPATH, and the sorted parameters where there are any; HMAC-SHA256, base64. */
function hmacPath({ address, mac }: { address: string; mac: string }, signing: Signing): Record<string, string> {
  const timestamp = `${new Date(signing.atMs + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`;
  const pairs = sortedPairs(signing.fields);
  const text = [signing.method, timestamp, signing.nonce, signing.path, ...(pairs ? [pairs] : [])].join('\n');
  return {
    apiKey: secret(signing, 'apiKey'),
    'X-Hmac-Auth-Timestamp': timestamp, 'X-Hmac-Auth-Nonce': signing.nonce, 'X-Hmac-Auth-Version': '1.0',
    'X-Hmac-Auth-IP': parameter(signing, address), 'X-Hmac-Auth-MAC': parameter(signing, mac),
    'X-Hmac-Auth-Signature': createHmac('sha256', secret(signing, 'apiSecret')).update(text, 'utf8').digest('base64'),
  };
}

/** SHA256(timestamp + token + nonce + timestamp), seconds. */
function tif({ paasId }: { paasId: string }, signing: Signing): Record<string, string> {
  const timestamp = String(Math.floor(signing.atMs / 1_000));
  return {
    'x-tif-paasid': parameter(signing, paasId), 'x-tif-timestamp': timestamp, 'x-tif-nonce': signing.nonce,
    'x-tif-signature': hex(`${timestamp}${secret(signing, 'tifToken')}${signing.nonce}${timestamp}`),
  };
}

function secret({ secrets }: Signing, name: string): string {
  const value = secrets[name];
  if (!value) throw new ProfileFault(`s.${name}`);
  return value;
}

function parameter({ named }: Signing, name: string): string {
  const value = named[name];
  if (!value) throw new ProfileFault(`p.${name}`);
  return value;
}
