/** The title of a circular on several lines (GB/T 9704: 回行时词意完整，排列对称). Pure. */

/** 二号 takes some twenty characters a line. */
const LINE_CHARACTERS = 20;
const FITS = LINE_CHARACTERS + 2;
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Who issues it stands on a line of its own; the rest is broken between words, into lines about as long as each other. */
export function titleLines(title: string): string[] {
  if (title.length <= LINE_CHARACTERS) return [title];
  const at = title.indexOf('关于');
  const rest = title.slice(Math.max(0, at));
  return [...(at > 0 ? [title.slice(0, at)] : []), ...(rest.length <= FITS ? [rest] : broken(rest))];
}

function broken(text: string): string[] {
  const lines = Math.ceil(text.length / LINE_CHARACTERS);
  const between = breaksOf(text);
  const cuts = [0];
  for (let line = 1; line < lines; line += 1) {
    const wanted = Math.round((text.length * line) / lines);
    const last = cuts.at(-1) ?? 0;
    const [nearest] = between.filter((cut) => cut > last && cut - last <= FITS).sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted) || one - other);
    cuts.push(nearest ?? Math.min(last + LINE_CHARACTERS, text.length));
  }
  return cuts.map((from, line) => text.slice(from, cuts[line + 1])).filter((line) => line !== '');
}

/** Between two words, never before a closing mark or behind an opening one, nor before 的, nor behind a word of one character (大比对). */
function breaksOf(text: string): number[] {
  const words = [...WORDS.segment(text)];
  return words.filter((_, at) => words[at - 1]?.isWordLike !== true || words[at - 1]?.segment.length !== 1).map(({ index }) => index).filter((at) => at > 0 && !'”’）》〉」』、，。：；的'.includes(text[at] ?? '') && !'“‘（《〈「『'.includes(text[at - 1] ?? ''));
}
