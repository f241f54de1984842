/** The driver over HTTP: signs people in once, sends each request to the next API process in turn. */
import { deflateSync, crc32 } from 'node:zlib';
import { text, fields, type Answer, type LedgerDriver, type Session } from '../model/driver.js';

export interface Credentials {
  username: string;
  password: string;
  /** A machine sends this instead of signing in. */
  apiKey?: string;
}

/** A proof may take longer than an access token lives (15 minutes). */
const SIGNED_IN_FOR_MS = 600_000;

export class HttpDriver implements LedgerDriver {
  private turn = 0;
  private readonly sessions = new Map<string, { sinceMs: number; session: Promise<Session> }>();

  constructor(
    private readonly apis: { url: string }[],
    private readonly credentialsOf: (account: string) => Credentials,
  ) {}

  as(account: string | null): Promise<Session> {
    if (account === null) return Promise.resolve(this.session({}));
    const known = this.sessions.get(account);
    if (known && performance.now() - known.sinceMs < SIGNED_IN_FOR_MS) return known.session;
    const session = this.open(account);
    this.sessions.set(account, { sinceMs: performance.now(), session });
    return session;
  }

  /** After a password change the old session may be gone. */
  forget(account: string): void {
    this.sessions.delete(account);
  }

  /** A session of its own, with the token that would renew it. */
  async signIn(account: string): Promise<{ session: Session; refreshToken: string }> {
    const { username, password } = this.credentialsOf(account);
    const answer = await this.session({}).post('/auth/login', { username, password });
    if (answer.status > 299)
      throw new Error(`${username} cannot sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
    const tokens = fields(answer.body);
    const session = this.session({ Authorization: `Bearer ${text(tokens.accessToken)}` });
    return { session, refreshToken: text(tokens.refreshToken) };
  }

  private async open(account: string): Promise<Session> {
    const { apiKey } = this.credentialsOf(account);
    return apiKey ? this.session({ 'X-API-Key': apiKey }) : (await this.signIn(account)).session;
  }

  private session(own: Record<string, string>): Session {
    const json =
      (method: string) =>
      (path: string, body: unknown, headers: Record<string, string> = {}) =>
        this.request(method, path, { ...own, ...headers, 'Content-Type': 'application/json' }, JSON.stringify(body));
    return {
      get: (path) => this.request('GET', path, own),
      delete: (path, headers = {}) => this.request('DELETE', path, { ...own, ...headers }),
      post: json('POST'),
      put: json('PUT'),
      patch: json('PATCH'),
      sheet: (path) => this.request('POST', path, own, sheetForm()),
      upload: (path, kind, more = {}) => this.request('POST', path, own, pictureForm(kind, more)),
    };
  }

  private async request(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | FormData,
  ): Promise<Answer> {
    const api = this.apis[this.turn++ % this.apis.length];
    if (!api) throw new Error('no API process to ask');
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const raw = await response.text();
    return { status: response.status, body: parse(raw), headers: Object.fromEntries(response.headers) };
  }
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return raw;
  }
}

function sheetForm(): FormData {
  const form = new FormData();
  form.set('dryRun', 'true');
  form.set('file', new Blob(['隐患等级,隐患类别,隐患描述,发现日期,检查人员\n一般,物,护栏缺失,2026-11-20,示例检查员甲\n'], { type: 'text/csv' }), '隐患.csv');
  return form;
}

let pictures = 0;
function pictureForm(kind: string, more: Record<string, string>): FormData {
  pictures += 1;
  const form = new FormData();
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  form.set('kind', kind);
  form.set('file', new Blob([new Uint8Array(png(pictures))], { type: 'image/png' }), `现场${pictures}.png`);
  return form;
}

/** A PNG of 8 × 8 grey pixels drawn from a number: real bytes, each picture another one. */
export function png(seed: number): Buffer {
  const rows = Buffer.alloc(8 * 9);
  for (let i = 0; i < rows.length; i += 1) rows[i] = i % 9 === 0 ? 0 : (seed * 31 + i * i * (seed % 13)) % 256;
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
