import { describe, expect, it } from '@jest/globals';
import type { Compared } from './run.input.js';
import { SharedTexts } from './run.texts.js';

const row = (externalRef: string, said: Partial<Compared> = {}): Compared => ({
  side: 'COUNTY', number: 1, key: `COUNTY:${externalRef}`, externalRef, hazardId: null, enterpriseId: null, enterpriseName: '示例厂', creditCode: null, townCode: null, town: '南村镇',
  sector: 'OTHER', level: 'MAJOR', description: '炉前坑积水', location: null, basisClause: null, foundOn: '2026-11-10', status: 'OPEN', closedOn: null, inspectors: [], pending: false, sameAs: null, ...said,
});

describe('rows that share their texts', () => {
  it('say what they said, in the same lists where the lists are the same', () => {
    const texts = new SharedTexts();
    const typed = () => [row('X1', { inspectors: ['甲', '丙'] }), row('X2', { inspectors: ['甲', '乙'], town: '巴公镇' }), row('X3', { inspectors: ['甲', '丙'] })];
    const shared = typed().map((one) => texts.share(one));
    expect(shared).toEqual(typed());
    expect(shared[0]?.inspectors).toBe(shared[2]?.inspectors);
    expect(shared[1]?.inspectors).not.toBe(shared[0]?.inspectors);
  });
});
