import { Injectable } from '@nestjs/common';
import { Wall } from './wall.js';

/** The ledger's time: facts, rows, deadlines, notices. In the sandbox it runs ahead of the wall by an offset. */
@Injectable()
export class Calendar {
  private offsetMs = 0;
  private zone = 'Asia/Shanghai';

  constructor(private readonly wall: Wall) {}

  get offset(): number {
    return this.offsetMs;
  }

  set offset(ms: number) {
    this.offsetMs = ms;
  }

  nowMs(): number {
    return this.wall.nowMs() + this.offsetMs;
  }

  now(): string {
    return new Date(this.nowMs()).toISOString();
  }

  /** The county's day of an instant (default: now). */
  dayOf(instant: string = this.now()): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: this.zone }).format(new Date(instant));
  }

  today(): string {
    return this.dayOf();
  }
}
