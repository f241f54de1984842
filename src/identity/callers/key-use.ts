import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Wall } from '../../platform/clock/wall.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

const FLUSH_AFTER_MS = 60_000;

const USED = statement('api_key_used', `
  update api_key k set last_used_at = u.at from json_to_recordset($1::json) as u(id uuid, at timestamptz)
  where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.at)`);

/** Last use of the keys: one write a minute for all that were used, none in the way of a request. */
@Injectable()
export class KeyUse implements BeforeApplicationShutdown {
  private readonly logger = new Logger(KeyUse.name);
  private readonly used = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly database: Database, private readonly wall: Wall) {}

  note(keyId: string): void {
    this.used.set(keyId, this.wall.now());
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const uses = [...this.used].map(([id, at]) => ({ id, at }));
    this.used.clear();
    if (uses.length === 0) return;
    // Worth a line, not a retry: the next use tells it again.
    await this.database.run(USED, [JSON.stringify(uses)]).catch((error: unknown) => this.logger.warn(`last use not written: ${String(error)}`));
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }
}
