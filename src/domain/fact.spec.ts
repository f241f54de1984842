import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical, CHAIN_START, sealFact, sha256 } from './fact.js';
import type { FactContent } from './fact.js';

const CONTENT: FactContent = {
  objectKind: 'HAZARD', objectId: '01a199c9-404c-7337-bb84-c5b0ffb78bcb', countyCode: '140525', move: 'register', at: '2026-11-20T02:00:00.000Z',
  actor: { kind: 'PERSON', id: 'p', name: '甲', organisationId: 'o', organisation: '示例', role: 'OPERATOR' }, onBehalfOf: null, address: '127.0.0.1',
  requestId: 'r', from: null, to: 'REPORTED', opinion: null, contentHash: null, stateHash: null, detail: { ledgerNo: '140525100-2026-000001' },
};

describe('a fact', () => {
  it('is the next link of its chain: its hash covers its bytes, its bytes name the one before', () => {
    const first = sealFact(CONTENT, { version: 0, hash: CHAIN_START });
    const second = sealFact({ ...CONTENT, move: 'sign' }, first);
    expect(first).toMatchObject({ version: 1, previousHash: CHAIN_START, hash: sha256(first.body) });
    expect(second).toMatchObject({ version: 2, previousHash: first.hash });
    expect(JSON.parse(second.body)).toMatchObject({ version: 2, previousHash: first.hash, move: 'sign' });
  });

  it('is these bytes with this hash, for whoever checks it without us', () => {
    const { body, hash } = sealFact(CONTENT, { version: 0, hash: CHAIN_START });
    expect(body).toBe('{"actor":{"id":"p","kind":"PERSON","name":"甲","organisation":"示例","organisationId":"o","role":"OPERATOR"},"address":"127.0.0.1","at":"2026-11-20T02:00:00.000Z",'
      + '"contentHash":null,"countyCode":"140525","detail":{"ledgerNo":"140525100-2026-000001"},"from":null,"move":"register","objectId":"01a199c9-404c-7337-bb84-c5b0ffb78bcb",'
      + `"objectKind":"HAZARD","onBehalfOf":null,"opinion":null,"previousHash":"${'0'.repeat(64)}","requestId":"r","stateHash":null,"to":"REPORTED","version":1}`);
    expect(hash).toBe('20c878732e3f528a1611a60875c4fa1b51c5d3b7f11a48e0517ae1c0e4528ab5'); // sha256sum of the line above
  });

  it('has another hash for every change of what it says', () => {
    const of = (change: Partial<FactContent>) => sealFact({ ...CONTENT, ...change }, { version: 0, hash: CHAIN_START }).hash;
    const all = [
      of({}), of({ at: '2026-11-20T02:00:00.001Z' }), of({ opinion: '同意' }), of({ to: null }), of({ detail: {} }), of({ from: 'REPORTED' }), of({ move: 'patch' }), of({ objectId: 'other' }), of({ objectKind: 'AREA' }),
      of({ countyCode: '140524' }), of({ contentHash: 'a' }), of({ stateHash: 'a' }), of({ onBehalfOf: { id: 'q', name: '乙' } }), of({ address: '127.0.0.2' }), of({ requestId: 's' }), of({ actor: { ...CONTENT.actor, role: 'PRINCIPAL' } }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is written the same whatever the order of its members (RFC 8785)', () => {
    expect(canonical({ b: 1, a: ['中', 0.1] })).toBe('{"a":["中",0.1],"b":1}');
    expect(() => canonical(undefined)).toThrow(TypeError);
  });

  it('is written as the library writes it, whatever is in it', () => {
    const names = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('1', '10', '9', 'é', '\u20ac', '__proto__', 'toJSON', 'b', 'a', 'b\na', 'a\nb'));
    const anything = fc.object({ key: names, values: [fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined)], withNullPrototype: true });
    const outcome = (write: () => string | undefined): string => {
      try {
        return String(write());
      } catch (error) {
        return (error as Error).message;
      }
    };
    fc.assert(fc.property(anything, (one) => outcome(() => canonical(one)) === outcome(() => canonicalize(one))), { numRuns: 2_000 });
    for (const odd of ['\ud800', 'a\\ud800', NaN, [undefined, Infinity], { b: '\udc00', a: -0 }, new Date(0), { at: new Date(0) }, { 2: 1, 10: 2, b: 3, a: [{ d: 1, c: 2 }] },
      { b: 1, a: 2 }, { 'b\na': 1 }, { 'b\na': 1, c: 2 }, { b: 1, 'a\nc': 2 }, { b: 1, a: 2, c: 3 }, { 'b\na': 1, c: 2 }]) {
      expect(outcome(() => canonical(odd))).toBe(outcome(() => canonicalize(odd)));
    }
  });
});
