/** What was asked and what came back, written down before and after: the only witness the checkers believe. */
import { appendFileSync } from 'node:fs';
import type { Fields } from '../model/driver.js';

/**
 * ok: the ledger said yes. fail: it said no, or was never reached. unknown: the connection broke, or 503, before an
 * answer: it may have happened or not.
 */
export type Outcome = 'ok' | 'fail' | 'unknown';
export type Kind = 'register' | 'five' | 'patch' | 'sign' | 'confirm' | 'record-progress';

export interface Operation {
  number: number;
  kind: Kind;
  method: 'POST' | 'PUT' | 'PATCH';
  path: string;
  account: string;
  body: Fields;
  /** Absent for PUT and PATCH: they are guarded by If-Match. */
  key: string | null;
  ifMatch: number | null;
  /** The text in the body that no other operation has. */
  mark: string;
  /** X-Request-Id of each time it was sent; it stands in the fact. */
  attempts: string[];
  outcome: Outcome;
  status: number;
  /** The answer of `ok`, byte for byte; of a refusal its code. */
  answer: string;
  replayed: boolean;
}

export class History {
  readonly operations: Operation[] = [];

  constructor(private readonly file: string) {}

  begin(asked: Omit<Operation, 'number' | 'attempts' | 'outcome' | 'status' | 'answer' | 'replayed'>): Operation {
    const operation: Operation = { ...asked, number: this.operations.length, attempts: [], outcome: 'unknown', status: 0, answer: '', replayed: false };
    this.operations.push(operation);
    return operation;
  }

  /** Called before each sending. */
  invoked(operation: Operation): string {
    const attempt = `proof-${operation.number}-${operation.attempts.length}`;
    operation.attempts.push(attempt);
    const { number, kind, method, path, account, key, ifMatch, mark } = operation;
    this.line({ invoke: attempt, number, kind, method, path, account, key, ifMatch, mark });
    return attempt;
  }

  ended(operation: Operation, attempt: string, outcome: Outcome, status: number, answer: string, replayed = false): void {
    Object.assign(operation, { outcome, status, replayed, answer });
    this.line({ end: attempt, outcome, status, replayed, ...(outcome === 'fail' && { answer }) });
  }

  fault(what: string): void {
    this.line({ fault: what });
  }

  of(outcome: Outcome): Operation[] {
    return this.operations.filter((one) => one.outcome === outcome);
  }

  private line(content: object): void {
    appendFileSync(this.file, `${JSON.stringify({ atMs: Math.round(performance.now()), ...content })}\n`);
  }
}
