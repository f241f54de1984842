/** The name a file is offered under: the sender's, without what could mislead a reader or a system (security S26). */
const NAME_MAX_CHARACTERS = 200;
/** Control characters, bidi and zero-width marks, halves of surrogate pairs, private and unassigned code points. */
const UNSEEN = /\p{C}/gu;
const NOT_IN_NAMES = /[<>:"|?*]/g;
const NAMELESS = '佐证';

/** `extensions`: those of the kind its bytes are, the usual one first; a name that ends otherwise gets it. */
export function fileNameOf(given: string, extensions: readonly string[]): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const tidy = base.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').replace(NOT_IN_NAMES, '_').replace(/^[\s.]+|[\s.]+$/g, '');
  const dot = tidy.lastIndexOf('.');
  const own = dot > 0 ? tidy.slice(dot + 1).toLowerCase() : '';
  const [stem, extension] = extensions.includes(own) ? [tidy.slice(0, dot), tidy.slice(dot + 1)] : [tidy, extensions[0] ?? ''];
  const room = NAME_MAX_CHARACTERS - extension.length - 1;
  return `${[...(stem || NAMELESS)].slice(0, room).join('')}.${extension}`;
}
