/** Text as typed → text as compared, with the way back: every kept character knows where it stood. */

export interface Tidied {
  /** Half width, upper case, no white space, one sign for each kind of punctuation. */
  readonly text: string;
  /** Where each character of `text` stood in the original (UTF-16 units). */
  readonly at: readonly number[];
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

/** What a character that stands alone becomes, by its code: Chinese text is nearly all of these. */
const alone = new Array<string | undefined>(65_536);

export function tidy(original: string): Tidied {
  let text = '';
  const at: number[] = [];
  for (let index = 0; index < original.length; ) {
    const known = alone[original.charCodeAt(index)];
    if (known?.length === 1) {
      text += known;
      at.push(index);
      index += 1;
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(index) ?? 0);
    const plain = fold(character);
    if (character.length === 1) alone[character.charCodeAt(0)] = plain;
    for (let unit = 0; unit < plain.length; unit += 1) at.push(index);
    text += plain;
    index += character.length;
  }
  return { text, at };
}

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
