import { describe, expect, it } from '@jest/globals';
import type { Config } from '../config/config.js';
import { FieldSeal, maskPhone } from './field-seal.js';

const keys = (...ids: string[]): Config => ({ fieldKeys: new Map(ids.map((id, at) => [id, Buffer.alloc(32, at + 1)])) }) as unknown as Config;

describe('a sealed field', () => {
  it('opens to what was sealed, and never looks the same twice', () => {
    const seal = new FieldSeal(keys('a'));
    const [one, other] = [seal.seal('13800005678'), seal.seal('13800005678')];
    expect([seal.open(one), seal.open(other), one === other, one.includes('13800005678')]).toEqual(['13800005678', '13800005678', false, false]);
  });

  it('is sealed by the first key, and opens by any that is kept', () => {
    const sealed = new FieldSeal(keys('a')).seal('文字');
    const after = new FieldSeal({ fieldKeys: new Map([['b', Buffer.alloc(32, 9)], ['a', Buffer.alloc(32, 1)]]) } as unknown as Config);
    expect([after.open(sealed), after.seal('文字').split('.')[0]]).toEqual(['文字', 'b']);
    expect(() => new FieldSeal(keys('b')).open(sealed)).toThrow('field key a is unknown');
  });

  it('of which a byte was changed is an error, never garbage', () => {
    const seal = new FieldSeal(keys('a'));
    const parts = seal.seal('13800005678').split('.');
    for (const at of [1, 2, 3]) {
      const [first = ''] = parts[at] ?? '';
      expect(() => seal.open(parts.map((part, index) => (index === at ? `${first === 'A' ? 'B' : 'A'}${part.slice(1)}` : part)).join('.'))).toThrow();
    }
  });
});

it('a mask shows the first three and the last four of a whole number, and nothing of a short one', () => {
  expect(['13800005678', '03562020', '2020120', '110', ''].map(maskPhone)).toEqual(['138****5678', '035****2020', '*******', '***', '']);
});
