/** The form by which a photo or a paper comes to a hazard, from a phone as well: it works without scripts. */
import { isOpen } from '../domain/hazard.js';
import { EVIDENCE_KINDS } from '../domain/hazard.js';
import type { EvidenceKind, Status } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import { denial } from '../domain/permission.js';
import type { Caller } from '../domain/permission.js';
import type { HazardView } from '../hazards/hazard.whole.view.js';
import { PAGES_PATH } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { fileForm } from './layout.js';

/** As the move is called; the name of what was tried or done. */
export const ATTACH = 'attach';
/** What a browser offers to choose from; the bytes decide what it is. */
const OFFERED = 'image/jpeg,image/png,image/webp,video/mp4,.pdf,.docx,.xlsx';

/** What is most often uploaded in each state, chosen beforehand. */
const USUAL: Partial<Record<Status, EvidenceKind>> = { REPORTED: 'BEFORE', CONFIRMING: 'BEFORE', RECTIFYING: 'AFTER', ACCEPTING: 'DOCUMENT' };

interface Attaching { visit: Visit; caller: Caller; hazard: Pick<HazardView, 'id' | 'status' | 'enterpriseId'>; typed: Readonly<Record<string, string>>; tried: string | null }

/** null where nothing may be added: a hazard that is closed, a visitor who only looks. */
export function attaching({ visit, caller, hazard, typed, tried }: Attaching): Html | null {
  if (!isOpen(hazard.status) || denial(caller, 'hazard.attach') !== null) return null;
  const chosen = typed['kind'] ?? USUAL[hazard.status];
  const owed = hazard.status === 'RECTIFYING' && caller.organisation.id === hazard.enterpriseId;
  return html`<details class="more"${(owed || tried === ATTACH) && html` open`}><summary>上传照片或文件</summary>
${fileForm(visit, `${PAGES_PATH}/hazards/${hazard.id}/evidence`, html`<label>类别<select name="kind" required>${EVIDENCE_KINDS.map((kind) => html`<option value="${kind}"${kind === chosen && html` selected`}>${labelOf('evidenceKind', kind)}</option>`)}</select></label>
<label>照片或文件<input type="file" name="file" accept="${OFFERED}" required></label>
<p class="fine">JPEG、PNG、WebP、PDF、DOCX、XLSX 或 MP4，一次一份，不超过 20 MB。上传后不能删除。</p>
<p class="actions"><button type="submit">上传</button></p>`)}</details>`;
}
