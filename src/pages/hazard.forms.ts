/** What may be done on the page of a hazard: each form sends what the move of that name takes, nothing else judges it. */
import { MOVE_ROUTES } from '../hazards/move.routes.js';
import type { RouteName } from '../hazards/move.routes.js';
import type { HazardView } from '../hazards/hazard.whole.view.js';
import type { Caller } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { checked } from '../platform/http/validation.js';
import type { EvidenceView } from '../evidence/evidence.view.js';
import { html } from './html.js';
import type { Html } from './html.js';

export const PAGE_MOVES = ['sign', 'confirm', 'accept', 'decide-extension', 'take-over', 'record-progress', 'submit-rectification', 'send-back'] as const satisfies readonly RouteName[];
export type PageMove = (typeof PAGE_MOVES)[number];
/** Offered closed: what is done less often, or undoes. */
export const SECOND: readonly string[] = ['record-progress', 'send-back'];

export interface Doing { caller: Caller; hazard: HazardView; kinds: readonly string[]; evidence: readonly EvidenceView[]; typed: Readonly<Record<string, string>> }

/** Moves this visitor is offered: what he may do now, where a page is enough for it. */
export function offered({ caller, hazard, kinds }: Pick<Doing, 'caller' | 'hazard' | 'kinds'>): PageMove[] {
  return PAGE_MOVES.filter((move) => {
    if (!hazard.allowedMoves.includes(move)) return false;
    // on paper, with the sheet that somebody uploaded: not here
    if (move === 'sign') return caller.mandates.some(({ role, organisation }) => role === 'PRINCIPAL' && organisation.id === hazard.enterpriseId);
    // a town enters what a firm has on paper elsewhere, with the sheet
    if (move === 'record-progress' || move === 'submit-rectification') return caller.organisation.id === hazard.enterpriseId;
    if (move === 'accept') return hazard.pendingLevel !== null || kinds.includes('ACCEPT') || caller.organisation.id === hazard.enterpriseId;
    return true;
  });
}

/** The names of ticks beside evidence begin so. */
const EVIDENCE = 'evidence.';

const opinion = (label: string, typed: string | undefined, required: boolean): Html => html`<label>${label}
<textarea name="opinion" maxlength="1000"${required && html` required`}>${typed}</textarea></label>`;

type Fields = (doing: Doing) => Html;
const FIELDS: Record<PageMove, { title: (doing: Doing) => string; button: string; fields: Fields }> = {
  sign: {
    title: ({ hazard }) => (hazard.finderLevel === 'ENTERPRISE' ? '主要负责人签字' : '签收'), button: '签字',
    fields: ({ typed }) => html`<p class="fine">签字是法律行为：请核对以上内容，并再次输入本人密码。</p>
<label>声明<textarea name="statement" maxlength="500">${typed['statement'] ?? '本人确认以上内容属实，按五到位落实整改。'}</textarea></label>
<label>本人密码<input type="password" name="password" autocomplete="current-password" required maxlength="128"></label>`,
  },
  confirm: { title: ({ hazard }) => `${hazard.pendingLevelLabel ?? ''}确认`, button: '确认', fields: ({ typed }) => opinion('确认意见（可不填）', typed['opinion'], false) },
  accept: {
    title: ({ hazard }) => `${hazard.pendingLevelLabel ?? ''}验收`, button: '验收通过',
    fields: ({ typed }) => html`${opinion('验收意见（可不填）', typed['opinion'], false)}
<label class="check"><input type="checkbox" name="checkedOnSite" value="true"${typed['checkedOnSite'] === 'true' && html` checked`}>已到现场核查</label>`,
  },
  'decide-extension': {
    title: () => '决定延期', button: '提交决定',
    fields: ({ hazard, typed }) => {
      const asked = hazard.extensions.find((one) => one.state === 'PENDING');
      return html`<dl class="facts"><dt>申请期限</dt><dd>${asked?.deadline}</dd><dt>理由</dt><dd>${asked?.reason}</dd>${asked?.interimMeasures && html`<dt>防范措施</dt><dd>${asked.interimMeasures}</dd>`}</dl>
<input type="hidden" name="extensionId" value="${asked?.id ?? ''}">
<fieldset><span class="label">决定</span>
<label class="check"><input type="radio" name="verdict" value="APPROVED" required${typed['verdict'] === 'APPROVED' && html` checked`}>同意延期</label>
<label class="check"><input type="radio" name="verdict" value="REFUSED"${typed['verdict'] === 'REFUSED' && html` checked`}>不同意</label></fieldset>
${opinion('意见（可不填）', typed['opinion'], false)}`;
    },
  },
  'record-progress': {
    title: () => '记录整改进展', button: '记录进展',
    fields: ({ typed }) => html`<label>整改进展<textarea name="note" maxlength="2000" required>${typed['note']}</textarea></label>`,
  },
  'submit-rectification': {
    title: () => '申请验收', button: '申请验收',
    fields: ({ evidence, typed }) => html`<label>整改完成情况<textarea name="summary" maxlength="2000" required>${typed['summary']}</textarea></label>
<div class="pair"><label>完成日期<input type="date" name="completedOn" required value="${typed['completedOn'] ?? ''}"></label>
<label>实际投入（元）<input type="text" name="fundsSpentYuan" inputmode="decimal" required placeholder="12000.00" value="${typed['fundsSpentYuan'] ?? ''}"></label></div>
<fieldset><span class="label">整改后的照片等佐证（至少选一份整改后）</span>
${evidence.length === 0 ? html`<p class="fine">尚未上传：请先在“整改佐证”里上传整改后的照片，再申请验收。</p>` : evidence.filter(({ kind }) => kind !== 'BEFORE').map(({ id, kindLabel, fileName }) => html`<label class="check"><input type="checkbox" name="${`${EVIDENCE}${id}`}" value="true"${typed[`${EVIDENCE}${id}`] === 'true' && html` checked`}><span><b>${kindLabel}</b> ${fileName}</span></label>`)}</fieldset>`,
  },
  'take-over': { title: () => '提级接管', button: '接管', fields: ({ typed }) => opinion('接管意见', typed['opinion'], true) },
  'send-back': { title: () => '退回', button: '退回', fields: ({ typed }) => opinion('退回意见（必填，写明须补充或改正什么）', typed['opinion'], true) },
};

export const formOf = (move: PageMove, doing: Doing): { title: string; button: string; fields: Html } => {
  const { title, button, fields } = FIELDS[move];
  return { title: title(doing), button, fields: fields(doing) };
};

/** What was typed, as the body of the move; ticks are truths, ticked evidence is a list, everything else is text there, too. */
export function bodyOf(fields: Readonly<Record<string, string>>): { move: PageMove; body: object } {
  const { move: named, checkedOnSite, fundsSpentYuan, ...rest } = fields;
  const move = PAGE_MOVES.find((one) => one === named);
  if (!move) throw refuse('MALFORMED');
  const [ticked, typed] = [Object.keys(rest).filter((name) => name.startsWith(EVIDENCE)), Object.entries(rest).filter(([name]) => !name.startsWith(EVIDENCE))];
  const value = {
    ...Object.fromEntries(typed), ...(checkedOnSite !== undefined && { checkedOnSite: checkedOnSite === 'true' }), ...(fundsSpentYuan !== undefined && { fundsSpentYuan: yuanOf(fundsSpentYuan) }),
    ...(move === 'submit-rectification' && { evidenceIds: ticked.map((name) => name.slice(EVIDENCE.length)) }),
  };
  return { move, body: checked(MOVE_ROUTES[move].dto, value) };
}

/** `12000` and `12,000` are sums as well, where people type them. */
export function yuanOf(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/[,，\s]/g, '');
  return /^\d+$/.test(plain) ? `${plain}.00` : /^\d+\.\d$/.test(plain) ? `${plain}0` : plain;
}
