import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES = 16;
/** Asking the system for random bytes costs more than the rest of an id: they are fetched for many at once. */
const random = Buffer.alloc(BYTES * 256);
let used = random.length;
let msecs = 0;
let sequence = 0;

/** A UUID v7 of the real time, each after the one before within this process. */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const bytes = random.subarray(used, (used += BYTES));
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // the upper half stays free: a millisecond has room for as many again
    sequence = bytes.readUInt32BE(6) & 0x7fff_ffff;
  } else sequence += 1;
  return v7({ random: bytes, msecs, seq: sequence });
}
