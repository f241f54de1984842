/**
 * What an anchor seals, byte for byte: `cli/audit-verify.ts` does the same from an exported file, importing none of this.
 * A digest is the SHA-256 over lines, each with a line feed. The line of an event is a JSON array of all columns in the order below.
 * That of an access was the same (form 1); now (form 2) it is the county, a blank and the SHA-256 of that array: what another
 * county's line says need not be shown to prove that it is sealed.
 */
import { createHash } from 'node:crypto';
import { canonical, sha256 } from '../domain/fact.js';

export interface EventRow {
  position: string;
  objectId: string;
  version: number;
  objectKind: string;
  countyCode: string;
  type: string;
  at: string;
  hash: string;
}

export interface AccessRow {
  id: string;
  at: string;
  recordedAt: string;
  kind: string;
  callerId: string | null;
  callerName: string | null;
  organisationId: string | null;
  countyCode: string | null;
  address: string;
  method: string;
  path: string;
  status: number;
  code: string | null;
  requestId: string;
}

export const FORM_NOW = 2;

export const eventLine = (row: EventRow): unknown[] =>
  [Number(row.position), row.objectId, row.version, row.objectKind, row.countyCode, row.type, row.at, row.hash];

export const accessLine = (row: AccessRow): unknown[] =>
  [row.id, row.at, row.recordedAt, row.kind, row.callerId, row.callerName, row.organisationId, row.countyCode,
    row.address, row.method, row.path, row.status, row.code, row.requestId];

/** A line as another county's trail shows it. */
export const sealedLine = (row: AccessRow): { county: string | null; sha256: string } => ({ county: row.countyCode, sha256: sha256(JSON.stringify(accessLine(row))) });

/** What the digest of an anchor of this form takes of a line. */
export function accessText(form: number, row: AccessRow): string {
  if (form < 2) return JSON.stringify(accessLine(row));
  const sealed = sealedLine(row);
  return `${sealed.county ?? '-'} ${sealed.sha256}`;
}

export class Digest {
  count = 0;
  private readonly hash = createHash('sha256');

  add(line: string): void {
    this.count += 1;
    this.hash.update(`${line}\n`);
  }

  hex(): string {
    return this.hash.digest('hex');
  }
}

/** What an anchor says; its hash covers these as RFC 8785 JSON. Events `from` to `to`, access after `from` up to `to`. */
export interface AnchorContent {
  number: number;
  at: string;
  fromPosition: number;
  toPosition: number;
  eventsDigest: string;
  accessFrom: string;
  accessTo: string;
  accessCount: number;
  accessDigest: string;
  form: number;
  previousHash: string;
}

export interface Anchor extends AnchorContent {
  hash: string;
}

/** The exact bytes that an anchor's hash covers. */
export function anchorBody(anchor: AnchorContent): string {
  const { number, at, fromPosition, toPosition, eventsDigest, accessFrom, accessTo, accessCount, accessDigest, form, previousHash } = anchor;
  return canonical({ number, at, fromPosition, toPosition, eventsDigest, accessFrom, accessTo, accessCount, accessDigest, previousHash, ...(form !== 1 && { form }) });
}

export const sealAnchor = (content: AnchorContent): Anchor => ({ ...content, hash: sha256(anchorBody(content)) });

/** One line of the file outside the database, and of an export. */
export const anchorLine = (anchor: Anchor): string => JSON.stringify({ type: 'anchor', body: anchorBody(anchor), hash: anchor.hash });
