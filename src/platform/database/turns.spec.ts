import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('turns', () => {
  it('lets so many work at once, the others after them in order', async () => {
    const turns = new Turns(2, 1_000);
    const told: number[] = [];
    let atOnce = 0;
    let most = 0;
    await Promise.all([0, 1, 2, 3, 4].map((number) => turns.take(async () => {
      most = Math.max(most, (atOnce += 1));
      await sleep(5);
      told.push(number);
      atOnce -= 1;
    })));
    expect([told, most]).toEqual([[0, 1, 2, 3, 4], 2]);
  });

  it('goes on after a failure', async () => {
    const turns = new Turns(1, 1_000);
    await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.take(() => Promise.resolve(1))).resolves.toBe(1);
  });

  it('refuses who waits too long, and does not lose the turn', async () => {
    const turns = new Turns(1, 10);
    let end = (): void => {};
    const first = turns.take(() => new Promise<void>((resolve) => (end = resolve)));
    await expect(turns.take(() => Promise.resolve())).rejects.toThrow(/^timeout exceeded when trying to connect/);
    end();
    await first;
    await expect(turns.take(() => Promise.resolve(2))).resolves.toBe(2);
  });
});
