/** 检查人员 in three cells: the names, and what each is and where from; written and read the same way. Pure. */
import type { FoundBy } from '../../domain/hazard.js';

const BETWEEN = /[、,，;；/\n]+/;
const BETWEEN_EACH = /[、,，;；/\n]/;

export interface FindersSaid { names?: string; posts?: string; organisations?: string }

const shared = (values: readonly (string | null)[]): string =>
  new Set(values).size === 1 ? values[0] ?? '' : values.map((value) => value ?? '').join('、');

export const saidOf = (foundBy: readonly FoundBy[]): Required<FindersSaid> => ({
  names: foundBy.map(({ name }) => name).join('、'), posts: shared(foundBy.map(({ post }) => post)), organisations: shared(foundBy.map(({ organisation }) => organisation)),
});

/** null where so many posts or organisations stand beside so many names that nobody knows whose is whose. */
export function findersFrom({ names = '', posts, organisations }: FindersSaid, before: readonly FoundBy[] = []): FoundBy[] | null {
  const listed = names.split(BETWEEN).map((name) => name.trim()).filter((name) => name !== '');
  const known = new Map(before.map((one) => [one.name, one]));
  const post = each(posts, listed.length);
  const organisation = each(organisations, listed.length);
  if (!post || !organisation) return null;
  return listed.map((name, at) => ({
    name, post: post(at) ?? (posts === undefined ? known.get(name)?.post ?? null : null),
    organisation: organisation(at) ?? (organisations === undefined ? known.get(name)?.organisation ?? null : null),
  }));
}

/** One for all, or as many as there are names. */
function each(text: string | undefined, count: number): ((at: number) => string | null) | null {
  if (text === undefined) return () => null;
  const parts = count === 1 ? [text] : text.split(BETWEEN_EACH).map((part) => part.trim());
  if (parts.length === 1) return () => parts[0] ?? null;
  return parts.length === count ? (at) => parts[at] || null : null;
}
