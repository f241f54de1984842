/** One bar chart on a sheet (ECMA-376 §21.2, §20.5): its numbers are cells of the sheet, so that it follows them. */
import { columnName } from './sheet.js';
import { attribute, escaped } from './style-table.js';

export interface ChartOut {
  title: string;
  /** Columns and rows of the sheet, both ends included; rows from 1. */
  categories: { column: number; from: number; to: number };
  series: readonly { name: string; column: number; /** RRGGBB. */ color: string }[];
  /** Cells that it covers. */
  at: { column: number; row: number; columns: number; rows: number };
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const AXES = { categories: 111_111_111, values: 222_222_222 } as const;

export function chartXml(sheetName: string, { title, categories, series }: ChartOut): string {
  const sheet = `'${sheetName.replace(/'/g, "''")}'`;
  const range = (column: number): string => escaped(`${sheet}!$${columnName(column)}$${categories.from}:$${columnName(column)}$${categories.to}`);
  const text = (said: string, size: number, bold: boolean): string =>
    `<c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}" b="${bold ? 1 : 0}"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="${size}" b="${bold ? 1 : 0}"/><a:t>${escaped(said)}</a:t></a:r></a:p></c:rich></c:tx>`;
  const bars = series.map(({ name, column, color }, at) => `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx><c:v>${escaped(name)}</c:v></c:tx>${
    `<c:spPr><a:solidFill><a:srgbClr val="${attribute(color)}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`}${
    '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'}${
    `<c:cat><c:strRef><c:f>${range(categories.column)}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>${range(column)}</c:f></c:numRef></c:val>`}</c:ser>`).join('');
  return `${HEAD}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${RELATIONS}"><c:roundedCorners val="0"/><c:chart><c:title>${text(title, 1400, true)}<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${
    `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${bars}<c:gapWidth val="60"/><c:axId val="${AXES.categories}"/><c:axId val="${AXES.values}"/></c:barChart>`}${
    `<c:catAx><c:axId val="${AXES.categories}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${AXES.values}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>`}${
    `<c:valAx><c:axId val="${AXES.values}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${AXES.categories}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`}${
    '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'}`;
}

export function chartDrawingXml({ title, at: { column, row, columns, rows } }: ChartOut): string {
  const corner = (name: string, col: number, line: number): string => `<xdr:${name}><xdr:col>${col}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${line}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  return `${HEAD}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main"><xdr:twoCellAnchor>${corner('from', column, row - 1)}${corner('to', column + columns, row - 1 + rows)}${
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${attribute(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>`}${
    `<a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" xmlns:r="${RELATIONS}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`}`;
}
