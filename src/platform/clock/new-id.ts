import { v7 } from 'uuid';
import { fewRandomBytes } from '../random.js';

const BYTES = 16;
let msecs = 0;
let sequence = 0;

/** A UUID v7 of the real time, each after the one before within this process. */
export function newId(): string {
  const bytes = fewRandomBytes(BYTES);
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // the upper half stays free: a millisecond has room for as many again
    sequence = bytes.readUInt32BE(6) & 0x7fff_ffff;
  } else sequence += 1;
  return v7({ random: bytes, msecs, seq: sequence });
}
