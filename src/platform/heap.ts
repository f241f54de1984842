/** How much garbage a process lets gather: collecting it early keeps it small, and costs a sixth of an import. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collected when so much has been added to what is alive, not when it has grown threefold: an API (60 MB alive) stays near 220 MB,
 * a worker that compares 20,000 with 20,000 at 271 to 277 MB. At 45 % that takes up to 302 MB, and no less time.
 */
const USUAL_PERCENT = { API: 45, WORKER: 30 };
/** For work that is known to hold little. */
const ROOMY_PERCENT = 100;

let usual: number | null = null;
let roomy = 0;

/** For the processes of the product, when they start. */
export function keepHeapSmall(process: keyof typeof USUAL_PERCENT): void {
  usual = USUAL_PERCENT[process];
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
  if (usual !== null) setFlagsFromString(`--heap-growing-percent=${roomy > 0 ? ROOMY_PERCENT : usual}`);
}
