import { describe, expect, it } from '@jest/globals';
import type { Response } from 'express';
import type { Refused } from '../../domain/refusal.js';
import { RateLimits } from './rate-limit.js';

const response = { setHeader: () => undefined } as unknown as Response;
const codeOf = (work: Promise<void>): Promise<string> => work.then(() => 'passed', (error: Refused) => error.code);

describe('whoever guesses credentials', () => {
  const limits = new RateLimits({ person: 9, key: 3, signIn: 9 });
  const guess = (address: string) => codeOf(limits.count(response, 'guess', address));
  const look = (address: string) => codeOf(limits.refuseOver(response, 'guess', address));

  it('is not even looked up any more once his address has used up what it had', async () => {
    for (let n = 0; n < 3; n += 1) expect([await look('1.1.1.1'), await guess('1.1.1.1')]).toEqual(['passed', 'passed']);
    expect([await look('1.1.1.1'), await guess('1.1.1.1')]).toEqual(['passed', 'TOO_MANY_REQUESTS']);
    expect(await look('1.1.1.1')).toBe('TOO_MANY_REQUESTS');
    expect(await look('1.1.1.2')).toBe('passed');
  });
});
