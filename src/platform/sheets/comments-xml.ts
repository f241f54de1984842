/** Comments of cells: their text, and the drawing that old and new programs show them by (ECMA-376 §18.7, VML). */
import type { Comment } from './sheet-xml.js';
import { escaped } from './style-table.js';

const WIDE_COLUMNS = 3;
const CHARACTERS_PER_LINE = 20;
const LINES_MAX = 14;

export const commentsXml = (comments: readonly Comment[]): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>隐患台账</author></authors><commentList>${
  comments.map(({ reference, text }) => `<comment ref="${reference}" authorId="0"><text><r><rPr><sz val="10"/><rFont val="宋体"/></rPr><t xml:space="preserve">${escaped(text)}</t></r></text></comment>`).join('')}</commentList></comments>`;

export const drawingXml = (comments: readonly Comment[]): string => `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${
  comments.map(shape).join('')}</xml>`;

function shape({ row, column, text }: Comment, at: number): string {
  const lines = Math.min(LINES_MAX, 2 + text.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / CHARACTERS_PER_LINE), 0));
  const top = Math.max(0, row - 2);
  const anchor = [column + 1, 15, top, 2, column + 1 + WIDE_COLUMNS, 15, top + lines, 4].join(', ');
  return `<v:shape id="_x0000_s${1025 + at}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}
