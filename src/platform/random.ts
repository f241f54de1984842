/** Random bytes of the system, fetched for many at once: asking for some costs as much as a cipher over a phone. */
import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4_096);
let used = pool.length;

/** `count`: a few, as ids and initial vectors need. No two callers get the same; to be read at once, since the bytes are given out once and then written over. */
export function fewRandomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += count));
}
