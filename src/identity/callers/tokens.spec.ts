import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Config } from '../../platform/config/config.js';
import { Wall } from '../../platform/clock/wall.js';
import { ACCESS_TOKEN_SECONDS, Tokens } from './tokens.js';

const SECRET = 'a-secret-of-the-tests-that-is-long-enough';
const config = new Config({
  SANDBOX: 'true', DATABASE_URL: 'postgresql://none', DATA_DIR: '/nowhere', TOKEN_SECRET: SECRET, KEY_PEPPER: SECRET, CURSOR_SECRET: SECRET,
  FIELD_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
});
const claims = { userId: '019aa0b2-7c00-7000-8000-000000000002', sessionId: '019aa0b2-7c00-7000-8000-000000000003' };

class StoppedWall extends Wall {
  constructor(public ms: number) {
    super();
  }
  override nowMs(): number {
    return this.ms;
  }
}

const coded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part = ''): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/** The token with other contents, signed with the right secret: what only a leak or a fault of ours could make. */
function resigned(token: string, header: object, payload: object): string {
  const [oldHeader, oldPayload] = token.split('.').slice(0, 2).map(decoded);
  const input = `${coded({ ...oldHeader, ...header })}.${coded({ ...oldPayload, ...payload })}`;
  return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`;
}

describe('access tokens', () => {
  const begun = 1_795_000_000_000;
  const wall = new StoppedWall(begun);
  const tokens = new Tokens(config, wall);

  it('name the user and the session, and nothing about them', async () => {
    const token = await tokens.issue(claims);
    expect(await tokens.read(token)).toEqual(claims);
    expect(Object.keys(decoded(token.split('.')[1])).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'nbf', 'sid', 'sub']);
  });

  it('end after 15 minutes', async () => {
    const token = await tokens.issue(claims);
    wall.ms = begun + ACCESS_TOKEN_SECONDS * 1000 - 1;
    expect(await tokens.read(token)).toEqual(claims);
    wall.ms = begun + ACCESS_TOKEN_SECONDS * 1000;
    expect(await tokens.read(token)).toBeNull();
    wall.ms = begun;
  });

  it('signed anew with the same contents are good: the forgeries below fail for their own reason', async () => {
    expect(await tokens.read(resigned(await tokens.issue(claims), {}, {}))).toEqual(claims);
  });

  const now = begun / 1000;
  it.each<[string, (token: string) => string]>([
    ['no algorithm', (token) => `${coded({ alg: 'none', typ: 'at+jwt' })}.${token.split('.')[1]}.`],
    ['no algorithm, but our key id', (token) => `${coded({ ...decoded(token.split('.')[0]), alg: 'none' })}.${token.split('.')[1]}.`],
    ['a swapped algorithm', (token) => resigned(token, { alg: 'HS512' }, {})],
    ['an asymmetric algorithm', (token) => resigned(token, { alg: 'RS256' }, {})],
    ['another audience', (token) => resigned(token, {}, { aud: 'another' })],
    ['another issuer', (token) => resigned(token, {}, { iss: 'another' })],
    ['not valid yet', (token) => resigned(token, {}, { nbf: now + 60 })],
    ['an unknown key id', (token) => resigned(token, { kid: 'another' }, {})],
    ['no key id', (token) => resigned(token, { kid: undefined }, {})],
    ['another type', (token) => resigned(token, { typ: 'JWT' }, {})],
    ['no expiry', (token) => resigned(token, {}, { exp: undefined })],
    ['no session', (token) => resigned(token, {}, { sid: undefined })],
    ['a critical extension', (token) => resigned(token, { crit: ['x'], x: 1 }, {})],
    ['a stripped signature', (token) => `${token.split('.').slice(0, 2).join('.')}.`],
    ['no signature part', (token) => token.split('.').slice(0, 2).join('.')],
    ['changed contents', (token) => [token.split('.')[0], coded({ ...decoded(token.split('.')[1]), sub: 'another' }), token.split('.')[2]].join('.')],
    ['nothing', () => ''],
    ['rubbish', () => 'a.b.c'],
  ])('with %s are none', async (_, forge) => {
    expect(await tokens.read(forge(await tokens.issue(claims)))).toBeNull();
  });
});
