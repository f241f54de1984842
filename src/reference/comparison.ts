import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { CONCEPT_KINDS, type Concept, type ConceptKind, type Lexicon, type Weights } from '../domain/comparison/record.js';
import { occurrences, ready } from '../domain/comparison/lexicon.js';
import { tidy } from '../domain/comparison/normalise.js';
import { AREAS, CLAUSES, LAW_CLAUSES } from './reference.js';

/**
 * What the comparison is fed: the reviewed lexicon with its sources, and the weights that training wrote. Both carry a
 * version, which a run keeps. How rare a pair of characters is comes from the published texts beside this file.
 */
/** Named everywhere, hence evidence of nothing. */
const GENERIC: ReadonlySet<string> = new Set(['车间', '仓库', '从业人员', '杂物', '管道', '操作平台', '屋顶', '楼上', '检查记录', '固定式', '开关', '管理制度', '缺失', '未做', '门口', '主厂房', '失效', '不全', '停用', '破损', '带病运行', '更新', '未更新']);
const LEXICON_ROWS = rowsOf('lexicon.csv');
const PUBLISHED = [...CLAUSES, ...LAW_CLAUSES].map(({ text: wording }) => wording).concat(rowsOf('real-hazards.csv').map(({ description }) => description ?? ''));
const UNWEIGHTED: Lexicon = {
  version: LEXICON_ROWS.find(({ kind }) => kind === 'VERSION')?.concept ?? '',
  concepts: LEXICON_ROWS.filter(({ kind }) => kind !== 'VERSION').map(conceptOf),
  rarity: rarityOf(PUBLISHED),
  areas: areaNames(),
};
export const LEXICON: Lexicon = { ...UNWEIGHTED, concepts: weighted(UNWEIGHTED, PUBLISHED) };
/** Of every word with its weight: what the weights were learned with. */
export const LEXICON_SHA256 = createHash('sha256').update(JSON.stringify(LEXICON.concepts)).digest('hex');
export const WEIGHTS = JSON.parse(text('weights.json')) as Weights;

function conceptOf(row: Record<string, string>): Concept {
  if (!(CONCEPT_KINDS as readonly string[]).includes(row.kind ?? '')) throw new Error(`lexicon.csv: no such kind: ${row.kind}`);
  const listed = (column: string): string[] => (row[column] ?? '').split('|').filter(Boolean);
  return {
    id: row.concept ?? '', kind: row.kind as ConceptKind, terms: [row.concept ?? '', ...listed('terms')],
    wider: listed('wider').map((wider) => wider.replace('!', '')), exclusive: listed('wider').filter((wider) => wider.startsWith('!')).map((wider) => wider.slice(1)),
  };
}

function rarityOf(texts: readonly string[]): Record<string, number> {
  const seenIn = new Map<string, number>();
  for (const plain of texts.map((one) => tidy(one).text)) {
    const grams = new Set([...plain, ...Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2))]);
    for (const gram of grams) seenIn.set(gram, (seenIn.get(gram) ?? 0) + 1);
  }
  return Object.fromEntries([...seenIn].map(([gram, count]) => [gram, Math.log((texts.length + 1) / (count + 0.5))]));
}

/** A thing that many published texts name says less: 1.5 for one never named, 0.5 for one in every tenth. */
function weighted(lexicon: Lexicon, texts: readonly string[]): Concept[] {
  const prepared = ready(lexicon);
  const seenIn = new Map<number, number>();
  for (const plain of texts.map((one) => tidy(one).text)) {
    for (const concept of new Set(occurrences(plain, prepared).map((found) => found.concept))) seenIn.set(concept, (seenIn.get(concept) ?? 0) + 1);
  }
  const rarest = Math.log((texts.length + 1) / 0.5);
  return lexicon.concepts.map((concept, at) => {
    const rarity = Math.log((texts.length + 1) / ((seenIn.get(at) ?? 0) + 0.5)) / rarest;
    return { ...concept, weight: GENERIC.has(concept.id) ? 0.3 : Math.round(1.5 * rarity * 100) / 100 };
  });
}

function areaNames(): string[] {
  const named = [AREAS.province, AREAS.city, AREAS.county, ...AREAS.towns.items, ...AREAS.siblings.items];
  const plain = named.map(({ name }) => name.replace(/(?:省|市|县|区|镇|乡|街道办事处|街道)$/, ''));
  return [...new Set(plain.filter((name) => name.length >= 2))];
}

function rowsOf(file: string): Record<string, string>[] {
  return parse<Record<string, string>>(text(file), { columns: true, skip_empty_lines: true, bom: true, trim: true });
}

function text(file: string): string {
  return readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
}
