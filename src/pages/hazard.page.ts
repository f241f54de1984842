/** The page behind a todo: what stands in the ledger, what has happened, and what this visitor may do now. */
import type { TimelineItemView } from '../hazards/hazard.whole.view.js';
import type { EvidenceView } from '../evidence/evidence.view.js';
import { labelOf } from '../domain/labels.js';
import { PAGES_PATH } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import type { ATTACH } from './hazard.attaching.js';
import { attaching } from './hazard.attaching.js';
import { formOf, offered, SECOND } from './hazard.forms.js';
import { fieldsOf, PAGE_EDITS, TITLES } from './hazard.preparing.js';
import type { PageEdit } from './hazard.preparing.js';
import type { Doing, PageMove } from './hazard.forms.js';
import { html } from './html.js';
import type { Html, Part } from './html.js';
import { form } from './layout.js';
import { bytes, minuteIn, yuan } from './told.js';

export interface HazardSeen extends Doing {
  visit: Visit;
  zone: string;
  timeline: readonly TimelineItemView[];
  /** Said above everything: what went wrong, or what was done. */
  message: { bad: boolean; sentences: readonly string[] } | null;
  /** The move that was tried and refused: its form stays open. */
  tried: PageMove | PageEdit | typeof ATTACH | null;
}

export function hazardPage(seen: HazardSeen): Html {
  const { message } = seen;
  return html`${message && html`<p class="message ${message.bad ? 'bad' : 'good'}" role="${message.bad ? 'alert' : 'status'}">${message.sentences.join('；')}</p>`}
<div class="board">
${head(seen)}
${five(seen)}
${pictures(seen)}
${actions(seen)}
${story(seen)}
</div>`;
}

const CHIPS: Record<string, string> = { CLOSED: 'done', VOIDED: '', REPORTED: 'wait', CONFIRMING: 'wait', RECTIFYING: 'wait', ACCEPTING: 'wait' };

function head({ hazard, kinds }: HazardSeen): Html {
  const { overdue, owner } = hazard;
  return html`<section class="card head">
<h1>${hazard.enterpriseName}</h1>
<p class="fine">${hazard.ledgerNo}</p>
<p class="chips"><span class="chip ${hazard.level === 'MAJOR' ? 'major' : ''}">${hazard.levelLabel}隐患</span><span class="chip ${CHIPS[hazard.status] ?? ''}">${hazard.statusLabel}${hazard.pendingLevelLabel && html`（${hazard.pendingLevelLabel}）`}</span>${overdue && html`<span class="chip late">${overdue.kindLabel} ${overdue.days} 天</span>`}${hazard.supervision && html`<span class="chip major">${hazard.supervision.levelLabel}挂牌督办</span>`}${hazard.operationsSuspended && html`<span class="chip major">停产停业</span>`}</p>
${kinds.length > 0 && html`<p class="jump"><a href="#act">去办理</a></p>`}
<p class="what">${hazard.description}</p>
<dl class="facts">
${fact('位置', hazard.location)}${fact('来源', `${hazard.sourceLabel}${hazard.enteredByProxy ? '（代报）' : ''}`)}${fact('行业', hazard.sectorLabel)}${fact('类别', hazard.categoryLabel)}
${fact('判定依据', [hazard.basisClause, hazard.basisNote].filter(Boolean).join('；'))}
${fact('发现', `${hazard.foundOn}\u3000${hazard.foundBy.map((one) => [one.name, one.post, one.organisation].filter(Boolean).join(' ')).join('、')}`)}
${fact('整改责任人', owner && [owner.name, owner.post, owner.department, owner.phone].filter(Boolean).join(' '))}
${fact('整改期限', hazard.deadline && `${hazard.deadline}${hazard.originalDeadline && hazard.originalDeadline !== hazard.deadline ? `（原 ${hazard.originalDeadline}）` : ''}`)}
${fact('防范措施', hazard.interimMeasures)}${fact('督办', hazard.supervision && `${hazard.supervision.unit}\u3000${hazard.supervision.noticeNo}\u3000限 ${hazard.supervision.deadline}`)}
</dl>
</section>`;
}

const fact = (name: string, value: Part): Html | null => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : null);

function five({ hazard }: HazardSeen): Html {
  const { fiveInPlace } = hazard;
  const { measures, responsibility, funds, schedule, contingencyPlan } = fiveInPlace;
  const parts: [string, Part][] = [
    ['measures', measures],
    ['responsibility', responsibility && [responsibility.unit, responsibility.person, responsibility.phone].filter(Boolean).join(' ')],
    ['funds', funds && `${yuan(funds.amountYuan)}，${funds.source}${funds.zeroReason ? `（${funds.zeroReason}）` : ''}`],
    ['schedule', schedule && html`${hazard.deadline ?? ''}${schedule.milestones.map(({ day, goal }) => html`<br>${day}\u3000${goal}`)}`],
    ['contingencyPlan', contingencyPlan?.summary],
  ];
  const missing = fiveInPlace.missing as readonly string[];
  return html`<section class="card five-card">
<h2>五到位${hazard.level === 'MAJOR' && (fiveInPlace.complete ? html` <span class="chip done">完整</span>` : html` <span class="chip major">缺 ${missing.length} 项</span>`)}</h2>
<ul class="five">${parts.map(([part, said]) => html`<li class="${missing.includes(part) ? 'missing' : ''}"><b>${labelOf('fiveInPlace', part)}</b><span>${said || '未填写'}</span></li>`)}</ul>
</section>`;
}

function pictures(seen: HazardSeen): Html {
  const { evidence, zone } = seen;
  const one = (item: EvidenceView): Html => {
    const path = `${PAGES_PATH}/evidence/${item.id}/content`;
    const shown = item.mediaType.startsWith('image/')
      ? html`<a href="${path}"><img src="${path}" alt="${item.kindLabel}：${item.fileName}" loading="lazy"></a>`
      : html`<a class="file" href="${path}">${item.fileName.split('.').at(-1)?.toUpperCase()}</a>`;
    return html`<figure>${shown}<figcaption><b>${item.kindLabel}</b> ${item.fileName}<br><small>${minuteIn(zone, item.createdAt)}\u3000${item.uploadedBy.name}\u3000${bytes(item.size)}</small>${item.reusedFrom && html`<br><span class="chip major">与 ${item.reusedFrom.ledgerNo} 的照片相同或相近</span>`}</figcaption></figure>`;
  };
  return html`<section class="card evidence-card">
<h2>整改佐证</h2>
${evidence.length === 0 ? html`<p class="fine">尚未上传</p>` : html`<div class="pictures">${evidence.map(one)}</div>`}
${attaching(seen)}
</section>`;
}

function actions(seen: HazardSeen): Html {
  const { visit, hazard, kinds, tried } = seen;
  const moves = offered(seen);
  const path = `${PAGES_PATH}/hazards/${hazard.id}`;
  const whole = (move: PageMove, second: boolean): Html => {
    const { title, button, fields } = formOf(move, seen);
    const inside = form(visit, path, html`<input type="hidden" name="move" value="${move}">${fields}<p class="actions"><button type="submit" class="${move === 'send-back' ? 'second' : ''}">${button}</button></p>`, hazard.version);
    return second
      ? html`<details class="more"${tried === move && html` open`}><summary>${title}</summary>${inside}</details>`
      : html`<div class="act"><h3>${title}</h3>${inside}</div>`;
  };
  const edit = (what: PageEdit): Html => html`<div class="act"><h3>${TITLES[what].title}</h3>${form(visit, path, html`<input type="hidden" name="move" value="${what}">${fieldsOf(what, hazard, seen.typed, tried === what)}<p class="actions"><button type="submit">${TITLES[what].button}</button></p>`, hazard.version)}</div>`;
  const edits = kinds.includes('PREPARE') && seen.caller.organisation.id === hazard.enterpriseId ? PAGE_EDITS.filter((what) => what === 'five-in-place' || hazard.owner === null || hazard.deadline === null || tried === what) : [];
  return html`<section class="card do" id="act">
<h2>${kinds.length > 0 ? '请您办理' : '办理'}</h2>
${edits.map(edit)}
${moves.filter((move) => !SECOND.includes(move)).map((move) => whole(move, false))}
${moves.filter((move) => SECOND.includes(move)).map((move) => whole(move, true))}
${moves.length === 0 && edits.length === 0 && html`<p class="fine">此刻没有须由您办理的事项。</p>`}
</section>`;
}

function story({ timeline, zone }: HazardSeen): Html {
  const one = (item: TimelineItemView): Html => html`<li><b>${item.moveLabel}</b>${item.to !== null && item.to !== item.from && html` <span class="chip ${CHIPS[item.to] ?? ''}">${item.toLabel}</span>`}<br>
<small>${minuteIn(zone, item.at)}\u3000${item.actor.name}（${item.actor.organisation}${item.actor.roleLabel && html`，${item.actor.roleLabel}`}）${item.onBehalfOf && html`\u3000代 ${(item.onBehalfOf).name}`}</small>
${item.opinion && html`<q>${item.opinion}</q>`}</li>`;
  return html`<section class="card story-card"><h2>办理经过</h2><ol class="line">${[...timeline].reverse().map(one)}</ol></section>`;
}
