/** Rows to warm up on: published criteria and hazards as county and town might have written them. They say nothing of any enterprise. Pure. */
import { PUBLISHED } from '../reference/comparison.js';
import type { Compared } from './run.input.js';

/** Of one firm and one side. */
const ROWS = 5;
const PLACES = ['熔炼车间', '2号仓库', null, '喷漆房', '配电室'] as const;
/** No longer than what people write. */
const TEXTS = PUBLISHED.filter(({ length }) => length < 60);

/** Firm number `firm`: ten rows, of which the town's say half of what the county's say. */
export function warmingRows(firm: number): Compared[] {
  return Array.from({ length: ROWS }, (_, at) => at).flatMap((at) => {
    const [text, next] = [0, 1].map((more) => TEXTS[(firm * ROWS + at + more) % TEXTS.length] ?? '') as [string, string];
    const number = 1 + ((firm + at) % 4);
    const county = at % 3 === 0 ? `1、${number}#炉${text}；2、${next}` : `${number}号炉${text}`;
    const town = at % 2 === 0 ? `${text.slice(Math.floor(text.length / 5))}，现场整改` : `${number}#炉${text.slice(0, Math.ceil(text.length * 0.7))}`;
    return [row('COUNTY', firm, at, county, PLACES[(firm + at) % PLACES.length] ?? null), row('TOWN', firm, at, town, PLACES[(firm + 2 * at) % PLACES.length] ?? null)];
  });
}

function row(side: 'COUNTY' | 'TOWN', firm: number, at: number, description: string, location: string | null): Compared {
  const enterpriseName = `示例${firm}机械`;
  return {
    side, number: at + 1, key: `${side} ${firm} ${at}`, externalRef: null, hazardId: null, enterpriseId: null, enterpriseName: side === 'COUNTY' ? `${enterpriseName}有限公司` : enterpriseName, creditCode: null,
    townCode: null, town: '示例镇', sector: 'OTHER', level: 'MAJOR', description, location, basisClause: null, foundOn: `2024-03-0${at + 1}`, status: 'OPEN', closedOn: null,
    inspectors: [], pending: false, sameAs: null,
  };
}
