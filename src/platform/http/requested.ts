/** Who asks for what: everything of a request that services may look at. */
import { denial, mandatesFor, reachOf, reachOfCaller } from '../../domain/permission.js';
import type { ActionName, Caller, Mandate, Reach } from '../../domain/permission.js';
import { ACTIONS } from '../../domain/permission.js';
import type { Language } from '../../domain/refusal.js';
import { refuse } from '../../domain/refusal.js';

export interface RequestedParts {
  caller: Caller;
  requestId: string;
  address: string;
  language: Language;
  method: string;
  /** The path as called, without the query: idempotency is bound to it. */
  path: string;
  idempotencyKey: string | null;
  /** SHA-256 of the canonical body (multipart: of fields and the file's hash). */
  bodyHash: string | null;
  ifMatch: number | null;
}

export class Requested {
  readonly caller: Caller;
  readonly requestId: string;
  readonly address: string;
  readonly language: Language;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  bodyHash: string | null;
  readonly ifMatch: number | null;
  private checked = false;

  constructor(parts: RequestedParts) {
    this.caller = parts.caller;
    this.requestId = parts.requestId;
    this.address = parts.address;
    this.language = parts.language;
    this.method = parts.method;
    this.path = parts.path;
    this.idempotencyKey = parts.idempotencyKey;
    this.bodyHash = parts.bodyHash;
    this.ifMatch = parts.ifMatch;
  }

  get reach(): Reach {
    return reachOfCaller(this.caller);
  }

  /** True once some permission was judged: a route that forgets it answers 500, never data. */
  get judged(): boolean {
    return this.checked;
  }

  /** 403 unless this caller may do it at all. Judged after 400 and 404, as the contract orders. */
  permit(name: ActionName): void {
    this.checked = true;
    const why = denial(this.caller, name);
    if (why) throw refuse(why, { scope: (ACTIONS[name] as { key?: string }).key ?? '' });
  }

  /** The mandate it is done under: one's own before a delegated one. Undefined for keys. */
  mandate(name: ActionName): Mandate | undefined {
    return mandatesFor(this.caller, name)[0];
  }

  /** What he reaches in the office in which he does this: to deputise for a wider one widens what he sees, not what he administers. */
  reachFor(name: ActionName): Reach {
    const mandate = this.mandate(name);
    return mandate ? reachOf(mandate.organisation) : this.reach;
  }

  /** For operations whose rules live in the domain (moves): they judge the caller themselves. */
  judgedByDomain(): void {
    this.checked = true;
  }

  /** Edits of what has a version need If-Match (contract §1: 428, then 412). */
  mustMatch(version: number): void {
    if (this.ifMatch === null) throw refuse('IF_MATCH_REQUIRED');
    this.mayMatch(version);
  }

  mayMatch(version: number): void {
    if (this.ifMatch !== null && this.ifMatch !== version) throw refuse('VERSION_STALE', { version });
  }
}
