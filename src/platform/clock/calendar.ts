import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Wall } from './wall.js';

/** The ledger's time: facts, rows, deadlines, notices. In the sandbox it runs ahead of the wall by an offset. */
/** No zone's day begins but at a quarter of an hour: within one all instants have the same day, and most that are asked for are now. */
const QUARTER_MS = 900_000;

@Injectable()
export class Calendar {
  private offsetMs = 0;
  private last = { quarter: NaN, day: '' };
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
    const quarter = Math.floor(Date.parse(instant) / QUARTER_MS);
    if (quarter !== this.last.quarter) this.last = { quarter, day: this.days.format(new Date(instant)) };
    return this.last.day;
  }

  today(): string {
    return this.dayOf(this.now());
  }
}
