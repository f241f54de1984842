import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { personOf } from './ticket.js';

const CHANNEL = '019a9f00-0000-7000-8000-000000000801';
const SECRET = 'sso_of-the-county';
const AT = 1_795_593_845_000;
const NONCE = 'a1b2c3d4e5f60718';
function ticket(changes: Partial<{ person: string; at: number; channel: string; secret: string }> = {}): string {
  const { person = '张三', at = AT, channel = CHANNEL, secret = SECRET } = changes;
  const named = Buffer.from(person).toString('base64url');
  return `${named}.${at}.${NONCE}.${createHmac('sha256', secret).update(`${channel}\n${named}\n${at}\n${NONCE}`).digest('hex')}`;
}

describe('tickets', () => {
  it('name the person, for a minute', () => {
    expect([0, 59_999, 60_000].map((late) => personOf(ticket(), CHANNEL, SECRET, AT + late))).toEqual(['张三', '张三', '张三']);
    expect([60_001, -5_001].map((late) => personOf(ticket(), CHANNEL, SECRET, AT + late))).toEqual([null, null]);
  });

  it('of a known vector', () => {
    expect(personOf(`emhhbmdzYW4.${AT}.${NONCE}.94515ab882537f714f311db0379910e5f25d2e79e4901105138835bd60c365fd`, CHANNEL, SECRET, AT)).toBe('zhangsan');
  });

  it.each([
    ['another channel', ticket({ channel: '019a9f00-0000-7000-8000-000000000802' })],
    ['another secret', ticket({ secret: 'x' })],
    ['another person', ticket().replace(/^[^.]+/, Buffer.from('李四').toString('base64url'))],
    ['another time', ticket().replace(String(AT), String(AT + 1))],
    ['another nonce', ticket().replace(NONCE, 'b1b2c3d4e5f60718')],
    ['a cut signature', ticket().slice(0, -2)],
    ['nothing', ''],
  ])('bound to channel, secret, person, time and nonce: %s', (_, one) => {
    expect(personOf(one, CHANNEL, SECRET, AT)).toBeNull();
  });
});
