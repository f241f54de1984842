/** So many calls a minute to one OA, over all workers: whoever calls takes a place in the row first. */
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { PaceRepository } from './pace.repository.js';

/** Whoever would have to wait longer than this for his turn comes again. */
const TURN_MAX_MS = 5_000;

@Injectable()
export class Pace {
  constructor(private readonly pace: PaceRepository) {}

  /** Waits for the turn and answers 0; where it is too far off, takes none and answers how many milliseconds. */
  async turn(channelId: string, perMinute: number): Promise<number> {
    const { taken, waitMs } = await this.pace.slot(channelId, perMinute, TURN_MAX_MS);
    if (!taken) return Math.max(1, waitMs);
    await pause(waitMs);
    return 0;
  }

  /** For work of the night: however far off. False where it was stopped on the way. */
  async patient(channelId: string, perMinute: number, stopping?: AbortSignal): Promise<boolean> {
    while (!stopping?.aborted) {
      const waitMs = await this.turn(channelId, perMinute);
      if (waitMs === 0) return true;
      await pause(waitMs, undefined, stopping && { signal: stopping }).catch(() => undefined);
    }
    return false;
  }
}
