/** How much garbage a process lets gather: collecting it early keeps it small, and costs a sixth of an import. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collected when so much has been added to what is alive (60 MB), not when it has grown threefold: an API stays near 220 MB, a worker that exports 100,000 rows too. */
const USUAL_PERCENT = 45;
/** For work that is known to hold little. */
const ROOMY_PERCENT = 100;
/** For work that holds much: a comparison of 20,000 with 20,000 stays below 280 MB, at 45 % it takes up to 302 MB, in the same time. */
const TIGHT_PERCENT = 30;

let kept = false;
const going = { roomy: 0, tight: 0 };

/** For the processes of the product, when they start. */
export function keepHeapSmall(): void {
  kept = true;
  set();
}

/** Once, when a process has started: what starting it left behind would lie there until there is four times as much. */
export function collectStart(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** Time for memory, while `work` goes on; V8 heeds it from the next collection. */
export const withRoom = <T>(work: () => Promise<T>): Promise<T> => during('roomy', work);

/** Memory for time, also where other work has room. */
export const withLittleRoom = <T>(work: () => Promise<T>): Promise<T> => during('tight', work);

async function during<T>(kind: keyof typeof going, work: () => Promise<T>): Promise<T> {
  going[kind] += 1;
  set();
  try {
    return await work();
  } finally {
    going[kind] -= 1;
    set();
  }
}

function set(): void {
  if (kept) setFlagsFromString(`--heap-growing-percent=${going.tight > 0 ? TIGHT_PERCENT : going.roomy > 0 ? ROOMY_PERCENT : USUAL_PERCENT}`);
}
