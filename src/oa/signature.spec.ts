/** Fixed inputs, exact headers; the expected digests were made with openssl, not with this code. */
import { describe, expect, it } from '@jest/globals';
import { signed } from './signature.js';
import type { Signing } from './signature.js';

const signing: Signing = {
  method: 'GET', path: '/tc/v2/openapi/task/create.json', fields: { subject: '重大隐患待确认', bizTaskId: 'HL140525-1' }, body: '',
  atMs: Date.UTC(2026, 10, 25, 8, 4, 5, 6), nonce: '1234567890123456', secrets: { apiKey: 'ledger-app', apiSecret: 'of-the-county', tifToken: 'tif-token' },
  named: { address: '10.1.2.3', mac: '00:16:3e:00:00:01', paasId: 'ledger' },
};

describe('signatures', () => {
  it('专有钉钉: METHOD, timestamp, nonce, path and the sorted parameters, line by line', () => {
    expect(signed({ kind: 'HMAC_PATH', address: 'address', mac: 'mac' }, signing).headers).toEqual({
      apiKey: 'ledger-app', 'X-Hmac-Auth-Timestamp': '2026-11-25T16:04:05.006+08:00', 'X-Hmac-Auth-Nonce': '1234567890123456', 'X-Hmac-Auth-Version': '1.0',
      'X-Hmac-Auth-IP': '10.1.2.3', 'X-Hmac-Auth-MAC': '00:16:3e:00:00:01', 'X-Hmac-Auth-Signature': 'OAXabmTQ+w3+MjCKGOdMMgCybSlL7VPoDeGv5dzGT8Q=',
    });
  });

  it('专有钉钉 without parameters: no fifth line', () => {
    expect(signed({ kind: 'HMAC_PATH', address: 'address', mac: 'mac' }, { ...signing, method: 'POST', path: '/gettoken.json', fields: {} }).headers['X-Hmac-Auth-Signature']).toBe('o/x3TBKA+njwruxQ7a9oqZEZmj4BZ2rfE/GQfxzp0HA=');
  });

  it('TIF: timestamp, token, nonce, timestamp', () => {
    expect(signed({ kind: 'TIF', paasId: 'paasId' }, signing).headers).toEqual({
      'x-tif-paasid': 'ledger', 'x-tif-timestamp': '1795593845', 'x-tif-nonce': '1234567890123456', 'x-tif-signature': '0951826bd1b226cfea3d6b3ee4816e1ac89ffb39f09f55c8db82097444668c95',
    });
  });

  it('of one\'s own: time, nonce, method, path and body, by the site\'s secret or that of the channel\'s sign-on; where no gateway token is given', () => {
    const posted = { ...signing, method: 'POST', path: '/todos', body: '{"id":"HL140525-1"}', secrets: { ssoSecret: 'sso_of-the-county' } };
    const own = { 'X-Ledger-Timestamp': '1795593845', 'X-Ledger-Nonce': '1234567890123456', 'X-Ledger-Signature': 'sha256=6423e20f265a6960ddaa10ca80ce965c63fe9c1c593fc685d179091e58a901fb' };
    expect(signed({ kind: 'BODY_HMAC' }, posted).headers).toEqual(own);
    expect(signed({ kind: 'TIF', paasId: 'paasId', otherwise: 'BODY_HMAC' }, posted).headers).toEqual(own);
    expect(signed({ kind: 'BODY_HMAC' }, { ...posted, secrets: { ...posted.secrets, appSecret: 'of-the-site' } }).headers['X-Ledger-Signature']).toBe('sha256=b88cb49addffcfe078005cb834d73620ad4aa7810042b02cd30a6b4c8db4db83');
    expect(Object.keys(signed({ kind: 'TIF', paasId: 'paasId', otherwise: 'BODY_HMAC' }, { ...posted, secrets: { tifToken: 't' } }).headers)).toContain('x-tif-signature');
  });

  it('says which secret is missing, and not what the others are', () => {
    expect(() => signed({ kind: 'TIF', paasId: 'paasId' }, { ...signing, secrets: { apiSecret: 'of-the-county' } })).toThrow(/^the channel lacks s.tifToken$/);
  });
});
