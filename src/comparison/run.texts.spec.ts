import { describe, expect, it } from '@jest/globals';
import type { ComparisonRowEntity } from './comparison.entity.js';
import { SharedTexts } from './run.texts.js';

const row = (externalRef: string, said: Partial<ComparisonRowEntity> = {}): ComparisonRowEntity => ({
  comparisonId: 'one', side: 'COUNTY', number: 1, key: `COUNTY:${externalRef}`, externalRef, hazardId: null, enterpriseId: null, enterpriseName: '示例厂', creditCode: null, townCode: null, town: '南村镇',
  sector: 'OTHER', level: 'MAJOR', description: '炉前坑积水', location: null, basisClause: null, foundOn: '2026-11-10', status: 'OPEN', closedOn: null, inspectors: [], pending: false, sameAs: null, flags: [], print: externalRef, ...said,
});

describe('rows that share their texts', () => {
  it('say what they said, in the same lists where the lists are the same', () => {
    const texts = new SharedTexts();
    const typed = () => [row('X1', { flags: ['TOWN_UNKNOWN', 'ENTERPRISE_UNKNOWN'] }), row('X2', { inspectors: ['甲', '乙'], town: '巴公镇' }), row('X3', { flags: ['TOWN_UNKNOWN', 'ENTERPRISE_UNKNOWN'] })];
    const shared = typed().map((one) => texts.share(one));
    expect(shared).toEqual(typed());
    expect(shared[0]?.flags).toBe(shared[2]?.flags);
    expect(shared[1]?.inspectors).not.toBe(shared[0]?.inspectors);
  });
});
