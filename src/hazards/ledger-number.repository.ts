import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';

/** Numbers a process takes at once: gaps are allowed, no lock is held until a commit (house, hard parts). */
const BLOCK = 20;

const TAKE = statement<{ last: string }>('ledger_number_take', `
  insert into ledger_number (town_code, year, next_number) values ($1, $2, $3::bigint + 1)
  on conflict (town_code, year) do update set next_number = ledger_number.next_number + $3::bigint
  returning next_number - 1 as last`);

interface Block { next: number; last: number }
/** A registration of so many rows takes its numbers at once; few take them one by one. */
const MANY = 20;

export interface Numbering { next(townCode: string, year: string): Promise<string> }
/** For what is taken back afterwards. */
export const NO_NUMBERS: Numbering = { next: () => Promise.resolve('') };

/** `<town code>-<year>-<6 or more digits>`: no repeats, never reused, kept when areas change (contract §1). */
@Injectable()
export class LedgerNumbers implements Numbering {
  private readonly blocks = new Map<string, Promise<Block>>();
  /** Taken while the block before it still lasts: no registration waits for one. */
  private readonly ahead = new Map<string, Promise<Block>>();

  constructor(private readonly database: Database) {}

  async next(townCode: string, year: string): Promise<string> {
    const key = `${townCode}-${year}`;
    for (;;) {
      const taken = this.blocks.get(key) ?? this.begin(key, townCode, year);
      const block = await taken;
      if (block.last - block.next === BLOCK >> 1) void keep(this.ahead, key, this.take(townCode, year));
      if (block.next <= block.last) return `${key}-${String(block.next++).padStart(6, '0')}`;
      if (this.blocks.get(key) === taken) this.blocks.delete(key);
    }
  }

  /** For rows of these towns: as many numbers as there are rows, in one statement a town. */
  async forMany(townCodes: readonly (string | undefined)[], year: string): Promise<Numbering> {
    const counts = new Map<string, number>();
    for (const town of townCodes) if (town !== undefined) counts.set(town, (counts.get(town) ?? 0) + 1);
    const taken = new Map<string, Block>();
    for (const [town, count] of counts) if (count >= MANY) taken.set(town, await this.take(town, year, count));
    return {
      next: async (town, ofYear) => {
        const block = ofYear === year ? taken.get(town) : undefined;
        return block && block.next <= block.last ? `${town}-${year}-${String(block.next++).padStart(6, '0')}` : this.next(town, ofYear);
      },
    };
  }

  private begin(key: string, townCode: string, year: string): Promise<Block> {
    const block = this.ahead.get(key) ?? this.take(townCode, year);
    this.ahead.delete(key);
    return keep(this.blocks, key, block);
  }

  private async take(townCode: string, year: string, count = BLOCK): Promise<Block> {
    const [row] = await this.database.run(TAKE, [townCode, Number(year), count]);
    const last = Number(row?.last);
    return { next: last - count + 1, last };
  }
}

/** One that could not be taken is forgotten: whoever comes next tries again. */
function keep(blocks: Map<string, Promise<Block>>, key: string, block: Promise<Block>): Promise<Block> {
  blocks.set(key, block);
  block.catch(() => {
    if (blocks.get(key) === block) blocks.delete(key);
  });
  return block;
}
