/** Contract §1: a ledger number is never given twice. The table stands here as the count of what was taken: its lock is the database's. */
import { describe, expect, it } from '@jest/globals';
import type { Database } from '../platform/database/database.js';
import { LedgerNumbers } from './ledger-number.repository.js';

function numbersOf(): { numbers: LedgerNumbers; taken: string[]; fails: { next: boolean } } {
  const last = new Map<string, number>();
  const [taken, fails] = [[] as string[], { next: false }];
  const run = async (_asked: unknown, [town, year, count]: [string, number, number]) => {
    await Promise.resolve();
    if (fails.next) throw new Error('the database is away');
    const key = `${town}-${year}`;
    last.set(key, (last.get(key) ?? 0) + count);
    taken.push(`${key} ${count}`);
    return [{ last: String(last.get(key)) }];
  };
  return { numbers: new LedgerNumbers({ run } as unknown as Database), taken, fails };
}
const plain = (town: string, from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, at) => `${town}-2026-${String(from + at).padStart(6, '0')}`);

describe('ledger numbers', () => {
  it('begin with 1 and come one after the other, each once, block after block, whoever asks at the same time', async () => {
    const { numbers } = numbersOf();
    expect(await numbers.next('140525100', '2026')).toBe('140525100-2026-000001');
    const given = await Promise.all(Array.from({ length: 99 }, () => numbers.next('140525100', '2026')));
    expect([...given].sort()).toEqual(plain('140525100', 2, 100));
    expect(await numbers.next('140525108', '2026')).toBe('140525108-2026-000001');
    expect(await numbers.next('140525100', '2027')).toBe('140525100-2027-000001');
  });

  it('of many rows are taken at once, of each town its own', async () => {
    const { numbers, taken } = numbersOf();
    const towns = [...Array.from({ length: 25 }, () => '140525100'), ...Array.from({ length: 30 }, () => '140525108'), '140525101', undefined];
    const many = await numbers.forMany(towns, '2026');
    expect(taken).toEqual(['140525100-2026 25', '140525108-2026 30']);
    const of = async (town: string, count: number): Promise<string[]> => {
      const given: string[] = [];
      while (given.length < count) given.push(await many.next(town, '2026'));
      return given;
    };
    expect([await of('140525108', 30), await of('140525100', 25), await of('140525101', 1)]).toEqual([plain('140525108', 1, 30), plain('140525100', 1, 25), plain('140525101', 1, 1)]);
    // one row more than was foreseen, and one of another year
    expect([await many.next('140525100', '2026'), await many.next('140525100', '2027')]).toEqual(['140525100-2026-000026', '140525100-2027-000001']);
  });

  it('that could not be taken are asked for again', async () => {
    const { numbers, fails } = numbersOf();
    fails.next = true;
    await expect(numbers.next('140525100', '2026')).rejects.toThrow('away');
    fails.next = false;
    expect(await numbers.next('140525100', '2026')).toBe('140525100-2026-000001');
  });
});
