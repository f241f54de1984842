import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { IsString, validateSync } from 'class-validator';
import fc from 'fast-check';
import { FiveInPlaceDto, RegisterHazardDto } from '../../hazards/hazard.dto.js';
import { Text } from './fields.js';
import { instanceFrom } from './instance.js';
import { isSound } from './soundness.js';

const SOUND = {
  enterpriseId: '01a199c9-404c-7337-bb84-c5b0ffb78bcb', level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT', description: '护栏缺失',
  foundOn: '2026-11-20', foundBy: [{ name: '甲' }, { name: '乙', post: '安全员' }], owner: { name: '丙', phone: '13800005678' }, deadline: '2026-12-30', externalRef: 'A-1', campaignIds: [],
};
const ODD = [undefined, null, '', ' ', 0, true, [], {}, [{}], [null], [[]], '2026-02-30', 'x'.repeat(3_000), { name: '' }, { name: '甲', more: 1 }, [{ name: '甲', more: 1 }], '\u0000', [{ name: 1 }], new Date(0)];

/** What the library alone would say: strict, as `checked` asks it. */
const faultless = (instance: object): boolean => validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }).length === 0;

describe('soundness', () => {
  it('is seen in what is sound, parts and lists of parts too', () => {
    expect(isSound(instanceFrom(RegisterHazardDto, SOUND))).toBe(true);
    expect(isSound(instanceFrom(FiveInPlaceDto, { measures: '加装护栏', funds: { amountYuan: '1.00', source: '自筹' } }))).toBe(true);
  });

  it('is never seen where the library finds fault, whatever was sent', () => {
    const fields = [...Object.keys(SOUND), 'location', 'basisClause', 'enterprise', 'repeatOf', 'operationsSuspended', 'unknown'];
    const changes = fc.array(fc.tuple(fc.constantFrom(...fields), fc.constantFrom(...ODD)), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(changes, (changed) => {
      const instance = instanceFrom(RegisterHazardDto, { ...SOUND, ...Object.fromEntries(changed) });
      return !isSound(instance) || faultless(instance);
    }), { numRuns: 2_000 });
  });

  it('is not sure of a class with rules of the library itself, of none, of an object of no class', () => {
    class Mixed {
      @Text(1, 9) name = '甲';
      @IsString() other = '乙';
    }
    class Bare {
      name = '甲';
    }
    for (const one of [new Mixed(), new Bare(), {}, Object.create(null) as object, { constructor: RegisterHazardDto.name }]) expect(isSound(one)).toBe(false);
  });
});
