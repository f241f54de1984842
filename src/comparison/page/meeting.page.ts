/** A comparison for the bureau's meeting: figures, towns in order with their bars, and pairs side by side. No script. */
import { labelOf } from '../../domain/labels.js';
import { html } from '../../pages/html.js';
import type { Html } from '../../pages/html.js';
import { PAGES_PATH } from '../../platform/http/page.door.js';
import type { ComparisonView, PairView, RecordView } from '../comparison.view.js';
import { vagueSentence } from '../result.view.js';
import type { OutcomeView, TownView } from '../result.view.js';
import { MEETING_STYLE_PATH } from './meeting.style.js';

export const MEETING_PATH = `${PAGES_PATH}/comparisons`;

/** What a town's bar is made of, from the left; each with its colour: together they are what the county compares there. */
const PARTS: readonly (readonly [label: string, colour: string, count: (town: TownView) => number])[] = [
  ['镇级也上报', '#2e7d4f', ({ detection }) => detection.numerator],
  ['漏查漏报', '#c0392b', ({ figures }) => number(figures, 'missed')], ['镇级未检查', '#e08e45', ({ figures }) => number(figures, 'neverInspected')],
  ['检查之后发现', '#7d9bc1', ({ figures }) => number(figures, 'foundAfterVisit')], ['无法判定', '#9aa5b1', ({ figures }) => number(figures, 'missUnknown')],
  ['待核定', '#d9b43b', ({ figures, detection }) => number(figures, 'countyMajors') - detection.denominator],
];
/** A piece narrower than so many per cent of the bar has no room for its number. */
const NUMBERED_FROM = 4;

const number = (figures: Record<string, { value: number | null }>, name: string): number => figures[name]?.value ?? 0;
const percent = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(1)}%`);

export interface Meeting { comparison: ComparisonView; towns: TownView[]; chosen: TownView | null; pairs: PairView[]; morePairs: boolean; missed: OutcomeView[]; playedDown: OutcomeView[] }

export const listPage = (items: readonly ComparisonView[]): Html => html`<link rel="stylesheet" href="${MEETING_STYLE_PATH}">
<section class="card meeting"><h2>重大事故隐患大比对</h2>
${items.length === 0 ? html`<p>还没有大比对。</p>` : html`<ul class="rows">${items.map((one) => html`<li><a class="row" href="${MEETING_PATH}/${one.id}"><b>${one.name}</b>
<div class="chips"><span class="chip ${one.state === 'PUBLISHED' ? 'done' : one.state === 'FAILED' ? 'late' : ''}">${one.stateLabel}</span><span class="chip">${one.periodFrom} 至 ${one.periodTo}</span></div></a></li>`)}</ul>`}
</section>`;

export function meetingPage({ comparison, towns, chosen, pairs, morePairs, missed, playedDown }: Meeting): Html {
  const ready = comparison.state === 'DONE' || comparison.state === 'PUBLISHED';
  return html`<link rel="stylesheet" href="${MEETING_STYLE_PATH}">
<div class="meeting">
<p class="fine screen"><a href="${MEETING_PATH}">全部大比对</a></p>
<section class="card"><div class="headline"><h1>${comparison.name}</h1><span class="chip ${comparison.state === 'PUBLISHED' ? 'done' : 'wait'}">${comparison.stateLabel}${comparison.publication && html`\u3000${comparison.publication.documentNo ?? comparison.publication.number}`}</span></div>
<p class="lead">${comparison.periodFrom} 至 ${comparison.periodTo}\u3000·\u3000${comparison.sectors.length === 0 ? '全部行业' : comparison.sectors.map((sector) => labelOf('sector', sector)).join('、')}\u3000·\u3000取自${comparison.fromLabel}\u3000·\u3000${comparison.organisation}</p>
${!ready && html`<p class="lead">${comparison.failure ?? `${comparison.progress.stepLabel}，${comparison.progress.percent}%`}</p>`}</section>
${ready && kpis(comparison)}
${ready && townsCard(comparison, towns, chosen)}
${ready && hazardsCard('漏查漏报的隐患', '镇级检查过而没有上报', missed)}
${ready && hazardsCard('定级偏低的隐患', '他方定为重大，镇级定为一般', playedDown)}
${ready && pairsCard(comparison, chosen, pairs, morePairs)}
</div>`;
}

function kpis({ figures, parameters }: ComparisonView): Html {
  const kind = parameters.levels === 'ALL' ? '隐患' : '重大隐患';
  const one = (name: string, label: string, look = ''): Html => html`<div class="kpi ${number(figures, name) > 0 ? look : ''}"><b>${number(figures, name)}</b><span>${label}</span></div>`;
  return html`<div class="kpis">${[
    one('countyMajors', `县级比对${kind}`), one('townMajors', `乡镇上报${kind}`), html`<div class="kpi"><b>${percent(figures.detection?.value ?? null)}</b><span>镇级发现率</span></div>`,
    one('missed', '漏查漏报', 'bad'), one('levelLower', '定级偏低', 'bad'), one('undecided', '涉及待核定', 'wait'),
  ]}</div>`;
}

function townsCard(comparison: ComparisonView, towns: readonly TownView[], chosen: TownView | null): Html {
  const compared = towns.filter((town) => town.compared);
  const most = Math.max(1, ...compared.map((town) => PARTS.reduce((sum, [, , count]) => sum + count(town), 0)));
  return html`<section class="card"><h2>各镇情况</h2><div class="wide"><table class="towns">
<thead><tr><th>名次</th><th>镇</th><th class="number">县级比对</th><th class="number">乡镇上报</th><th class="number">发现率</th><th>构成</th></tr></thead>
<tbody>${compared.map((town) => html`<tr class="${town.rank === 1 ? 'first' : ''} ${town === chosen ? 'chosen' : ''}"><td class="rank">${town.rank ?? '—'}</td>
<td>${town.townCode === null ? town.town : html`<a href="${MEETING_PATH}/${comparison.id}?town=${town.townCode}#pairs">${town.town}</a>`}${town.note && html`<small>${town.note}</small>`}</td>
<td class="number">${number(town.figures, 'countyMajors')}</td><td class="number">${number(town.figures, 'townMajors')}</td><td class="number">${percent(town.detection.value)}</td><td>${bar(town, most)}</td></tr>`)}</tbody></table></div>
<div class="legend">${PARTS.map(([label, colour]) => html`<span><svg viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" rx="2" fill="${colour}"/></svg>${label}</span>`)}</div>
${towns.length > compared.length && html`<p class="fine">未比对（县级期间没有发现列入比对的隐患）：${towns.filter((town) => !town.compared).map(({ town }) => town).join('、')}</p>`}
<p class="fine">${comparison.figures.detection?.formula}；县级比对少于 ${comparison.parameters.minDenominator} 条的镇不排名，名次相同的并列。</p></section>`;
}

/** In per cent of the column: a number stretched with its bar could not be read on paper. */
function bar(town: TownView, most: number): Html {
  let from = 0;
  const percentOf = (count: number): number => Math.round((count / most) * 10_000) / 100;
  const pieces = PARTS.flatMap(([label, colour, count]) => {
    const value = count(town);
    if (value <= 0) return [];
    const [x, width] = [percentOf(from), percentOf(value)];
    from += value;
    return [html`<rect x="${x}%" y="2" width="${width}%" height="18" fill="${colour}" stroke="#fff"><title>${label} ${value} 条</title></rect>${
      width >= NUMBERED_FROM && html`<text x="${Math.round((x + width / 2) * 100) / 100}%" y="16" font-size="13" fill="#fff" text-anchor="middle">${value}</text>`}`];
  });
  return html`<svg role="img" aria-label="${town.town}的构成">${pieces}</svg>`;
}

function hazardsCard(title: string, about: string, hazards: readonly OutcomeView[]): Html | false {
  return hazards.length > 0 && html`<section class="card"><h2>${title}</h2><p class="fine">${about}</p><ol class="hazards">${hazards.map(({ town, records, vagueRecords }) => {
    const [first] = records;
    const others = records.slice(1);
    return html`<li><b>${first?.enterpriseName}</b>\u3000${town}<br>${first?.location && html`${first.location}：`}${first?.description}
<small>${first?.sideLabel} ${first?.foundOn}${first && first.inspectors.length > 0 && `\u3000${first.inspectors.join('、')}`}${others.map((one) => html`\u3000|\u3000${one.sideLabel} ${one.foundOn} ${one.levelLabel}：${one.description}`)}</small>${vagueRecords.length > 0 && html`<small>${vagueSentence(vagueRecords)}</small>`}</li>`;
  })}</ol></section>`;
}

function pairsCard({ id }: ComparisonView, chosen: TownView | null, pairs: readonly PairView[], more: boolean): Html {
  const what = chosen ? `${chosen.town}的记录对` : '待核定的记录对';
  return html`<section class="card${pairs.length === 0 ? ' short' : ''}" id="pairs"><h2>${what}</h2>${chosen && html`<p class="fine screen"><a href="${MEETING_PATH}/${id}#pairs">只看待核定的</a></p>`}
${pairs.length === 0 ? html`<p>没有。</p>` : pairs.map(pairBlock)}${more && html`<p class="fine">只列前 ${pairs.length} 对，其余见工作簿。</p>`}</section>`;
}

const DECIDED: Record<PairView['decision'], string> = { SAME: 'done', DIFFERENT: '', UNDECIDED: 'wait' };

const pairBlock = ({ left, right, agreeing, decision, decisionLabel, score, reasons, ruling }: PairView): Html => {
  const spans = agreeing as { left: Span[]; right: Span[] };
  return html`<div class="couple"><b>${left.enterpriseName}</b>\u3000<span class="chip ${DECIDED[decision]}">${decisionLabel}</span>${score !== null && html` <small>${score.toFixed(2)}</small>`}
<div class="both">${sideBlock(left, spans.left)}${sideBlock(right, spans.right)}</div>
<p class="why">${reasons.join('；')}${ruling && html`\u3000核定：${ruling.by}，${ruling.note}`}</p></div>`;
};

type Span = readonly [number, number];
const sideBlock = (record: RecordView, spans: readonly Span[]): Html => html`<div><div class="side"><span>${record.sideLabel}${record.externalRef && html`\u3000${record.externalRef}`}</span><span>${record.foundOn}\u3000${record.levelLabel}\u3000${record.statusLabel}</span></div>
<p>${record.location && html`<small>${record.location}\u3000</small>`}${marked(record.description, spans)}</p></div>`;

/** The agreeing parts of a description, marked. */
function marked(text: string, spans: readonly Span[]): Html[] {
  const pieces: Html[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    pieces.push(html`${text.slice(at, from)}<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return [...pieces, html`${text.slice(at)}`];
}
