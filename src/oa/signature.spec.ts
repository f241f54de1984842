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

  it('says which secret is missing, and not what the others are', () => {
    expect(() => signed({ kind: 'TIF', paasId: 'paasId' }, { ...signing, secrets: { apiSecret: 'of-the-county' } })).toThrow(/^the channel lacks s.tifToken$/);
  });
});
