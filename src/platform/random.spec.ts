import { expect, it } from '@jest/globals';
import { fewRandomBytes } from './random.js';

it('gives no bytes twice, however many are asked for', () => {
  const given = Array.from({ length: 2_000 }, (_, at) => fewRandomBytes(at % 2 === 0 ? 12 : 16).toString('hex'));
  expect(new Set(given.map((one) => one.slice(0, 24))).size).toBe(2_000);
  expect(given[0]).toHaveLength(24);
  expect(given[1]).toHaveLength(32);
});
