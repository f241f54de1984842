/** How cells look, each look once (ECMA-376 §18.8): a cell carries the number of its look. */
export interface Style {
  bold?: boolean;
  /** Points; 11 where nothing is said. */
  size?: number;
  font?: string;
  /** RRGGBB, of the letters and of the ground. */
  color?: string;
  fill?: string;
  border?: 'thin' | 'medium';
  align?: 'left' | 'center' | 'right';
  vertical?: 'top' | 'center' | 'bottom';
  wrap?: boolean;
  /** A number format: `yyyy-mm-dd`, `0`, `@`. */
  format?: string;
  /** Shown as typed, also after somebody edits it: what Excel does to text behind an apostrophe. */
  quoted?: boolean;
}

const DEFAULT_FONT = '宋体';
const FIRST_OWN_FORMAT = 164;

/** The names of looks are their numbers, in the order in which they were first asked for. */
export class StyleTable {
  private readonly fonts = new Numbered([fontXml({})]);
  private readonly fills = new Numbered(['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>']);
  private readonly borders = new Numbered(['<border><left/><right/><top/><bottom/><diagonal/></border>']);
  private readonly formats = new Numbered([]);
  private readonly looks = new Numbered(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']);
  private readonly known = new Map<Style, number>();

  /** Of one and the same object the number is found at once: keep styles as constants. */
  numberOf(style: Style | undefined): number {
    if (!style) return 0;
    const known = this.known.get(style);
    if (known !== undefined) return known;
    const number = this.looks.numberOf(this.lookXml(style));
    this.known.set(style, number);
    return number;
  }

  xml(): string {
    const list = (name: string, items: readonly string[]) => `<${name} count="${items.length}">${items.join('')}</${name}>`;
    const formats = this.formats.items.map((code, at) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + at}" formatCode="${attribute(code)}"/>`);
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${formats.length > 0 ? list('numFmts', formats) : ''}${
      list('fonts', this.fonts.items)}${list('fills', this.fills.items)}${list('borders', this.borders.items)}${
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'}${list('cellXfs', this.looks.items)}${
      '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'}</styleSheet>`;
  }

  private lookXml({ fill, border, align, vertical, wrap, format, quoted, ...font }: Style): string {
    const fontId = this.fonts.numberOf(fontXml(font));
    const fillId = fill ? this.fills.numberOf(`<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`) : 0;
    const borderId = border ? this.borders.numberOf(borderXml(border)) : 0;
    const formatId = format === undefined ? 0 : format === '@' ? 49 : FIRST_OWN_FORMAT + this.formats.numberOf(format);
    const place = [align && `horizontal="${align}"`, `vertical="${vertical ?? 'center'}"`, wrap && 'wrapText="1"'].filter(Boolean).join(' ');
    return `<xf numFmtId="${formatId}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"${quoted ? ' quotePrefix="1"' : ''}${
      ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'}><alignment ${place}/></xf>`;
  }
}

class Numbered {
  private readonly numbers: Map<string, number>;
  constructor(readonly items: string[]) {
    this.numbers = new Map(items.map((item, at) => [item, at]));
  }

  numberOf(item: string): number {
    const known = this.numbers.get(item);
    if (known !== undefined) return known;
    this.numbers.set(item, this.items.push(item) - 1);
    return this.items.length - 1;
  }
}

const fontXml = ({ bold, size = 11, color, font = DEFAULT_FONT }: Style): string =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/>${color ? `<color rgb="FF${color}"/>` : ''}<name val="${attribute(font)}"/><charset val="134"/></font>`;

const borderXml = (kind: string): string =>
  `<border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="${kind}"><color auto="1"/></${side}>`).join('')}<diagonal/></border>`;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as XML carries it: what it cannot carry at all is written the way Excel does. */
export const escaped = (text: string): string =>
  /[&<>\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_/.test(text)
    ? text.replace(LONE_SURROGATE, '\ufffd')
      .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
      .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
      .replace(/[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    : text;

export const attribute = (text: string): string => escaped(text).replace(/"/g, '&quot;').replace(/[\n\t]/g, ' ');
