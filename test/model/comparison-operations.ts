/** Contract §6 × role × inside or outside the scope, typed by hand. */
import type { Seat } from './contract.js';
import { COUNTY, EVERYBODY, FIRM, OFFICE_READERS, PEOPLE, row, STAFF, TOWN } from './operation-rows.js';
import type { Operation } from './operations.js';

/** A town sees a published one of its own, an enterprise one with rows of its own; nobody else anything. Keys need the scope. */
const WHOLE: Seat[] = [...COUNTY, 'SUPERVISOR CITY', ...OFFICE_READERS];
const READERS_OF_PUBLISHED: Seat[] = [...PEOPLE];
const RUNNERS: Seat[] = ['SUPERVISOR COUNTY', 'SUPERVISOR CITY'];
const NEW_COMPARISON = { name: '比对{unique}', periodFrom: '{today}', periodTo: '{today}', areaCode: '{town}', sides: ['COUNTY', 'TOWN'], from: 'LISTS' };
const COMPARED_ROW = { externalRef: '1', enterpriseName: '示例', town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', description: '积水', foundOn: '{today}', status: 'OPEN' };
/** What uses its object up is allowed to nobody here and open to whoever may: the stories do it. */
const decided = (path: string, open: Seat[], body: unknown = {}): Operation => row('POST', path, [], { open, denied: 'REFUSED', body });
export const INSPECTIONS: Operation[] = [
  row('POST', '/inspections', [...FIRM, ...STAFF], { body: { enterpriseId: '{enterprise}', inspectedOn: '{today}', inspectors: [{ name: '示例检查员甲' }] } }),
  row('GET', '/inspections', EVERYBODY),
  row('GET', '/inspections/{inspection}', EVERYBODY),
  row('POST', '/inspections/{inspection}/void', [], { open: TOWN, denied: 'REFUSED', body: { reason: '登记有误' } }),
];
export const COMPARISONS: Operation[] = [
  row('POST', '/comparisons', [...RUNNERS, 'SUPERVISOR TOWN'], { body: NEW_COMPARISON }),
  row('GET', '/comparisons', PEOPLE),
  row('GET', '/comparisons/{comparison}', WHOLE, { note: 'unpublished', denied: 'REFUSED' }),
  row('GET', '/comparisons/{comparison}/pairs', WHOLE, { note: 'unpublished', denied: 'REFUSED' }),
  row('PUT', '/comparisons/{draftComparison}/lists/COUNTY', RUNNERS, { denied: 'REFUSED', match: '/comparisons/{draftComparison}', body: { rows: [COMPARED_ROW] } }),
  row('GET', '/comparisons/{published}/lists/COUNTY', WHOLE),
  decided('/comparisons/{draftComparison}/run', RUNNERS),
  decided('/comparisons/{draftComparison}/cancel', RUNNERS),
  decided('/comparisons/{draftComparison}/publish', ['SUPERVISOR COUNTY']),
  decided('/comparisons/{comparison}/pairs', RUNNERS, { left: { side: 'COUNTY', externalRef: '9' }, right: { side: 'TOWN', externalRef: '9' }, note: '同一处' }),
  decided('/comparisons/{comparison}/pairs/{comparison}/rule', RUNNERS, { verdict: 'SAME', note: '同一处' }),
  decided('/comparisons/{comparison}/pairs/{comparison}/unrule', RUNNERS),
  row('POST', '/comparisons/{comparison}/aliases', RUNNERS, {
    denied: 'REFUSED', body: { left: { name: '甲{unique}', town: '南村镇' }, right: { name: '乙{unique}', town: '南村镇' }, same: true },
  }),
  row('GET', '/comparisons/{comparison}/aliases', WHOLE, { denied: 'REFUSED' }),
  row('GET', '/comparisons/{comparison}/rulings', WHOLE, { denied: 'REFUSED' }),
  row('GET', '/comparisons/{published}', READERS_OF_PUBLISHED),
  row('GET', '/comparisons/{published}/pairs', READERS_OF_PUBLISHED),
  row('GET', '/comparisons/{published}/hazards', READERS_OF_PUBLISHED),
  row('GET', '/comparisons/{published}/towns', READERS_OF_PUBLISHED),
  row('GET', '/comparisons/{published}/enterprises', READERS_OF_PUBLISHED),
  row('GET', '/comparisons/{published}/enterprises/{enterprise}', READERS_OF_PUBLISHED),
  row('GET', '/comparisons/{published}/circular', WHOLE),
  row('GET', '/comparisons/{published}/workbook', WHOLE),
  row('GET', '/hazards/{hazard}/similar', EVERYBODY),
];
