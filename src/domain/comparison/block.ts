/**
 * Which enterprise a record belongs to: the ledger's id, a valid credit code, a confirmed alias, then the name. Two
 * enterprises with different valid codes are never joined by their names. The answer does not depend on the order of rows.
 */
import { creditCodeFault } from '../credit-code.js';
import { branchesMeant } from './branches.js';
import { codesMeant, codeTyped, isNearly } from './codes.js';
import { under } from './maps.js';
import { tidy } from './normalise.js';
import { areasIn, nameLikeness, readName, siteOf, townOf, type ReadName } from './names.js';
import type { Alias, ComparedRecord, EnterpriseMention } from './record.js';

export interface Mention extends EnterpriseMention {
  readonly enterpriseId: string | null;
  /** The code when it is valid. */
  readonly code: string | null;
  /** The one code of its town that a mistyped one is nearly. */
  readonly meant: string | null;
  readonly read: ReadName;
  readonly keys: readonly string[];
}
export interface Enterprise {
  readonly key: string;
  readonly mentions: readonly Mention[];
}
/** Joined by a name that differs: a person confirms it once. */
export interface AliasProposal { readonly left: EnterpriseMention; readonly right: EnterpriseMention; readonly likeness: number }
interface Wish { readonly at: number; readonly to: number; readonly likeness: number }
export interface Enterprises {
  /** In order of their keys. */
  readonly all: readonly Enterprise[];
  readonly of: ReadonlyMap<string, Enterprise>;
  readonly proposals: readonly AliasProposal[];
  /** Records whose enterprise was guessed from a name like another, not equal to it. */
  readonly guessed: ReadonlySet<string>;
}

const JOINS_FROM = 0.8;
const MOST_CANDIDATES = 200;
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Whatever names an enterprise: a record, or an inspection. */
export type Named = Pick<ComparedRecord, 'key' | 'enterpriseId' | 'enterpriseName' | 'creditCode' | 'town'>;

export function enterprisesOf(records: readonly Named[], areas: readonly string[], aliases: readonly Alias[] = []): Enterprises {
  const mentions = mentionsOf(records, [...areas, ...areasIn(records)]);
  const groups = new Groups(mentions, aliases);
  groups.byText(({ enterpriseId }) => enterpriseId);
  groups.byText(({ code, read }) => code && `${code} ${read.branch}`);
  groups.byAliases();
  groups.byText((mention) => {
    const typed = mention.code ? '' : codeTyped(mention);
    return typed && `${typed} ${townOf(mention.town)} ${mention.read.branch}`;
  });
  groups.byText(({ name, town, read }) => `${tidy(name).text} ${townOf(town)} ${read.branch}`);
  groups.byText(({ town, read }) => (read.core.length >= 3 ? `${read.core.join(' ')} ${townOf(town)} ${read.branch}` : null));
  const proposals = groups.byLikeness();
  return groups.answer(proposals);
}

function mentionsOf(records: readonly Named[], areas: readonly string[]): Mention[] {
  const byText = new Map<string, { mention: Omit<Mention, 'keys'>; keys: string[] }>();
  // thousands of records name an enterprise in the same letters: those are read once
  const asTyped = new Map<string, { keys: string[] }>();
  for (const { key, enterpriseId, enterpriseName, creditCode, town } of records) {
    const letters = `${enterpriseId ?? ''}\0${enterpriseName}\0${creditCode ?? ''}\0${town}`;
    const before = asTyped.get(letters);
    if (before) {
      before.keys.push(key);
      continue;
    }
    const typed = tidy(creditCode ?? '').text;
    const id = JSON.stringify([enterpriseId, tidy(enterpriseName).text, typed, townOf(town)]);
    let known = byText.get(id);
    if (!known) {
      const code = typed && creditCodeFault(typed) === null ? typed : null;
      known = { mention: { enterpriseId, name: enterpriseName, creditCode: typed || null, code, meant: null, town, read: readName(enterpriseName, areas, town) }, keys: [] };
      byText.set(id, known);
    }
    known.keys.push(key);
    asTyped.set(letters, known);
  }
  return branchesMeant(codesMeant([...byText].sort(([left], [right]) => compare(left, right)).map(([, { mention, keys }]) => ({ ...mention, keys: keys.sort(compare) }))), areas);
}

class Groups {
  private readonly parent: number[];
  private readonly members: number[][];
  private readonly apart: ReadonlySet<string>;
  private readonly guessed = new Set<string>();
  private readonly grams: readonly (readonly string[])[];

  constructor(private readonly mentions: readonly Mention[], private readonly aliases: readonly Alias[]) {
    this.parent = mentions.map((_, at) => at);
    this.members = mentions.map((_, at) => [at]);
    this.grams = mentions.map(gramsOf);
    this.apart = new Set(aliases.filter(({ same }) => !same).flatMap(({ left, right }) => [`${said(left)} ${said(right)}`, `${said(right)} ${said(left)}`]));
  }

  byText(textOf: (mention: Mention) => string | null): void {
    const first = new Map<string, number[]>();
    for (const [at, mention] of this.mentions.entries()) {
      const text = textOf(mention);
      if (!text) continue;
      const here = first.get(text);
      if (!here) first.set(text, [at]);
      else if (!here.some((other) => this.join(at, other))) here.push(at);
    }
  }

  byAliases(): void {
    if (this.aliases.length === 0) return;
    const bySaid = new Map<string, number>();
    for (const [at, mention] of this.mentions.entries()) bySaid.set(said(mention), bySaid.get(said(mention)) ?? at);
    for (const { left, right, same } of this.aliases) {
      const [one, other] = [bySaid.get(said(left)), bySaid.get(said(right))];
      if (same && one !== undefined && other !== undefined) this.join(one, other, true);
    }
  }

  /** A group with neither id nor valid code goes to the one enterprise of its town that its name can mean. */
  byLikeness(): AliasProposal[] {
    const index = this.index();
    const heads = this.mentions.flatMap((_, at) => (this.head(at) === at ? [at] : []));
    const wishes = heads.filter((at) => this.members[at]?.every((one) => !this.mentions[one]?.code && !this.mentions[one]?.enterpriseId))
      .flatMap((at) => this.best(at, index) ?? [])
      .sort((left, right) => right.likeness - left.likeness || left.at - right.at || left.to - right.to);
    const proposals: AliasProposal[] = [];
    for (const { at, to, likeness } of wishes) {
      const members = [...(this.members[this.head(at)] ?? [])];
      if (this.head(at) === this.head(to) || !this.join(at, to)) continue;
      for (const one of members) for (const key of this.mentions[one]?.keys ?? []) this.guessed.add(key);
      const [left, right] = [this.mentions[at], this.mentions[to]];
      if (left && right) proposals.push({ left: plain(left), right: plain(right), likeness });
    }
    return proposals;
  }

  private best(at: number, index: ReadonlyMap<string, readonly number[]>): Wish | null {
    const wishes: Wish[] = [];
    for (const member of this.members[at] ?? []) {
      const ours = this.mentions[member] as Mention;
      for (const to of candidates(this.grams[member] ?? [], index)) {
        if (this.head(to) === at) continue;
        const theirs = this.mentions[to] as Mention;
        const likeness = Math.max(nameLikeness(ours.read, theirs.read), mistyped(ours, theirs));
        if (likeness < JOINS_FROM || saysAnother(ours, theirs) || !this.mayJoin(at, this.head(to))) continue;
        wishes.push({ at, to, likeness: likeness + (theirs.code || theirs.enterpriseId ? 0.001 : 0) });
      }
    }
    let best: Wish | null = null;
    for (const wish of wishes) if (!best || wish.likeness > best.likeness) best = wish;
    if (!best) return null;
    const { to, likeness } = best;
    const rival = Math.max(0, ...wishes.filter((one) => this.head(one.to) !== this.head(to) && !this.isOneMore(one.to, to)).map((one) => one.likeness));
    return likeness - rival >= 0.05 || (rival > 0 && likeness >= 1 && rival < 0.96) ? best : null;
  }

  /** 利民烟花, beside 利民烟花爆竹零售店, is no other that 利民花炮店 could be: it is one more short form of it. */
  private isOneMore(at: number, to: number): boolean {
    const [ours, theirs] = [this.mentions[at] as Mention, this.mentions[to] as Mention];
    return (this.members[this.head(at)] ?? []).every((one) => !this.mentions[one]?.code && !this.mentions[one]?.enterpriseId) && nameLikeness(ours.read, theirs.read) >= JOINS_FROM && this.mayJoin(this.head(at), this.head(to));
  }

  private index(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    for (const [at, grams] of this.grams.entries()) {
      for (const gram of grams) under(index, gram, () => []).push(at);
    }
    return index;
  }

  private join(left: number, right: number, confirmed = false): boolean {
    const [one, other] = [this.head(left), this.head(right)].sort((first, second) => first - second) as [number, number];
    if (one === other) return true;
    if (!confirmed && !this.mayJoin(one, other)) return false;
    this.parent[other] = one;
    this.members[one]?.push(...(this.members[other] ?? []));
    this.members[other] = [];
    return true;
  }

  private mayJoin(one: number, other: number): boolean {
    const [ours, theirs] = [this.members[one] ?? [], this.members[other] ?? []].map((list) => list.map((at) => this.mentions[at] as Mention));
    for (const left of ours ?? []) {
      for (const right of theirs ?? []) {
        if (this.apart.size > 0 && this.apart.has(`${said(left)} ${said(right)}`)) return false;
        if (left.enterpriseId && right.enterpriseId && left.enterpriseId !== right.enterpriseId) return false;
        const oneBody = left.enterpriseId !== null && left.enterpriseId === right.enterpriseId;
        if (oneBody) continue;
        if (left.code && right.code && left.code !== right.code) return false;
        if (left.read.branch !== right.read.branch) return false;
      }
    }
    return true;
  }

  private head(at: number): number {
    let head = at;
    while (this.parent[head] !== head) head = this.parent[head] ?? head;
    this.parent[at] = head;
    return head;
  }

  answer(proposals: readonly AliasProposal[]): Enterprises {
    const all = this.members.filter((list) => list.length > 0).map((list) => {
      const mentions = list.sort((left, right) => left - right).map((at) => this.mentions[at] as Mention);
      const coded = mentions.find(({ code }) => code);
      const key = mentions.find(({ enterpriseId }) => enterpriseId)?.enterpriseId ?? (coded ? [coded.code, coded.read.branch].filter(Boolean).join('-') : `${tidy(mentions[0]?.name ?? '').text}@${townOf(mentions[0]?.town ?? '')}`);
      return { key, mentions };
    }).sort((left, right) => compare(left.key, right.key));
    const of = new Map(all.flatMap((enterprise) => enterprise.mentions.flatMap(({ keys }) => keys.map((key) => [key, enterprise] as const))));
    return { all, of, proposals, guessed: this.guessed };
  }
}

const said = ({ name, creditCode, town }: EnterpriseMention): string => JSON.stringify([tidy(name).text, tidy(creditCode ?? '').text, townOf(town)]);
const plain = ({ name, creditCode, town }: Mention): EnterpriseMention => ({ name, creditCode, town });

/** Pairs of the name proper, not of the words of trade that half the town shares. */
function gramsOf({ read, town }: Mention): string[] {
  const { core, brand } = read;
  const here = townOf(town);
  const site = siteOf(read);
  if (site) return [`${here} ${site}`];
  if (core.length === 1) return [`${here} ${core[0] ?? ''}`];
  const pairs = core.slice(1).map((token, at) => `${here} ${core[at] ?? ''}${token}`);
  const own = core.lastIndexOf('司') + 1; // 中路石油销售有限公司巴公加油站 is also called 巴公加油站
  return brand.length >= 2 ? [...pairs.slice(0, brand.length), ...(own > 0 ? pairs.slice(own) : [])] : pairs;
}

function candidates(grams: readonly string[], index: ReadonlyMap<string, readonly number[]>): number[] {
  const found = new Set<number>();
  const lists = grams.map((gram) => index.get(gram) ?? []);
  for (const list of lists.sort((left, right) => left.length - right.length)) {
    for (const at of list) if (found.size < MOST_CANDIDATES) found.add(at);
  }
  return [...found].sort((left, right) => left - right);
}

/** A code two characters or fewer away from another, of an enterprise whose name begins alike: a typing error in one that does not hold. */
function mistyped(ours: Mention, theirs: Mention): number {
  return ours.creditCode && isNearly(ours.creditCode, codeTyped(theirs)) && ours.read.core[0] === theirs.read.core[0] && ours.read.branch === theirs.read.branch ? 0.97 : 0;
}

/** Its code, mistyped, is another's than the one whose name is like its own. */
const saysAnother = (ours: Mention, theirs: Mention): boolean => ours.meant !== null && codeTyped(theirs) !== '' && !isNearly(ours.meant, codeTyped(theirs));
