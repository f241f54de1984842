/** Tens of thousands of rows write the same towns, days, codes and names: each text is held once. Pure. */
import type { ComparisonRowEntity } from './comparison.entity.js';

const TOLD_AGAIN = ['comparisonId', 'side', 'enterpriseId', 'enterpriseName', 'creditCode', 'townCode', 'town', 'sector', 'level', 'location', 'basisClause', 'foundOn', 'status', 'closedOn'] as const satisfies readonly (keyof ComparisonRowEntity)[];
type ToldAgain = Record<(typeof TOLD_AGAIN)[number], string | null>;

export class SharedTexts {
  private readonly texts = new Map<string, string>();
  private readonly lists = new Map<string, string[]>();

  /** The row itself, which now says the same with less. */
  share(row: ComparisonRowEntity): ComparisonRowEntity {
    const said: ToldAgain = row;
    for (const name of TOLD_AGAIN) {
      const text = said[name];
      if (text !== null) said[name] = this.known(text);
    }
    row.flags = this.list(row.flags);
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
    const key = list.join('\n');
    const known = this.lists.get(key);
    if (known) return known;
    this.lists.set(key, list);
    return list;
  }
}
