import { describe, expect, it } from '@jest/globals';
import { Passwords, weaknesses } from './passwords.js';

describe('passwords', () => {
  const passwords = new Passwords();

  it('are kept as argon2id and match themselves only', async () => {
    const kept = await passwords.hash('correct-horse-battery');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.matches('correct-horse-battery', kept)).toBe(true);
    expect(await passwords.matches('correct-horse-batterz', kept)).toBe(false);
  });

  it('typed full-width are the same password', async () => {
    expect(await passwords.matches('ａｂｃ-correct-1', await passwords.hash('abc-correct-1'))).toBe(true);
  });

  it('never match where there is no account', async () => {
    expect(await passwords.matches('correct-horse-battery', null)).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ['nine characters', '123456789', true],
    ['ten', '1234567890', false],
    ['ten Chinese ones', '安全生产隐患台账口令', false],
    ['128', 'x'.repeat(128), false],
    ['129', 'x'.repeat(129), true],
    ['the user name in it', 'my-NANCUN.inspector-1', true],
  ])('of %s', (_, password, weak) => {
    expect(weaknesses(password, 'nancun.inspector', 'password')).toEqual(weak ? [{ code: 'PASSWORD_TOO_WEAK', path: 'password' }] : []);
  });
});
