/** What the pages of a comparison add to the one stylesheet: bars, side by side, and A4 paper. */
import { createHash } from 'node:crypto';
import { PAGES_PATH } from '../../platform/http/page.door.js';

export const MEETING_STYLE = `
.meeting .lead { color: var(--soft); margin-top: 4px; }
.meeting .headline { display: flex; flex-wrap: wrap; gap: 12px; align-items: baseline; justify-content: space-between; }
.kpis { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0 0 16px; }
.kpi { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
.kpi b { display: block; font-size: 1.9rem; line-height: 1.25; font-variant-numeric: tabular-nums; color: var(--blue-dark); }
.kpi.bad b { color: var(--red); }
.kpi.wait b { color: var(--amber); }
.kpi span { color: var(--soft); font-size: .86rem; }
table.towns td, table.towns th { vertical-align: middle; }
table.towns td:nth-child(2), table.towns td.number { white-space: nowrap; }
table.towns td small { display: block; }
table.towns td.rank { font-weight: 600; text-align: center; width: 3.2em; }
table.towns tr.first td.rank { color: #b8860b; }
table.towns tr.chosen { background: var(--blue-pale); }
table.towns svg { display: block; width: 100%; min-width: 180px; height: 22px; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 16px; margin-top: 10px; font-size: .84rem; color: var(--soft); }
.legend span { display: inline-flex; align-items: center; gap: 6px; }
.legend svg { width: 12px; height: 12px; }
.both { display: grid; grid-template-columns: 1fr 1fr; gap: 0; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; margin-top: 8px; }
.both > div { padding: 10px 14px; }
.both > div + div { border-left: 1px solid var(--line); }
.both .side { font-size: .84rem; color: var(--soft); display: flex; justify-content: space-between; gap: 8px; }
.both p { margin-top: 4px; }
mark { background: #fdeaa8; color: inherit; padding: 0 1px; border-radius: 2px; }
.couple { padding: 14px 0; border-top: 1px solid var(--line); break-inside: avoid; }
.couple:first-of-type { border-top: 0; }
.couple .why { margin-top: 6px; font-size: .86rem; color: var(--soft); }
.hazards { list-style: none; counter-reset: hazard; }
.hazards li { padding: 10px 0 10px 2.2em; border-top: 1px solid var(--line); position: relative; break-inside: avoid; }
.hazards li:first-child { border-top: 0; }
.hazards li::before { counter-increment: hazard; content: counter(hazard); position: absolute; left: 0; color: var(--soft); font-variant-numeric: tabular-nums; }
.hazards small { display: block; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { font-size: 10.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .top, .screen { display: none; }
  .inner, main.inner { max-width: none; padding: 0; }
  .card, .kpi { border: 0; padding: 0 0 10px; }
  .card:last-child { margin: 0; padding: 0; }
  .short { break-inside: avoid; }
  .kpis { grid-template-columns: repeat(6, 1fr); gap: 8px; }
  .kpi b { font-size: 1.4rem; }
  .kpi span { font-size: .74rem; }
  table.towns tr { break-inside: avoid; }
  table.towns td:nth-child(2) { white-space: normal; max-width: 11em; }
  table.towns svg { min-width: 0; }
  table.towns td:last-child { width: 45%; }
  h2 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
@media (max-width: 640px) { .both { grid-template-columns: 1fr; } .both > div + div { border-left: 0; border-top: 1px solid var(--line); } }
`;

export const MEETING_STYLE_PATH = `${PAGES_PATH}/comparison-${createHash('sha256').update(MEETING_STYLE).digest('hex').slice(0, 12)}.css`;
