import { describe, expect, it } from '@jest/globals';
import { isOperational } from './operational.js';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('operational errors', () => {
  it('are those that may pass by themselves, however deep they are wrapped', () => {
    for (const code of ['08006', '40001', '40P01', '55P03', '57014', '53300', '57P01', 'ECONNREFUSED']) expect(isOperational(withCode(code))).toBe(true);
    expect(isOperational(new Error('x', { cause: withCode('57P03') }))).toBe(true);
    expect(isOperational(Object.assign(new Error('x'), { driverError: withCode('40001') }))).toBe(true);
    expect(isOperational(new AggregateError([withCode('ECONNREFUSED')], 'all failed'))).toBe(true);
    expect(isOperational(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it('are not our own mistakes', () => {
    for (const code of ['23505', '42601', '22P02', 'ENOENT']) expect(isOperational(withCode(code))).toBe(false);
    expect(isOperational('57P01')).toBe(false);
  });
});
