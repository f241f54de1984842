/** Security S21: what a production process refuses to start with. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Config, ConfigFault } from './config.js';
import type { Environment } from './config.js';

const secret = (): string => randomBytes(24).toString('base64');
const SOUND: Environment = {
  DATABASE_URL: 'postgresql://none', DATA_DIR: '/nowhere', TOKEN_SECRET: secret(), KEY_PEPPER: secret(), CURSOR_SECRET: secret(), FIELD_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};
const faultsOf = (change: Environment): string[] => {
  try {
    new Config({ ...SOUND, ...change });
    return [];
  } catch (error) {
    return (error as ConfigFault).faults.map((fault) => fault.split('：')[0] ?? '');
  }
};

describe('in production', () => {
  it('no account of the demonstration has a password, and no secret is one of an example, too short, or missing', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ DEMO_PASSWORD: 'correct-horse-battery' })).toEqual(['DEMO_PASSWORD']);
    for (const name of ['TOKEN_SECRET', 'KEY_PEPPER', 'CURSOR_SECRET']) {
      for (const bad of [`demo-${secret()}`, `change-me-${secret()}`, `示例${secret()}`, 'x'.repeat(31), undefined]) expect([bad, faultsOf({ [name]: bad })]).toEqual([bad, [name]]);
    }
    expect([faultsOf({ FIELD_KEYS: 'k1:c2hvcnQ=' }), faultsOf({ METRICS_TOKEN: 'x'.repeat(31) })]).toEqual([['FIELD_KEYS'], ['METRICS_TOKEN']]);
  });

  it('nothing is a sandbox that was not called one', () => {
    expect([new Config(SOUND).sandbox, faultsOf({ SANDBOX: 'yes' })]).toEqual([false, ['SANDBOX']]);
    expect(faultsOf({ SANDBOX: 'true', DEMO_PASSWORD: 'correct-horse-battery', TOKEN_SECRET: `demo-${secret()}` })).toEqual([]);
  });
});
