/** The lists of the OpenAPI document, and one of them walked row by row over HTTP (contract §1, lists). */
import { fields, list, text, type Fields, type Session } from '../model/driver.js';
import { meant, operationsOf, type Operation } from './documented.js';

/** Answers with `items` that are no lists, and why. */
const NO_LISTS: Record<string, string> = {
  'get /escalation-rules': 'the one ladder in force, whole, with its version and its runs',
  'get /hazards/{id}/similar': 'the twenty nearest, by likeness, with what they suggest: {repeatOf, items[]}',
  'get /hazards/summary': 'counts by group, as the contract shapes them: {items[]}',
  'get /events': 'a feed by position (?after=), never at its end: it has no total',
};

const answerOf = (document: Fields, { says }: Operation): Fields => {
  const { content } = meant(document, fields(says.responses)['200']);
  return meant(document, fields(fields(content)['application/json']).schema);
};

export const listsOf = (document: Fields): Operation[] => operationsOf(document)
  .filter((operation) => operation.method === 'get' && 'items' in fields(answerOf(document, operation).properties) && !(operation.name in NO_LISTS));

export const exceptionsOf = (document: Fields): string[] => Object.keys(NO_LISTS).filter((name) => !operationsOf(document).some((one) => one.name === name));

export const queryOf = (document: Fields, { says }: Operation): string[] =>
  list(says.parameters).map((parameter) => meant(document, parameter)).filter((parameter) => parameter.in === 'query').map(({ name }) => text(name));

/** More rows are not asked for one at a time. */
const WALKED_MAX = 4;

/** Everything that is not as the contract has it; the total, or null where this caller may not read it. */
export async function walked(session: Session, path: string, filter = ''): Promise<{ total: number | null; faults: string[]; whole: unknown }> {
  const first = await session.get(`${path}?count=true&limit=200${filter}`);
  if ([403, 404].includes(first.status)) return { total: null, faults: [], whole: { items: [], nextCursor: null } };
  const { items, total, nextCursor } = fields(first.body);
  const all = list(items).map((item) => JSON.stringify(item));
  if (first.status !== 200 || typeof total !== 'number') return { total: 0, faults: [`count=true: ${first.status} ${JSON.stringify(first.body).slice(0, 200)}`], whole: first.body };
  const faults = nextCursor === null && total !== all.length ? [`total ${total} of ${all.length}`] : [];
  if (new Set(all).size !== all.length) faults.push('a row came twice on one page');
  const one: string[] = [];
  let cursor = '';
  for (let at = 0; at < Math.min(all.length, WALKED_MAX); at += 1) {
    const page = fields((await session.get(`${path}?limit=1${filter}${cursor && `&cursor=${cursor}`}`)).body);
    one.push(...list(page.items).map((item) => JSON.stringify(item)));
    cursor = text(page.nextCursor);
    if (cursor === '') break;
  }
  if (one.join('\n') !== all.slice(0, WALKED_MAX).join('\n')) faults.push(`one by one: ${one.length} rows, not those of the whole page`);
  if (cursor === '' && all.length > WALKED_MAX) faults.push('no cursor before the end');
  const foreign = await session.get(`${path}?cursor=bm90IG91cnMgYXQgYWxsLCBub3QgYXQgYWxs`);
  if (foreign.status !== 400 || fields(foreign.body).code !== 'CURSOR_INVALID') faults.push(`a cursor of somebody else: ${foreign.status}`);
  return { total, faults, whole: first.body };
}
