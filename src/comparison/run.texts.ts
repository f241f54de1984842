/** Tens of thousands of rows write the same towns, days, codes and names: each text is held once. Pure. */
import type { Compared } from './run.input.js';

const TOLD_AGAIN = ['side', 'enterpriseId', 'enterpriseName', 'creditCode', 'townCode', 'town', 'sector', 'level', 'location', 'basisClause', 'foundOn', 'status', 'closedOn'] as const satisfies readonly (keyof Compared)[];
type ToldAgain = Record<(typeof TOLD_AGAIN)[number], string | null>;

const NOBODY: string[] = [];

export class SharedTexts {
  private readonly texts = new Map<string, string>();
  private readonly lists = new Map<string, string[]>();

  /** The row itself, which now says the same with less. */
  share<R extends Compared>(row: R): R {
    const said: ToldAgain = row;
    for (const name of TOLD_AGAIN) {
      const text = said[name];
      if (text !== null) said[name] = this.known(text);
    }
    row.inspectors = this.list(row.inspectors);
    return row;
  }

  private known(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, text);
    return text;
  }

  /** Nobody changes a list of a row. */
  private list(list: string[]): string[] {
    if (list.length === 0) return NOBODY;
    const key = list.join('\n');
    const known = this.lists.get(key);
    if (known) return known;
    this.lists.set(key, list);
    return list;
  }
}
