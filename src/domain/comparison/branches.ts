/** Which branch a name means that does not plainly say: told by its credit code, by the other names under it, or by the one branch of its town. */
import type { Mention } from './block.js';
import { codeTyped } from './codes.js';
import { under } from './maps.js';
import { isNumberedAs, placeOfBranch, readName, siteOf, townOf, UNNAMED_BRANCH } from './names.js';
import { tidy } from './normalise.js';

export const branchesMeant = (mentions: Mention[], areas: readonly string[]): Mention[] => branchesByName(branchesWithin(branchesByCode(ownCodes(mentions))), areas);

const asTyped = ({ name, town }: Mention): string => `${tidy(name).text} ${townOf(town)}`;
const of = (mention: Mention, branch: string): Mention => ({ ...mention, read: { ...mention.read, branch } });
/** Under which code of its town. */
const codeOf = (mention: Mention): string => (mention.meant ?? codeTyped(mention)) && `${mention.meant ?? codeTyped(mention)} ${townOf(mention.town)}`;

/**
 * A code is a branch's own where the name before its branch has another: under it 赤石选厂 and 赤石选矿分公司 are that branch too, if it
 * is the only one that says which. The parent's own name under it is a slip, and stays the parent's.
 */
function ownCodes(mentions: Mention[]): Mention[] {
  const named = ({ town, read }: Mention): string => `${read.core.join(' ')} ${townOf(town)}`;
  const parents = new Map<string, Set<string>>();
  const branches = new Map<string, Set<string>>();
  for (const mention of mentions) {
    const { code, read: { branch } } = mention;
    if (!code || branch === UNNAMED_BRANCH) continue;
    if (branch === '') under(parents, named(mention), () => new Set()).add(code);
    else under(branches, code, () => new Set()).add(branch);
  }
  const own = new Map<string, { branch: string; parent: string }>();
  for (const mention of mentions) {
    const { code, read: { branch } } = mention;
    const codes = parents.get(named(mention));
    if (code && codes && !codes.has(code) && branches.get(code)?.size === 1 && branches.get(code)?.has(branch)) own.set(code, { branch, parent: named(mention) });
  }
  if (own.size === 0) return mentions;
  return mentions.map((mention) => {
    const one = own.get(mention.code ?? '');
    return !one || mention.read.branch === one.branch || named(mention) === one.parent ? mention : of(mention, one.branch);
  });
}

/** A branch has a code of its own: 赤岭轧钢分公司, which does not say where the parent's name ends, is the one branch that its code says. */
const branchesByCode = (mentions: Mention[]): Mention[] => told(mentions, ({ code }) => code ?? '', ({ read }, branches) => {
  const [only, ...others] = branches.filter((branch) => branch !== UNNAMED_BRANCH);
  return read.branch === UNNAMED_BRANCH && only?.endsWith(UNNAMED_BRANCH) && others.length === 0 ? [only] : [];
});

/** 宏达柳林库 and 洛源二建柳林项目部, typed under the code of 柳林分公司 or 柳林项目部, hold its name, 宏达柳林分公司 does not say where the parent's ends, 泽州第五加油站 has the number of 五站: they are that branch. A name that ends as a parent's does is the parent's. */
const branchesWithin = (mentions: Mention[]): Mention[] => told(mentions, codeOf, (mention, branches) => branches.filter((branch) => branch !== '' && branch !== UNNAMED_BRANCH && isWithin(mention, branch)));

/** What a mention's code says of its branch holds for all that are typed in the same letters, where it says one thing only. */
function told(mentions: Mention[], codeOf: (mention: Mention) => string, meantBy: (mention: Mention, branches: readonly string[]) => readonly string[]): Mention[] {
  const branches = new Map<string, Set<string>>();
  for (const mention of mentions) if (codeOf(mention)) under(branches, codeOf(mention), () => new Set()).add(mention.read.branch);
  const meant = new Map<string, Set<string>>();
  for (const mention of mentions) for (const branch of meantBy(mention, [...(branches.get(codeOf(mention)) ?? [])])) under(meant, asTyped(mention), () => new Set()).add(branch);
  if (meant.size === 0) return mentions;
  return mentions.map((mention) => {
    const [only, ...others] = meant.get(asTyped(mention)) ?? [];
    return only === undefined || others.length > 0 ? mention : of(mention, only);
  });
}

const LEAST_BEFORE = 2;
const WHOLE_COMPANY = /(?<!分)公司$/;

function isWithin({ name, read }: Mention, branch: string): boolean {
  const place = placeOfBranch({ branch });
  const unsaid = read.branch === '' || read.branch === UNNAMED_BRANCH;
  if (read.branch === branch || (!unsaid && !siteOf(read))) return false;
  if (!place) return read.branch === '' && isNumberedAs(name, branch);
  const text = unsaid ? read.core.join('') : siteOf(read);
  return text.indexOf(place) >= LEAST_BEFORE && !WHOLE_COMPANY.test(tidy(name).text) && (read.branch === '' || text.endsWith(place));
}

/** 赤石选矿分公司 without a valid code: where one enterprise of the town has a branch 选矿 and 赤石 in its name, that branch may be meant (a person confirms it). */
function branchesByName(mentions: Mention[], areas: readonly string[]): Mention[] {
  const unread = mentions.filter(({ code, read }) => !code && read.branch === UNNAMED_BRANCH);
  if (unread.length === 0) return mentions;
  const told = mentions.filter(({ code, read: { branch } }) => code && branch.length > UNNAMED_BRANCH.length && branch.endsWith(UNNAMED_BRANCH));
  return mentions.map((mention) => {
    if (!unread.includes(mention)) return mention;
    const core = mention.read.core.join('');
    const meant = told.filter(({ town, read }) => {
      const which = read.branch.slice(0, -UNNAMED_BRANCH.length);
      const head = core.slice(0, -which.length);
      return townOf(town) === townOf(mention.town) && core.endsWith(which) && head.length >= 2 && read.core.join('').includes(head);
    });
    const [one] = meant;
    if (!one || new Set(meant.map(({ code }) => code)).size > 1) return mention;
    const { branch } = one.read;
    return { ...mention, read: { ...readName(core.slice(0, 1 - branch.length), areas, mention.town), branch } };
  });
}
