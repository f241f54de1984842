/**
 * `npm run audit:verify FILE`: whether an exported trail holds together, from the file alone. Imports nothing of ours, so
 * that it can be read in one sitting and run anywhere with Node. Exit status 0: intact, 1: broken, 2: not readable.
 *
 * Lines: `export`, then `anchor`s, `fact`s in the order of their events, `access` lines, and `end` with their number.
 * A fact's hash is the SHA-256 of its body; its body names the hash before it. An anchor's digests are the SHA-256 over
 * the lines it seals, each as JSON with a line feed; of form 2 the access lines' is taken over `county SHA-256` of each, since
 * those of other counties are there by their hash alone. Anchors are chained like facts.
 */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const START = '0'.repeat(64);
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

interface AnchorBody {
  number: number;
  fromPosition: number;
  toPosition: number;
  eventsDigest: string;
  accessFrom: string;
  accessTo: string;
  accessCount: number;
  accessDigest: string;
  form?: number;
  previousHash: string;
}
/** [position, objectId, version, objectKind, countyCode, type, at, hash] */
type EventLine = [number, string, number, string, string, string, string, string];
/** [id, at, recordedAt, kind, callerId, callerName, organisationId, countyCode, …] */
type AccessLine = (string | number | null)[];
interface FactBody {
  objectId: string;
  version: number;
  objectKind: string;
  countyCode: string;
  at: string;
  previousHash: string;
  [name: string]: unknown;
}
/** The columns of the fact's row; in a part of the trail only the hash. */
type Columns = Partial<FactBody> & { hash: string };
type Line =
  | { type: 'export'; complete: boolean; countyCode: string; toPosition: number; anchors: number; outside: { number: number; hash: string } | null }
  | { type: 'anchor'; body: string; hash: string }
  | { type: 'fact'; event?: EventLine; columns?: Columns | null; body?: string | null; elsewhere?: true }
  | { type: 'access'; line?: AccessLine; elsewhere?: { county: string; sha256: string } }
  | { type: 'end'; lines: number };

class Broken extends Error {}
function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Broken(otherwise);
}

class Trail {
  private header: Extract<Line, { type: 'export' }> | null = null;
  private readonly anchors: AnchorBody[] = [];
  private lastAnchorHash = START;
  private readonly heads = new Map<string, { version: number; hash: string }>();
  private readonly known = new Map<string, string>();
  private position = 0;
  private eventsAnchor = 0;
  private eventsHash: Hash = createHash('sha256');
  private accessAnchor = 0;
  private accessHash: Hash = createHash('sha256');
  private accessCount = 0;
  private lastAccess = '';
  /** Lines of other counties; and whether one of them stands under an anchor that was taken over the lines themselves. */
  private accessElsewhere = 0;
  private accessHidden = false;
  private unproven = 0;
  private lines = 0;
  private ended = false;
  facts = 0;
  accessLines = 0;

  take(line: Line): void {
    expect(!this.ended, '结束行之后还有内容');
    if (line.type === 'export') return this.begin(line);
    expect(this.header !== null, '缺少开头的 export 行');
    if (line.type === 'anchor') this.anchor(line);
    else if (line.type === 'fact') this.fact(line);
    else if (line.type === 'access') this.access(line);
    else this.end(line.lines);
    this.lines += 1;
  }

  finish(): string {
    const { header } = this;
    expect(header !== null, '文件是空的，或不是导出文件');
    expect(this.ended, '文件不完整：缺少结束行');
    if (!header.complete) return `按条件导出：${this.facts} 条事实的内容与哈希相符，同一对象相邻各条相连。部分导出不能证明没有遗漏。`;
    const sealed = this.anchors.at(-1)?.toPosition ?? 0;
    return `完整：${this.position} 个事件无缺口，${this.facts} 条事实的内容、哈希、次序相符；${this.anchors.length} 个锚点相连，封存到第 ${sealed} 个事件和 ${this.accessLines} 行访问日志${this.besideOwn()}。`;
  }

  private besideOwn(): string {
    if (this.accessElsewhere === 0) return '';
    const unproven = this.unproven > 0 ? `；${this.unproven} 个旧式锚点封有他县的访问日志，其访问日志不能由本文件核对` : '';
    return `（其中 ${this.accessElsewhere} 行属于他县，只有哈希${unproven}）`;
  }

  private begin(line: Extract<Line, { type: 'export' }>): void {
    expect(this.header === null, 'export 行出现了两次');
    this.header = line;
    this.lines += 1;
  }

  private anchor({ body, hash }: { body: string; hash: string }): void {
    const anchor = JSON.parse(body) as AnchorBody;
    const last = this.anchors.at(-1);
    const which = `锚点 ${anchor.number}`;
    expect(sha256(body) === hash, `${which}：内容与其哈希不符`);
    expect(anchor.number === this.anchors.length + 1 && anchor.previousHash === this.lastAnchorHash, `${which}：与前一个不相连`);
    expect(anchor.fromPosition === (last?.toPosition ?? 0) + 1, `${which}：封存的事件与前一个不衔接`);
    expect(last === undefined || anchor.accessFrom === last.accessTo, `${which}：封存的访问日志与前一个不衔接`);
    this.anchors.push(anchor);
    this.lastAnchorHash = hash;
    const outside = this.header?.outside;
    if (outside?.number === anchor.number) expect(outside.hash === hash, `${which}：与数据库之外的记录不符`);
  }

  private fact({ event, columns, body, elsewhere }: Extract<Line, { type: 'fact' }>): void {
    if (this.header?.complete) {
      expect(event !== undefined, '完整导出中有事实没有事件');
      this.event(event);
      expect((elsewhere === true) === (event[4] !== this.header.countyCode), `事件 ${event[0]}：所属区划不符`);
      if (elsewhere) return;
    }
    expect(columns != null && typeof body === 'string', event ? `事件 ${event[0]}：没有对应的事实` : '有一行没有内容');
    const fact = JSON.parse(body) as FactBody;
    const { hash, ...others } = columns;
    const which = `对象 ${fact.objectId} 的第 ${fact.version} 条事实`;
    expect(sha256(body) === hash, `${which}：内容与其哈希不符`);
    expect(Object.entries(others).every(([name, value]) => fact[name] === value), `${which}：内容与所在行的列不符`);
    if (event) this.told(event, fact, hash);
    this.facts += 1;
    if (this.header?.complete) this.next(fact, hash, which);
    else this.beside(fact, hash, which);
  }

  private event(event: EventLine): void {
    const [position] = event;
    this.position += 1;
    expect(position === this.position, `事件 ${this.position}：位置不连续，此处是 ${position}`);
    while ((this.anchors[this.eventsAnchor]?.toPosition ?? Infinity) < position) this.closeEvents();
    this.eventsHash.update(`${JSON.stringify(event)}\n`);
  }

  private told(event: EventLine, fact: FactBody, hash: string): void {
    const [position, objectId, version, objectKind, countyCode, , at, eventHash] = event;
    const same = fact.objectId === objectId && fact.version === version && fact.objectKind === objectKind && fact.countyCode === countyCode && fact.at === at;
    expect(same && hash === eventHash, `事件 ${position}：与事实不符`);
  }

  private next({ objectId, version, previousHash }: FactBody, hash: string, which: string): void {
    const last = this.heads.get(objectId);
    expect(version === (last?.version ?? 0) + 1, `${which}：版本不连续`);
    expect(previousHash === (last?.hash ?? START), `${which}：与前一条不相连`);
    this.heads.set(objectId, { version, hash });
  }

  /** In a part of the trail the order is the list's, so a link is looked at from both its ends. */
  private beside({ objectId, version, previousHash }: FactBody, hash: string, which: string): void {
    this.agree(`${objectId} ${version}`, hash, which);
    if (version > 1) this.agree(`${objectId} ${version - 1}`, previousHash, which);
    else expect(previousHash === START, `${which}：与起点不相连`);
  }

  private agree(key: string, hash: string, which: string): void {
    const known = this.known.get(key);
    expect(known === undefined || known === hash, `${which}：与相邻的一条不相连`);
    this.known.set(key, hash);
  }

  private access({ line, elsewhere }: Extract<Line, { type: 'access' }>): void {
    while (this.anchors[this.accessAnchor]?.accessCount === this.accessCount) this.closeAccess();
    const anchor = this.anchors[this.accessAnchor];
    expect(anchor !== undefined, '有访问日志在最后一个锚点之后');
    const text = line ? JSON.stringify(line) : '';
    if (line) this.inOrder(line, anchor);
    else this.isElsewhere(elsewhere);
    const county = line ? line[7] ?? '-' : elsewhere?.county;
    if (anchor.form === 2) this.accessHash.update(`${county} ${line ? sha256(text) : elsewhere?.sha256}\n`);
    else if (line) this.accessHash.update(`${text}\n`);
    else this.accessHidden = true;
    this.accessCount += 1;
    this.accessLines += 1;
  }

  private inOrder(line: AccessLine, { accessFrom, accessTo }: AnchorBody): void {
    const [recordedAt, order] = [String(line[2]), `${String(line[2])} ${String(line[0])}`];
    const own = line[7] === null || line[7] === this.header?.countyCode;
    expect(own && order > this.lastAccess && recordedAt > accessFrom && recordedAt <= accessTo, `访问日志 ${String(line[0])}：次序或所属区划不对`);
    this.lastAccess = order;
  }

  /** Only what is another county's may be there by its hash. */
  private isElsewhere(elsewhere: { county: string } | undefined): void {
    expect(typeof elsewhere?.county === 'string' && elsewhere.county !== this.header?.countyCode, '有一行访问日志没有内容');
    this.accessElsewhere += 1;
  }

  private closeEvents(): void {
    const anchor = this.anchors[this.eventsAnchor];
    expect(anchor !== undefined && this.eventsHash.digest('hex') === anchor.eventsDigest, `锚点 ${this.eventsAnchor + 1}：封存的事件已变`);
    this.eventsHash = createHash('sha256');
    this.eventsAnchor += 1;
  }

  private closeAccess(): void {
    const anchor = this.anchors[this.accessAnchor];
    expect(anchor !== undefined && this.accessCount === anchor.accessCount, `锚点 ${this.accessAnchor + 1}：封存的访问日志行数不符`);
    const same = this.accessHidden || this.accessHash.digest('hex') === anchor.accessDigest;
    expect(same, `锚点 ${this.accessAnchor + 1}：封存的访问日志已变`);
    if (this.accessHidden) this.unproven += 1;
    this.accessHidden = false;
    this.accessHash = createHash('sha256');
    this.accessCount = 0;
    this.accessAnchor += 1;
  }

  private end(lines: number): void {
    expect(lines === this.lines, `应有 ${lines} 行，实有 ${this.lines} 行`);
    this.ended = true;
    if (!this.header?.complete) return;
    expect(this.position === this.header.toPosition, `应有 ${this.header.toPosition} 个事件，实有 ${this.position} 个`);
    expect(this.anchors.length === this.header.anchors, `应有 ${this.header.anchors} 个锚点，实有 ${this.anchors.length} 个`);
    expect((this.header.outside?.number ?? 0) <= this.anchors.length, `数据库之外的记录有 ${this.header.outside?.number ?? 0} 个锚点`);
    while (this.eventsAnchor < this.anchors.length) this.closeEvents();
    while (this.accessAnchor < this.anchors.length) this.closeAccess();
    expect(this.accessCount === 0, '有访问日志在最后一个锚点之后');
  }
}

async function main(path: string | undefined): Promise<number> {
  if (!path) {
    console.error('用法：npm run audit:verify 导出文件.ndjson');
    return 2;
  }
  const trail = new Trail();
  let number = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
      number += 1;
      trail.take(JSON.parse(text) as Line);
    }
    console.log(`[核对] ${trail.finish()}`);
    return 0;
  } catch (error) {
    const unreadable = !(error instanceof Broken) && !(error instanceof SyntaxError) && !(error instanceof TypeError);
    const reason = error instanceof Broken ? error.message : unreadable ? String(error) : '这一行不是合乎格式的内容';
    console.error(`[核对] ${unreadable ? '无法读取' : `不完整或已被改动（第 ${number} 行）`}：${reason}`);
    return unreadable ? 2 : 1;
  }
}

process.exitCode = await main(process.argv[2]);
