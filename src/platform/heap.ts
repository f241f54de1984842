/** How much garbage a process lets gather: collecting it early keeps it small, and costs a sixth of an import. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collected when about half has been added to what is alive (60 MB), not when it has grown threefold: an API stays near 200 MB, a comparison of 20,000 with 20,000 below 300 MB. */
const USUAL_PERCENT = 45;
/** For work that is known to hold little. */
const ROOMY_PERCENT = 100;

let kept = false;
let roomy = 0;

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
export async function withRoom<T>(work: () => Promise<T>): Promise<T> {
  roomy += 1;
  set();
  try {
    return await work();
  } finally {
    roomy -= 1;
    set();
  }
}

function set(): void {
  if (kept) setFlagsFromString(`--heap-growing-percent=${roomy > 0 ? ROOMY_PERCENT : USUAL_PERCENT}`);
}
