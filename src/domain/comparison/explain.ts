/** Why a pair was proposed, in the words of the bureau, and which parts of both wordings say so. */
import type { Assigned } from './assign.js';
import { eventStands, related, WORD_FEATURES } from './likeness.js';
import type { ReadyLexicon } from './lexicon.js';
import { commonKeys, pairKeyAt } from './bag.js';
import { namedOf, type Parsed } from './parse.js';
import { CONCEPT_KINDS, type ConceptKind, type Span } from './record.js';
import { numbersStand } from './same-number.js';

const TEXT = WORD_FEATURES.indexOf('text');
const KIND_NAMES: Readonly<Record<ConceptKind, string>> = {
  PLACE: '部位', EQUIPMENT: '设备', PART: '部件', SUBSTANCE: '物料', PAPER: '资料制度', PERSON: '人员', WORK: '作业', DEFECT: '问题', FILLER: '',
};
const DOUBTS: Readonly<Record<Assigned['why'][number], string>> = {
  RIVAL: '另有更相近的记录，请人工确认',
  TWICE: '同一来源的两条，请人工确认是否同一隐患再次发现',
  ONE_VISIT: '同一来源同一天的两条，请人工确认是否重复记录',
  SIBLINGS: '两方写的是同类的不同设备、部件或物料，请人工确认',
  OTHER_NUMBER: '两方设备叫法不同且编号不同，请人工确认',
  SAID_BY_ONE: '编号、楼层或作业日期只有一方写明，请人工确认',
  OTHER_DESIGNATOR: '两方写的编号、方位或序号对不上，请人工确认',
  OTHER_PLACE: '两方写明的部位不同，请人工确认',
  OTHER_THING: '两方写的设备或部件不同，请人工确认',
  OTHER_DEFECT: '两方写的问题不同，请人工确认',
  CONTRADICTED: '与另一条互相排斥的记录也相近，请人工确认是哪一条',
  SCORE: '相近但把握不足，请人工确认',
  VAGUE: '有一方描述过于笼统，不能作为认定依据',
  GUESSED_ENTERPRISE: '企业名称写法不同，请先确认是否同一企业',
};

export function reasonsOf(left: Parsed, right: Parsed, assigned: Assigned, lexicon: ReadyLexicon): string[] {
  const [numbers, event] = [numbersStand(left.units, right.units), eventStands(left, right)];
  const reasons: string[] = [];
  for (const kind of CONCEPT_KINDS) {
    const [ours, theirs] = [namedOf(left, kind), namedOf(right, kind)];
    if (ours.length === 0 || theirs.length === 0) continue;
    const common = ours.filter((concept) => theirs.includes(concept));
    if (common.length > 0) reasons.push(`${KIND_NAMES[kind]}相同：${wordsFor(common, lexicon)}`);
    else reasons.push(`${KIND_NAMES[kind]}${ours.some((one) => theirs.some((other) => related(one, other, lexicon))) ? '相近' : '说法不同'}：${wordsFor(ours, lexicon)} / ${wordsFor(theirs, lexicon)}`);
  }
  if (numbers === 'AGREE') reasons.push('编号、楼层或方位一致');
  if (numbers === 'ONE_SIDED') reasons.push('只有一方写明编号或楼层');
  if (event === 'AGREE') reasons.push('作业日期一致');
  if (event === 'ONE_SIDED') reasons.push('只有一方写明作业日期');
  if ((assigned.features[TEXT] ?? 0) >= 0.3) reasons.push('文字表述相近');
  if (left.record.level !== right.record.level) reasons.push('两方定级不同');
  for (const { span, tidied, record } of [left, right]) {
    if (span) reasons.push(`所对的是其中一项：“${typed(record.description, tidied.stood, span)}”`);
  }
  if (assigned.covers) reasons.push('合并记录，覆盖多条');
  for (const doubt of assigned.why) reasons.push(DOUBTS[doubt]);
  return reasons;
}

function wordsFor(concepts: readonly number[], lexicon: ReadyLexicon): string {
  let words = '';
  for (const concept of concepts) words += `${words && '、'}${lexicon.concepts[concept]?.id ?? ''}`;
  return words;
}

const QUOTED = 40;
function typed(description: string, stood: (at: number) => number, [start, end]: Span): string {
  const part = description.slice(stood(start), stood(end)).trim();
  return part.length > QUOTED ? `${part.slice(0, QUOTED)}…` : part;
}

/** Common words of the lexicon, common numbers, and common pairs of characters, as spans of the description as typed. */
export function agreeingSpans(ours: Parsed, theirs: Parsed, lexicon: ReadyLexicon): Span[] {
  const marks = new Uint8Array(ours.tidied.text.length);
  for (const { concept, start, end } of ours.found) if (theirs.found.some((other) => related(concept, other.concept, lexicon))) marks.fill(1, start, end);
  for (const { start, end, value, kind } of ours.units) {
    if (end <= marks.length && theirs.units.some((other) => other.kind === kind && other.value === value)) marks.fill(1, start, end);
  }
  const [from, to] = ours.span ?? [0, marks.length];
  const common = commonKeys(ours.pairs, theirs.pairs);
  for (let at = from; at + 1 < to; at += 1) if (holds(common, pairKeyAt(ours.tidied.text, at))) marks.fill(1, at, at + 2);
  return spansOf(marks, ours);
}

/** `includes` would make an object of every key it is asked for. */
function holds(keys: readonly number[], key: number): boolean {
  for (const one of keys) if (one === key) return true;
  return false;
}

function spansOf(marks: Uint8Array, { tidied: { stood } }: Parsed): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < marks.length; at += 1) {
    if (!marks[at]) continue;
    let to = at;
    while (to < marks.length && marks[to]) to += 1;
    spans.push([stood(at), stood(to)]);
    at = to;
  }
  return spans;
}
