import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';

/** Numbers a process takes at once: gaps are allowed, no lock is held until a commit (house, hard parts). */
const BLOCK = 20;

const TAKE = statement<{ last: string }>('ledger_number_take', `
  insert into ledger_number (town_code, year, next_number) values ($1, $2, $3::bigint + 1)
  on conflict (town_code, year) do update set next_number = ledger_number.next_number + $3::bigint
  returning next_number - 1 as last`);

/** A registration of so many rows takes its numbers at once; few take them one by one. */
const MANY = 20;

export interface Numbering { next(townCode: string, year: string): Promise<string> }
/** For what is taken back afterwards. */
export const NO_NUMBERS: Numbering = { next: () => Promise.resolve('') };

/** `<town code>-<year>-<6 or more digits>`: no repeats, never reused, kept when areas change (contract §1). */
@Injectable()
export class LedgerNumbers implements Numbering {
  private readonly blocks = new Map<string, Promise<{ next: number; last: number }>>();

  constructor(private readonly database: Database) {}

  async next(townCode: string, year: string): Promise<string> {
    const key = `${townCode}-${year}`;
    for (;;) {
      const taken = this.blocks.get(key) ?? this.take(key, townCode, year);
      const block = await taken;
      if (block.next <= block.last) return `${key}-${String(block.next++).padStart(6, '0')}`;
      if (this.blocks.get(key) === taken) this.blocks.delete(key);
    }
  }

  /** For rows of these towns: as many numbers as there are rows, in one statement a town. */
  async forMany(townCodes: readonly (string | undefined)[], year: string): Promise<Numbering> {
    const counts = new Map<string, number>();
    for (const town of townCodes) if (town !== undefined) counts.set(town, (counts.get(town) ?? 0) + 1);
    const taken = new Map<string, { next: number; last: number }>();
    for (const [town, count] of counts) {
      if (count < MANY) continue;
      const [row] = await this.database.run(TAKE, [town, Number(year), count]);
      taken.set(town, { next: Number(row?.last) - count + 1, last: Number(row?.last) });
    }
    return {
      next: async (town, ofYear) => {
        const block = ofYear === year ? taken.get(town) : undefined;
        return block && block.next <= block.last ? `${town}-${year}-${String(block.next++).padStart(6, '0')}` : this.next(town, ofYear);
      },
    };
  }

  private take(key: string, townCode: string, year: string): Promise<{ next: number; last: number }> {
    const taken = this.database.run(TAKE, [townCode, Number(year), BLOCK]).then(([row]) => {
      const last = Number(row?.last);
      return { next: last - BLOCK + 1, last };
    });
    taken.catch(() => this.blocks.delete(key));
    this.blocks.set(key, taken);
    return taken;
  }
}
