/** The narrow door through which the model's commands reach a running ledger. */
export interface Answer {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

export interface Session {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Multipart evidence: a small PNG of its own; `fields` beside `kind`. */
  /** A table of one hazard, as CSV. */
  sheet(path: string): Promise<Answer>;
  upload(path: string, kind: string, fields?: Record<string, string>): Promise<Answer>;
}

/** Paths are below `/api/v1`. Sessions of several accounts live at once; `null` is an anonymous caller. */
export interface LedgerDriver {
  as(account: string | null): Promise<Session>;
}

export type Fields = Record<string, unknown>;
export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
