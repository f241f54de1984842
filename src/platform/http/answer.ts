/** What a controller answers: status, body and headers together, so that the door can keep and replay it. */
import type { Readable } from 'node:stream';

export interface Answer<T = unknown> {
  status: number;
  body: T;
  headers?: Readonly<Record<string, string>>;
  /** The body as it went out the first time, on a replay or where SQL built it: sent as it is. */
  text?: string;
  replayed?: boolean;
  /** Fields of the body that are shown once: what is kept for a replay has null in their place (contract §1). */
  shownOnce?: readonly string[];
  /** A file in place of the body; its headers say what it is. */
  stream?: Readable;
}

export const ok = <T>(body: T, headers?: Answer['headers']): Answer<T> => ({ status: 200, body, ...(headers && { headers }) });
export const created = <T>(body: T, location: string): Answer<T> => ({ status: 201, body, headers: { Location: location } });
export const accepted = <T>(body: T): Answer<T> => ({ status: 202, body });
export const gone = (): Answer<null> => ({ status: 204, body: null });
