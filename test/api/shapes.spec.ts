/** docs/openapi.json against contract §1: what every answer and every list has in common. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkedIn } from '../support/documented.js';
import { exceptionsOf, listsOf, queryOf } from '../support/lists.js';

const document = checkedIn();
const SOURCE = resolve(import.meta.dirname, '../../src');

describe('every list', () => {
  it('takes limit, cursor and count', () => {
    const without = listsOf(document).map((one) => [one.name, ...['limit', 'cursor', 'count'].filter((name) => !queryOf(document, one).includes(name))]);
    expect(without.length).toBeGreaterThan(30);
    expect(without.filter(([, ...missing]) => missing.length > 0)).toEqual([]);
    expect(exceptionsOf(document)).toEqual([]);
  });
});

describe('the schemas', () => {
  /** The document names a schema after its class: of two classes of one name, only one would be shown. */
  it('are of one class each', () => {
    const names = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(view|dto)\.ts$/.test(path))
      .flatMap((path) => [...readFileSync(join(SOURCE, path), 'utf8').matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(([, name = '']) => name));
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
