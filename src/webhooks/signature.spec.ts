import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { bears, makeSecret, signed } from './signature.js';

const body = '{"type":"hazard.closed.v1","data":{"statusLabel":"已销号"}}';

describe('a signature', () => {
  it('is what the library of the standard takes, with either secret while both are good', () => {
    const [one, other, third] = [makeSecret(), makeSecret(), makeSecret()];
    const headers = { ...signed('evt-1', Date.now(), body, [one, other]) };
    expect(new Webhook(one).verify(body, headers)).toEqual(JSON.parse(body));
    expect(new Webhook(other).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(third).verify(body, headers)).toThrow();
    expect(() => new Webhook(one).verify(body.replace('closed', 'voided'), headers)).toThrow();
    expect(() => new Webhook(one).verify(body, { ...headers, 'webhook-id': 'evt-2' })).toThrow();
  });

  it('is the one of the standard for these inputs', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const at = 1_614_265_330;
    expect(signed('msg_p5jXN8AQM9LWM0D4loKWxJek', at * 1_000, '{"test": 2432232314}', [secret])['webhook-signature'])
      .toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is known again, and a changed one is not', () => {
    const secret = makeSecret();
    const headers = signed('evt-1', Date.now(), body, [makeSecret(), secret]);
    expect(bears(headers, body, secret)).toBe(true);
    expect(bears(headers, `${body} `, secret)).toBe(false);
    expect(bears({ ...headers, 'webhook-signature': 'v1,AAAA v2,x  ' }, body, secret)).toBe(false);
    expect(bears(headers, body, makeSecret())).toBe(false);
  });

  it('secrets are 32 bytes and never the same', () => {
    expect(makeSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(makeSecret()).not.toBe(makeSecret());
  });
});
