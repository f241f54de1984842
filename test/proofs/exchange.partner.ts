/** Whoever sends tables in and fetches papers, over HTTP; and how long and how much the worker takes for it. */
import { readFileSync } from 'node:fs';
import { fields, text } from '../model/driver.js';
import type { StartedProcess } from '../support/processes.js';
import type { RunningLedger } from '../support/running-ledger.js';

const HEAD = '自编号,隐患等级,隐患类别,隐患描述,隐患部位,发现日期,检查人员,整改责任人,责任人电话,整改期限';
const OVER_WITHIN_MS = 300_000;
const TICKS_PER_SECOND = 100;

export const tableOf = (prefix: string, count: number): string =>
  [HEAD, ...Array.from({ length: count }, (_, at) => `${prefix}-${at},一般,物,${prefix}第${at}处护栏缺失，未按要求设置防护，存在坠落风险,${at % 40}车间,2026-11-20,示例检查员甲、示例检查员乙,示例责任人乙,13800005678,2026-12-30`)].join('\n');

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const p99 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN;
export const highestMb = ({ pid }: StartedProcess): number => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000);

/** Of its own and of the kernel for it. */
export function processorSeconds({ pid }: StartedProcess): number {
  const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(after[11]) + Number(after[12])) / TICKS_PER_SECOND;
}

export class Partner {
  private authorization: Promise<string> | null = null;

  constructor(private readonly ledger: RunningLedger, private readonly account: string) {}

  /** Its id. */
  posted(table: string | Buffer): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(Buffer.from(table))]), typeof table === 'string' ? '隐患.csv' : '台账.xlsx');
    return this.accepted('/imports', form);
  }

  asked(paper: object): Promise<string> {
    return this.accepted('/exports', JSON.stringify(paper));
  }

  async content(id: string): Promise<Buffer> {
    const response = await fetch(`${this.base}/exports/${id}/content`, { headers: { Authorization: await this.signedIn() } });
    if (response.status !== 200) throw new Error(`content: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  private async accepted(path: string, body: FormData | string): Promise<string> {
    const headers = { Authorization: await this.signedIn(), ...(typeof body === 'string' && { 'Content-Type': 'application/json' }) };
    const response = await fetch(this.base + path, { method: 'POST', headers, body });
    if (response.status !== 202) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return text(fields(await response.json()).id);
  }

  private get base(): string {
    return `${this.ledger.apis[0]?.url}/api/v1`;
  }

  private signedIn(): Promise<string> {
    return (this.authorization ??= (async () => {
      const { username, password } = this.ledger.account(this.account);
      const response = await fetch(`${this.base}/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) });
      return `Bearer ${text(fields(await response.json()).accessToken)}`;
    })());
  }
}

/** Milliseconds from the answer of the POST until it is over. */
export async function over(ledger: RunningLedger, table: 'import_job' | 'export_job', id: string): Promise<number> {
  const from = performance.now();
  for (;;) {
    const [job] = await ledger.sql<{ state: string; fault: unknown }>(`select state, fault from ${table} where id = $1`, [id]);
    if (job?.state === 'DONE') return performance.now() - from;
    if (job?.state === 'FAILED' || performance.now() - from > OVER_WITHIN_MS) throw new Error(`${table} ${id} is ${job?.state} ${JSON.stringify(job?.fault)}`);
    await sleep(20);
  }
}

/** W2 (`GET /hazards/{id}`) again and again while something else goes on: milliseconds each. */
export async function reading(ledger: RunningLedger, id: string, until: Promise<unknown>): Promise<number[]> {
  const session = await ledger.driver.as('example1.operator');
  const times: number[] = [];
  let done = false;
  void until.finally(() => { done = true; });
  while (!done || times.length < 200) {
    const from = performance.now();
    const { status } = await session.get(`/hazards/${id}`);
    if (status !== 200) throw new Error(`W2: ${status}`);
    times.push(performance.now() - from);
    await sleep(2);
  }
  return times;
}
