/** The one stylesheet, served by ourselves: for a phone first, then for a desk, then for paper. */
import { createHash } from 'node:crypto';
import { PAGES_PATH } from '../platform/http/page.door.js';

export const STYLESHEET = `
:root {
  --ink: #1d2733; --soft: #5b6876; --line: #dfe5ec; --ground: #f3f5f8; --paper: #fff;
  --blue: #14508c; --blue-dark: #0d3c6b; --blue-pale: #e8f0f8;
  --red: #b3261e; --red-pale: #fbeae9; --amber: #8a5a00; --amber-pale: #fdf3dc; --green: #1c6b3c; --green-pale: #e6f4eb;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
a { color: var(--blue); }
h1, h2, h3, p, dl, dd, ol, ul, figure, fieldset { margin: 0; padding: 0; }
h1 { font-size: 1.3rem; line-height: 1.4; }
h2 { font-size: 1.02rem; line-height: 1.4; }
h3 { font-size: .95rem; }
small, .fine { font-size: .84rem; color: var(--soft); }
.inner { max-width: 1080px; margin: 0 auto; padding: 0 16px; }
.top { background: var(--blue-dark); color: #fff; }
.top .inner { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 54px; }
.brand { color: #fff; font-weight: 600; letter-spacing: .12em; text-decoration: none; white-space: nowrap; }
.visitor { display: flex; align-items: center; gap: 12px; min-width: 0; }
.who { line-height: 1.25; text-align: right; min-width: 0; }
.who a { color: inherit; text-decoration: none; }
.who small { display: block; color: #c3d3e4; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 46vw; }
main.inner { padding-top: 16px; padding-bottom: 48px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin-bottom: 16px; }
.card > h2 { margin-bottom: 12px; padding-bottom: 10px; border-bottom: 1px solid var(--line); }
.card.narrow, .card.notice { max-width: 460px; margin: 6vh auto 16px; padding: 24px; }
.card.notice p, .card.narrow p { margin-top: 10px; }
.card.narrow h1 { margin-bottom: 4px; }
.message { border-radius: 8px; padding: 10px 14px; margin-bottom: 16px; background: var(--blue-pale); border: 1px solid #c5d8ea; }
.message.bad { background: var(--red-pale); border-color: #f0c4c1; color: #7d1a14; }
.message.good { background: var(--green-pale); border-color: #bfe0cb; color: #14502c; }
label, .label { display: block; margin-top: 14px; font-size: .92rem; color: var(--soft); }
label.check { display: flex; gap: 8px; align-items: center; color: var(--ink); }
input[type=text], input[type=password], input[type=date], input[type=tel], input[type=file], textarea, select { display: block; width: 100%; margin-top: 4px; padding: 10px 12px; font: inherit; color: var(--ink); background: #fff; border: 1px solid #b9c4d0; border-radius: 7px; }
textarea { min-height: 5.2em; resize: vertical; }
input:focus-visible, textarea:focus-visible, select:focus-visible, button:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid #7fb0e0; outline-offset: 1px; }
input[type=checkbox], input[type=radio] { width: 20px; height: 20px; accent-color: var(--blue); flex: none; }
button, .button { display: inline-block; min-height: 44px; padding: 9px 22px; font: inherit; font-weight: 600; line-height: 1.5; color: #fff; background: var(--blue); border: 1px solid var(--blue); border-radius: 7px; text-decoration: none; cursor: pointer; }
button:hover, .button:hover { background: var(--blue-dark); }
button.second { background: #fff; color: var(--red); border-color: #d9a5a1; }
button.second:hover { background: var(--red-pale); }
.button.other { background: #fff; color: var(--blue); }
.button.other:hover { background: var(--blue-pale); }
button.plain { min-height: 36px; padding: 4px 12px; font-weight: 400; background: transparent; border-color: rgba(255,255,255,.45); }
.actions { margin-top: 16px; }
.narrow button, .narrow .button { width: 100%; text-align: center; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; margin: 8px 0 0; }
.whole { display: inline-block; }
.chip { display: inline-block; padding: 1px 10px; border-radius: 99px; font-size: .84rem; line-height: 1.7; background: var(--blue-pale); color: var(--blue-dark); white-space: nowrap; }
.chip.major, .chip.late { background: var(--red-pale); color: var(--red); }
.chip.wait { background: var(--amber-pale); color: var(--amber); }
.chip.done { background: var(--green-pale); color: var(--green); }
dl.facts { display: grid; grid-template-columns: minmax(5.2em, auto) 1fr; gap: 8px 14px; }
dl.facts dt { color: var(--soft); }
dl.facts dd { white-space: pre-wrap; }
.wide code { font-size: .84rem; overflow-wrap: anywhere; }
.rows { list-style: none; }
.rows > li { border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.rows a.row { display: block; padding: 12px 2px; color: inherit; text-decoration: none; }
.rows a.row:hover { background: var(--blue-pale); }
.rows .row b { font-weight: 600; }
table { width: 100%; border-collapse: collapse; font-size: .94rem; }
th, td { padding: 8px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
.number + td:not(.number), .number + th:not(.number) { padding-left: 32px; }
.fine.below { margin-top: 10px; }
td small { display: inline-block; line-height: 1.3; }
.five { list-style: none; display: grid; gap: 10px; }
.five li { display: grid; grid-template-columns: 4.2em 1fr; gap: 10px; padding: 10px 12px; border-radius: 8px; background: var(--green-pale); }
.five li.missing { background: var(--red-pale); }
.five b::before { content: "✓ "; color: var(--green); }
.five .missing b::before { content: "✕ "; color: var(--red); }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; }
.pictures figure { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: #fafbfc; }
.pictures img { display: block; width: 100%; height: 132px; object-fit: cover; background: #e9edf2; }
.pictures .file { display: flex; height: 132px; align-items: center; justify-content: center; font-weight: 600; letter-spacing: .08em; color: var(--soft); background: #e9edf2; text-decoration: none; }
.pictures figcaption { padding: 6px 10px 8px; font-size: .84rem; line-height: 1.45; }
.line { list-style: none; border-left: 2px solid var(--line); margin-left: 6px; }
.line li { position: relative; padding: 0 0 16px 18px; }
.line li:last-child { padding-bottom: 0; }
.line li::before { content: ""; position: absolute; left: -7px; top: .5em; width: 12px; height: 12px; border-radius: 50%; background: var(--blue); border: 2px solid var(--paper); }
.line q { display: block; white-space: pre-wrap; margin-top: 2px; quotes: none; padding: 4px 10px; border-left: 3px solid var(--line); color: #39485a; }
details.more { border-top: 1px solid var(--line); margin-top: 16px; padding-top: 12px; }
summary { cursor: pointer; color: var(--blue); font-weight: 600; min-height: 32px; }
.do { border-color: #b9d0e6; box-shadow: 0 1px 6px rgba(20,80,140,.09); }
.what { margin: 14px 0; font-size: 1.06rem; white-space: pre-wrap; }
.jump { margin-top: 10px; }
.act + .act { margin-top: 18px; padding-top: 16px; border-top: 1px solid var(--line); }
.act button, .evidence-card button { width: 100%; }
.evidence-card form .fine { margin-top: 8px; }
fieldset { border: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 12px; }
.pair input { min-width: 0; }
.board { display: flex; flex-direction: column; }
@media (min-width: 900px) {
  .board { display: grid; grid-template-columns: minmax(0, 1fr) 350px; column-gap: 20px; align-items: start; }
  .board > * { grid-column: 1; }
  .board > .do { grid-column: 2; grid-row: 1 / span 4; position: sticky; top: 16px; }
  .jump { display: none; }
  .evidence-card button { width: auto; }
  .card { padding: 20px 22px; }
  h1 { font-size: 1.5rem; }
  dl.facts.two { grid-template-columns: auto 1fr auto 1fr; }
}
@media (max-width: 640px) {
  .stack, .stack tbody, .stack tr, .stack td { display: block; }
  .stack thead { display: none; }
  .stack tr { padding: 10px 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: baseline; }
  .stack tr:last-child { border-bottom: 0; }
  .stack td, .stack td.number { border: 0; padding: 0; text-align: left; }
  .stack .number + td:not(.number) { padding-left: 0; }
  .stack td:first-child { flex: 1 0 100%; font-weight: 600; }
  .stack td:first-child small { font-weight: 400; }
  .stack td:not(:first-child)::before { content: attr(data-label) " "; color: var(--soft); font-size: .84rem; }
}
@media (max-width: 420px) { dl.facts { grid-template-columns: auto 1fr; gap: 6px 12px; } dl.facts dt { white-space: nowrap; } }
@media print { .top form, .do, .actions { display: none; } body { background: #fff; } .card { border: 0; padding: 0; } }
`;

/** Its own address for each content, so that it may be kept for ever. */
export const STYLE_PATH = `${PAGES_PATH}/style-${createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)}.css`;
