/** What training reports in docs/COMPARISON.md, and where what is written there is other than what is found. */
import type { Weights } from '../domain/comparison/record.js';
import { LEXICON } from '../reference/comparison.js';
import type { Measured } from './comparison-measure.js';

export interface Column { readonly title: string; readonly one: Measured }

const ROWS: readonly (readonly [title: string, floor: string, goal: string, of: (one: Measured) => number | null | undefined])[] = [
  ['F1, decided pairs (REVIEW left out)', '0.80', '0.90', ({ gold }) => gold?.decidedF1],
  ['F1 when every REVIEW counts as no', '', '', ({ gold }) => gold?.f1],
  ['precision of AUTO', '0.93', '0.98', ({ gold }) => gold?.precision],
  ['recall of AUTO', '', '', ({ gold }) => gold?.recall],
  ['hard negatives accepted', '≤ 0.07', '≤ 0.02', ({ gold }) => gold?.hardNegativeErrorRate],
  ['of them by number of equipment', '0', '0', ({ gold }) => gold?.hardNegativeErrorsByReason.EQUIP_NO ?? 0],
  ['of them by enterprise', '0', '0', ({ gold }) => gold?.hardNegativeErrorsByReason.ENTERPRISE ?? 0],
  ['recall, AUTO and REVIEW', '0.95', '0.98', ({ gold }) => gold?.recallWithReview],
  ['review pairs per record', '≤ 0.40', '≤ 0.20', ({ reviewPerRecord }) => reviewPerRecord],
  ['"the town missed it", precision', '0.80', '0.95', ({ gold }) => gold?.missed.precision],
  ['"the town missed it", recall', '0.80', '0.92', ({ gold }) => gold?.missed.recall],
  ['the same, county records without a pending pair', '', '', ({ gold }) => gold?.missed.decidedRecall],
  ['true pairs', '', '', ({ gold }) => gold?.truePairs],
  ['records', '', '', ({ records }) => records],
];

/** First what nobody learned from. `unseen` is left out by a check: each of its columns takes a lesson of its own. */
export function tables({ auto, review, withheld }: Weights, judged: readonly Column[], leftOut: readonly Column[], unseen: readonly Column[] = []): string {
  const parts = [
    [`Lexicon ${LEXICON.version}, AUTO from a score of ${auto}; REVIEW where the pair is one hazard with ${review} (${withheld} where it alone holds back "the town missed it").`],
    ['**Worlds that judge**, learned from by nobody, by the weights in use:', table(judged)],
    ['**Worlds that teach, the enterprise left out**: both steps learned without the enterprise judged, bars chosen on what was left out:', table(leftOut)],
    ...(unseen.length ? [['**Worlds that teach, the world left out**: judged by what the others teach, bars included:', table(unseen)]] : []),
  ];
  return parts.map((part) => part.join('\n\n')).join('\n\n');
}

function table(columns: readonly Column[]): string {
  return [
    `| measure | floor | goal | ${columns.map(({ title }) => title).join(' | ')} |`, `| --- | ---: | ---: | ${columns.map(() => '---:').join(' | ')} |`,
    ...ROWS.map(([title, floor, goal, of]) => `| ${title} | ${floor} | ${goal} | ${columns.map(({ one }) => of(one) ?? '–').join(' | ')} |`),
  ].join('\n');
}

const SHOWN = 160;
/** Lines found that are not what is written, or not written at all; what is written beyond them is not asked. */
export function differences(file: string, text: string, found: string): string[] {
  const [written, lines] = [text.split('\n'), found.split('\n')];
  return lines.flatMap((line, at) => (line === written[at] ? [] : [`${file}, line ${at + 1} of what is learned: written ${quoted(written[at])}, found ${quoted(line)}`]));
}
const quoted = (line: string | undefined): string => (line === undefined ? 'nothing' : line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line);
