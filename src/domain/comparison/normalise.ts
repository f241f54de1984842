/** Text as typed → text as compared, with the way back: every kept character knows where it stood. */

export class Tidied {
  /** `text`: half width, upper case, no white space, one sign for each kind of punctuation. */
  constructor(private readonly original: string, readonly text: string, private readonly unitByUnit: boolean) {}

  /** Where characters of `text` stood in the original (UTF-16 units), the end of it being the end of that; asked of what is shown, so it is not kept. */
  get stood(): (at: number) => number {
    if (this.unitByUnit) return (at) => at;
    const stood: number[] = [];
    let index = 0;
    for (const character of this.original) {
      for (let unit = 0; unit < fold(character).length; unit += 1) stood.push(index);
      index += character.length;
    }
    return (at) => stood[at] ?? this.original.length;
  }
}

/** One sign for what people type in many ways. NFKC does full width, circled digits and Roman numerals. */
const SAME_SIGN: Readonly<Record<string, string>> = {
  '＃': '#', '﹟': '#', '№': '#', '。': '.', '；': ';', '，': ',', '：': ':', '、': '、',
  '（': '(', '）': ')', '〔': '(', '〕': ')', '【': '(', '】': ')', '［': '(', '］': ')', '{': '(', '}': ')',
  '“': '"', '”': '"', '‘': '"', '’': '"', '「': '"', '」': '"', '《': '"', '》': '"',
  '—': '-', '–': '-', '－': '-', '‐': '-', '～': '~', '〜': '~', '﹣': '-', '〇': '0', '○': '0', '兩': '两',
};
const folded = new Map<string, string>();

function fold(character: string): string {
  let known = folded.get(character);
  if (known === undefined) {
    const plain = SAME_SIGN[character] ?? character.normalize('NFKC').toUpperCase();
    known = [...plain].map((one) => SAME_SIGN[one] ?? one).join('').replace(/[\s\u200b-\u200f\u2060\ufeff\u0000-\u001f]/g, '');
    if (folded.size < 50_000) folded.set(character, known);
  }
  return known;
}

/** What a unit that stands alone becomes, Chinese text being nearly all of these: 0 not known yet. */
const alone = new Uint16Array(65_536);

export function tidy(original: string): Tidied {
  let text = '';
  let kept = 0;
  let unitByUnit = true;
  for (let index = 0; index < original.length; ) {
    const unit = original.charCodeAt(index);
    const known = alone[unit] as number;
    if (known !== 0 && known === unit) {
      index += 1;
      continue;
    }
    const character = known === 0 ? String.fromCodePoint(original.codePointAt(index) ?? 0) : original.charAt(index);
    const plain = fold(character);
    if (plain.length === 1 && character.length === 1 && !isHalf(unit)) alone[unit] = plain.charCodeAt(0);
    if (plain.length !== 1 || character.length !== 1) unitByUnit = false;
    text += original.slice(kept, index) + plain;
    index += character.length;
    kept = index;
  }
  return new Tidied(original, kept === 0 ? original : text + original.slice(kept), unitByUnit);
}

/** Half of a character of two units, which is another when the other half follows. */
const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const DIGITS = '零一二三四五六七八九';
const NUMERAL = /^(?:[零一二三四五六七八九两十百]+)$/;

/** 一 → 1, 十二 → 12, 一零五 → 105, 二百零一 → 201, 12 → 12; null when it is no number. */
export function numberOf(text: string): number | null {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  if (!NUMERAL.test(text)) return null;
  const plain = text.replaceAll('两', '二');
  if (!/[十百]/.test(plain)) return Number([...plain].map((digit) => DIGITS.indexOf(digit)).join(''));
  let total = 0;
  let digit = 0;
  for (const character of plain) {
    if (character === '百') { total += (digit || 1) * 100; digit = 0; }
    else if (character === '十') { total += (digit || 1) * 10; digit = 0; }
    else digit = DIGITS.indexOf(character);
  }
  return total + digit;
}
