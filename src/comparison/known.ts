/** What the ledger knows of towns and enterprises, and how a name in a list finds them. Pure. */
import { creditCodeFault } from '../domain/credit-code.js';

export interface KnownTown { code: string; name: string }
export interface KnownEnterprise { id: string; name: string; shortNames: readonly string[]; creditCode: string | null; townCode: string | null }

/** Full width and blanks are the typist's. */
export const plainName = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '');

/** 泽州县巴公镇, 巴公 镇, 巴公镇应急管理中心, 巴公乡: the stem decides, 乡 and 镇 are forgiven (contract §6). */
const stemOf = (town: string): string => plainName(town).replace(/^.*(?:省|市|县|旗)(?=.{2})/, '').replace(/(应急管理(中心|站|办)|人民政府|政府)$/, '').replace(/(街道|[乡镇])$/, '');

export function townNamed(towns: readonly KnownTown[], written: string): KnownTown | null {
  const whole = plainName(written);
  const stem = stemOf(written);
  const found = towns.filter(({ code, name }) => code === whole || plainName(name) === whole || stemOf(name) === stem);
  return found.length === 1 ? found[0] ?? null : null;
}

/** 分公司, 二厂, 东厂区: a part of a firm that must not be taken for the firm, nor for another part of it. */
const BRANCH = /[^有限责任公司]{0,6}分(公司|厂|部)|[一二三四五六七八九十\d]+(号)?厂(区)?|[东西南北]厂(区)?/g;
const branchOf = (name: string): string => (plainName(name).match(BRANCH) ?? []).join();

/**
 * By the code where it is one of ours (a branch under its parent's code stays apart), else by a name or short name that
 * only one of ours has and that no other valid code contradicts.
 */
export function enterpriseNamed(enterprises: readonly KnownEnterprise[], name: string, creditCode: string | null): KnownEnterprise | null {
  const index = indexOf(enterprises);
  const byCode = creditCode === null ? undefined : index.codes.get(creditCode);
  if (byCode) return [byCode.name, ...byCode.shortNames].some((known) => branchOf(known) === branchOf(name)) ? byCode : null;
  const [found, ...others] = index.names.get(plainName(name)) ?? [];
  const contradicted = creditCode !== null && creditCodeFault(creditCode) === null && found?.creditCode;
  return found && others.length === 0 && !contradicted ? found : null;
}

interface Index { codes: Map<string, KnownEnterprise>; names: Map<string, KnownEnterprise[]> }
const indexes = new WeakMap<readonly KnownEnterprise[], Index>();

function indexOf(enterprises: readonly KnownEnterprise[]): Index {
  const made = indexes.get(enterprises);
  if (made) return made;
  const index: Index = { codes: new Map(), names: new Map() };
  for (const one of enterprises) {
    if (one.creditCode) index.codes.set(one.creditCode, one);
    for (const name of new Set([one.name, ...one.shortNames].map(plainName))) index.names.set(name, [...(index.names.get(name) ?? []), one]);
  }
  indexes.set(enterprises, index);
  return index;
}
