/** What goes wrong on the way to an OA, decided by a seed: faults, and calls that sit there so long that later ones overtake them. */
import { Chance } from '../../proofs/random.js';
import { FAULTS } from './oa-server.js';
import type { OaServer } from './oa-server.js';

export interface Trouble {
  /** Of all calls; each fault as often as the others. */
  faults: number;
  /** Of all calls: held back for a moment, so that those of other todos overtake them. */
  delayed: number;
  delayMaxMs: number;
  /** Of all calls: held until the caller has given up, and carried out after that. */
  held: number;
  heldMs: [from: number, to: number];
}

/** Counts what it did. */
export function trouble(oa: OaServer, seed: number, how: Trouble): { faults: () => number; held: () => number } {
  const chance = new Chance(seed);
  let [faults, held] = [0, 0];
  const spoiled = new Set<number>();
  oa.delays = (_, index) => {
    if (chance.draw() < how.held) {
      held += 1;
      spoiled.add(index);
      return how.heldMs[0] + chance.draw() * (how.heldMs[1] - how.heldMs[0]);
    }
    return chance.draw() < how.delayed ? chance.draw() * how.delayMaxMs : 0;
  };
  oa.faults = (_, index) => {
    if (spoiled.has(index) || chance.draw() >= how.faults) return null;
    faults += 1;
    return chance.of(FAULTS);
  };
  return { faults: () => faults, held: () => held };
}
