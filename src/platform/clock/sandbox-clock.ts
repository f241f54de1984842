/** Keeps this process's Calendar where the row says: read before anything is served, then every 250 ms. */
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Calendar } from './calendar.js';

const POLL_MS = 250;
/** After so long every process has read a change: two polls and a slow answer. */
export const READ_EVERYWHERE_MS = 750;

const READ = statement<{ offsetMs: string }>('sandbox_clock_read', 'select offset_ms as "offsetMs" from sandbox_clock');

@Injectable()
export class SandboxClock implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(SandboxClock.name);
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private away = false;

  constructor(private readonly database: Database, private readonly calendar: Calendar, private readonly config: Config) {}

  async onModuleInit(): Promise<void> {
    if (!this.config.sandbox) return;
    await this.read();
    this.next();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.poll(), POLL_MS).unref();
  }

  /** While the database is away the calendar runs on as it was. */
  private async poll(): Promise<void> {
    try {
      await this.read();
      this.away = false;
    } catch (error) {
      if (!this.away && !this.stopped) this.logger.warn(`not read: ${String(error)}`);
      this.away = true;
    }
    this.next();
  }

  private async read(): Promise<void> {
    const [row] = await this.database.run(READ);
    if (row) this.calendar.offset = Number(row.offsetMs);
  }
}
