/** docs/PROOFS.md is made of sections, each written by the script that ran it; the others stay as they were. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/PROOFS.md');

/** @returns {string} */
export const commit = () => execFileSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' }).trim();

/** No failure in N independent tries: the true rate is below this (95 %). */
export const bound = (count) => `${((3 / count) * 100).toPrecision(2)} %`;

/** `text` begins with its heading (`## …`). It stands under a mark of its name, and replaces what stood there. */
export function writeSection(name, text) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const page = readFileSync(PAGE, 'utf8');
  const section = `${begin}\n${text.trim()}\n${end}\n`;
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  const whole = from >= 0 && to > from ? `${page.slice(0, from)}${section}${page.slice(to + end.length).replace(/^\n/, '')}` : `${page.trimEnd()}\n\n${section}`;
  writeFileSync(PAGE, whole);
}
