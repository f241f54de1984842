import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Wall } from './wall.js';

/** The ledger's time: facts, rows, deadlines, notices. In the sandbox it runs ahead of the wall by an offset. */
@Injectable()
export class Calendar {
  private offsetMs = 0;
  private readonly days: Intl.DateTimeFormat;

  constructor(private readonly wall: Wall, config: Config) {
    this.days = new Intl.DateTimeFormat('sv-SE', { timeZone: config.countyZone });
  }

  get offset(): number {
    return this.offsetMs;
  }

  set offset(ms: number) {
    this.offsetMs = ms;
  }

  now(): string {
    return new Date(this.wall.nowMs() + this.offsetMs).toISOString();
  }

  /** The county's day (`YYYY-MM-DD`) of an instant. */
  dayOf(instant: string): string {
    return this.days.format(new Date(instant));
  }

  today(): string {
    return this.dayOf(this.now());
  }
}
