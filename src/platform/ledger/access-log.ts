/** Sign-ins, refusals and sensitive reads: lines that nobody changes, in one insert a second at most (security S37). */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../../domain/permission.js';
import { Wall } from '../clock/wall.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';

export const ACCESS_KINDS = ['SIGN_IN', 'REFUSAL', 'SENSITIVE_READ'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** One line. Never what was typed in: a password gets mistyped into the field of the user name (security S36). */
export interface Access {
  kind: AccessKind;
  callerId: string | null;
  callerName: string | null;
  organisationId: string | null;
  countyCode: string | null;
  address: string;
  method: string;
  /** Without the query. */
  path: string;
  status: number;
  /** The refusal's code; null where nothing was refused. */
  code: string | null;
  requestId: string;
}

/** Where a request came from and what it asked for. */
export type Asking = Pick<Access, 'address' | 'method' | 'path' | 'requestId'>;

const FLUSH_AFTER_MS = 500;
const LINES_PER_INSERT = 1_000;
/** While the database is away lines wait here; what would exceed this is counted in the process log. */
const WAITING_LINES_MAX = 50_000;
const PATH_CHARACTERS = 500;

const INSERT = statement('access_log_insert', `
  insert into access_log (id, at, kind, caller_id, caller_name, organisation_id, county_code, address, method, path, status, code, request_id)
  select id, at, kind, "callerId", "callerName", "organisationId", "countyCode", address, method, path, status, code, "requestId"
  from json_to_recordset($1::json) as l(id uuid, at timestamptz, kind text, "callerId" text, "callerName" text, "organisationId" uuid,
    "countyCode" text, address text, method text, path text, status int, code text, "requestId" text)
  on conflict (id) do nothing`);

@Injectable()
export class AccessLog implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(AccessLog.name);
  private waiting: (Access & { id: string; at: string })[] = [];
  private timer: NodeJS.Timeout | null = null;
  /** One insert after the other: two at once would take the same lines off the queue. */
  private last: Promise<void> = Promise.resolve();
  private droppedCount = 0;

  constructor(private readonly database: Database, private readonly wall: Wall) {}

  /** Kept within a second, or at shutdown; never makes the caller wait, never fails it. */
  note(access: Access): void {
    if (this.waiting.length >= WAITING_LINES_MAX) {
      this.droppedCount += 1;
      return;
    }
    const path = access.path.slice(0, PATH_CHARACTERS).replaceAll('\0', '');
    this.waiting.push({ ...access, path, id: uuidv7(), at: this.wall.now() });
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  /** A request was refused; `caller` is null where nobody was known yet. */
  refused(caller: Caller | null, asking: Asking, status: number, code: string): void {
    this.note({ kind: 'REFUSAL', ...lineOf(caller), ...asking, status, code });
  }

  /** Somebody read what not everybody who may read the ledger sees. */
  sensitiveRead(caller: Caller, asking: Asking): void {
    this.note({ kind: 'SENSITIVE_READ', ...lineOf(caller), ...asking, status: 200, code: null });
  }

  /** Writes what waits. Lines that could not be written wait on. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.last = this.last.then(() => this.write());
    return this.last;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** Requests that were still running when the shutdown began may have added lines. */
  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const lines = this.waiting.slice(0, LINES_PER_INSERT);
      try {
        await this.database.run(INSERT, [JSON.stringify(lines)]);
      } catch (error) {
        this.logger.error(`not written (${this.waiting.length} lines wait, ${this.droppedCount} dropped): ${String(error)}`);
        this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
        return;
      }
      this.waiting = this.waiting.slice(lines.length);
    }
  }
}

function lineOf(caller: Caller | null): Pick<Access, 'callerId' | 'callerName' | 'organisationId' | 'countyCode'> {
  if (!caller) return { callerId: null, callerName: null, organisationId: null, countyCode: null };
  const { id, name, organisation } = caller;
  return { callerId: id, callerName: name, organisationId: organisation.id, countyCode: organisation.countyCode };
}
