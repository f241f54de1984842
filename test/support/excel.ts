/** The Excel door as its users meet it: a file goes in, its rows come back; the worker's part is done here, at once. */
import { ExportWork } from '../../src/exchange/exports/export.work.js';
import { ImportWork } from '../../src/exchange/imports/import.work.js';
import { openWorkbook } from '../../src/platform/sheets/open.js';
import type { Cell, SheetRow } from '../../src/platform/sheets/sheet.js';
import { fields, list, text, type Answer, type Fields } from '../model/driver.js';
import { withBytes } from './workbooks.js';
import type { TestLedger } from './ledger.js';

export const TODAY = 'Asia/Shanghai';

export class Excel {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly ledger: TestLedger, private readonly password: string) {}

  async post(account: string, content: Buffer | string, asked: Record<string, string> = {}, name = '隐患.xlsx', headers: Record<string, string> = {}): Promise<Answer> {
    const form = new FormData();
    for (const [field, value] of Object.entries(asked)) form.set(field, value);
    form.set('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
    return this.ask(account, 'POST', '/imports', form, headers);
  }

  /** Posted and done: the import, and what became of each row. */
  async imported(account: string, content: Buffer | string, asked: Record<string, string> = {}): Promise<{ job: Fields; rows: Fields[] }> {
    const posted = await this.post(account, content, asked);
    if (posted.status !== 202) throw new Error(`${posted.status} ${JSON.stringify(posted.body)}`);
    return this.worked(account, text(fields(posted.body).id));
  }

  async worked(account: string, id: string): Promise<{ job: Fields; rows: Fields[] }> {
    await this.ledger.app.get(ImportWork, { strict: false }).run(id, new AbortController().signal);
    const job = fields((await this.ask(account, 'GET', `/imports/${id}`)).body);
    const rows = list(fields((await this.ask(account, 'GET', `/imports/${id}/rows?limit=200`)).body).items).map(fields);
    return { job, rows };
  }

  async exported(account: string, asked: Fields): Promise<{ job: Fields; content: Buffer }> {
    const posted = await this.ask(account, 'POST', '/exports', JSON.stringify(asked));
    if (posted.status !== 202) throw new Error(`${posted.status} ${JSON.stringify(posted.body)}`);
    const id = text(fields(posted.body).id);
    await this.ledger.app.get(ExportWork, { strict: false }).run(id);
    return { job: fields((await this.ask(account, 'GET', `/exports/${id}`)).body), content: await this.file(account, `/exports/${id}/content`) };
  }

  async file(account: string, path: string): Promise<Buffer> {
    const response = await fetch(`${this.ledger.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${await this.token(account)}` } });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async ask(account: string, method: string, path: string, body?: string | FormData, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.ledger.url}/api/v1${path}`, {
      method, ...(body !== undefined && { body }),
      headers: { Authorization: `Bearer ${await this.token(account)}`, ...(typeof body === 'string' && { 'Content-Type': 'application/json' }), ...headers },
    });
    const raw = await response.text();
    return { status: response.status, body: raw.startsWith('{') ? (JSON.parse(raw) as unknown) : raw, headers: Object.fromEntries(response.headers) };
  }

  async authorization(account: string): Promise<string> {
    return `Bearer ${await this.token(account)}`;
  }

  private token(account: string): Promise<string> {
    const known = this.tokens.get(account) ?? this.signIn(account);
    this.tokens.set(account, known);
    return known;
  }

  private async signIn(username: string): Promise<string> {
    const response = await fetch(`${this.ledger.url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password: this.password }) });
    return text(fields(await response.json()).accessToken);
  }
}

/** All cells of a sheet that came back, by name or place. */
export const sheetOf = (content: Buffer, which: number | string = 0): Promise<SheetRow[]> => withBytes(content, async (bytes) => {
  const { sheets } = await openWorkbook(bytes);
  const sheet = typeof which === 'number' ? sheets[which] : sheets.find(({ name }) => name === which);
  const rows: SheetRow[] = [];
  for await (const row of sheet?.rows() ?? []) rows.push(row);
  return rows;
});
export const textsOf = ({ cells }: SheetRow): string[] => Array.from(cells, (cell: Cell | undefined) => (cell ? String(cell.value) : ''));
