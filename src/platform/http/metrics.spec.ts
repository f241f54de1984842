import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { mayReadFigures } from './metrics.js';

const token = 'f'.repeat(40);
const from = (address: string, headers: Record<string, string> = {}) => ({ asked: { address }, headers }) as unknown as Request;

describe('the figures', () => {
  const production = mayReadFigures({ sandbox: false, metricsToken: token });

  it.each([
    ['this machine', from('127.0.0.1'), true],
    ['this machine, IPv6', from('::1'), true],
    ['elsewhere', from('10.0.0.7'), false],
    ['elsewhere, through a proxy on this machine', from('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }), false],
    ['elsewhere with the token', from('10.0.0.7', { authorization: `Bearer ${token}` }), true],
    ['elsewhere with another', from('10.0.0.7', { authorization: 'Bearer wrong' }), false],
  ])('in production, from %s', (_, request, may) => expect(production(request)).toBe(may));

  it('have no token that is empty, and are open in the sandbox', () => {
    expect(mayReadFigures({ sandbox: false, metricsToken: null })(from('10.0.0.7', { authorization: 'Bearer ' }))).toBe(false);
    expect(mayReadFigures({ sandbox: true, metricsToken: null })(from('10.0.0.7'))).toBe(true);
  });
});
