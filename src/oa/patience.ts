import { Injectable } from '@nestjs/common';

/** How long things of an OA are waited for. Tests put their own here. */
@Injectable()
export class Patience {
  callTimeoutMs = 10_000;
  /** A call that was given up may yet be carried out over there for so long. */
  lateMs = 120_000;
  /**
   * After each attempt of one todo; then the last again, for three days. An OA that is back has everything within the last of them: for the
   * OA's sake the channel rests, the single todo need not wait longer.
   */
  retryMs: readonly number[] = [2_000, 5_000, 15_000, 60_000, 300_000];
  /** An OA that does not answer is left alone for so long, then twice as long, and so on: one asks for all. */
  restMs = 2_000;
}
