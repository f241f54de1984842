import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logging.js';

function logged(error: unknown): string {
  let said = '';
  createLogger({ logLevel: 'info' }, { write: (line) => void (said += line) }).error({ err: error }, 'request failed');
  return said;
}

describe('an error in the log', () => {
  it('of PostgreSQL says which and where, and nothing of the row that it quotes', () => {
    const quoting = Object.assign(new Error('invalid input syntax for type uuid: "金丝雀"'), { code: '22P02', detail: 'Failing row contains (金丝雀, 13900007731).', where: "unnamed portal parameter $1 = '金丝雀'", constraint: 'hazard_level' });
    expect(logged(quoting)).not.toMatch(/金丝雀|13900007731/);
    expect(JSON.parse(logged(quoting))).toMatchObject({ err: { type: 'Error', code: '22P02', constraint: 'hazard_level', stack: expect.stringContaining('logging.spec') } });
  });

  it('of ours says what went wrong; what was thrown and is none is not shown', () => {
    expect(JSON.parse(logged(new TypeError('no queue')))).toMatchObject({ err: { type: 'TypeError', message: 'no queue' } });
    expect(logged({ password: 'canary-7731' })).not.toContain('canary-7731');
  });
});
