import { Injectable } from '@nestjs/common';

/** Real time: tokens, lock-outs, limits, tickets, webhook timestamps, retries, UUIDs. Never moved by the sandbox. */
@Injectable()
export class Wall {
  nowMs(): number {
    return Date.now();
  }

  now(): string {
    return new Date(this.nowMs()).toISOString();
  }

  /** The instant `ms` milliseconds from now. */
  after(ms: number): string {
    return new Date(this.nowMs() + ms).toISOString();
  }
}
