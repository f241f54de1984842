/** Ids of tens of thousands of rows, in the order in which they are made: the random bytes of many are asked for at once, which is most of what an id costs. */
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_OF_ONE = 16;
const pool = new Uint8Array(BYTES_OF_ONE * 1_024);
let used = pool.length;
/** Counts on within a millisecond; where it begins says nothing. */
const SEQUENCE_BITS = 0x7fff_ffff;
let sequence = 0;

export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += BYTES_OF_ONE;
  sequence = (sequence + 1) & SEQUENCE_BITS;
  return v7({ random: pool.subarray(used - BYTES_OF_ONE, used), seq: sequence });
}
