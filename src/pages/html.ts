/** HTML by a tagged template: whatever is put in is text, unless it was made by the same template. No way around it. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

export class Html {
  /** Only `html` makes one. */
  private constructor(readonly text: string) {}

  static of(strings: TemplateStringsArray, parts: readonly Part[]): Html {
    return new Html(strings.reduce((text, string, index) => text + said(parts[index - 1]) + string));
  }
}

/** Nothing is shown for null, undefined and false: `${condition && html`…`}`. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

function said(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map((one: Part) => said(one)).join('');
  return escaped(`${part as string | number}`);
}

const sound = new WeakSet<TemplateStringsArray>();

/** Throws where a value would stand in a tag without double quotes around it: there escaping is no help. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  if (!sound.has(strings)) {
    judgeQuotes(strings, parts);
    sound.add(strings);
  }
  return Html.of(strings, parts);
}

function judgeQuotes(strings: TemplateStringsArray, parts: readonly Part[]): void {
  let written = '';
  strings.slice(0, -1).forEach((string, index) => {
    written += string;
    const tag = written.slice(written.lastIndexOf('<'));
    const inTag = written.includes('<') && !tag.includes('>');
    const quoted = tag.split('"').length % 2 === 0;
    if (inTag && !quoted && !(parts[index] instanceof Html) && parts[index] !== false) throw new Error(`a value outside of quotes in a tag: ${tag}`);
  });
}
