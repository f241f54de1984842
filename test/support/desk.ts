/** The county's desk as specs of the API use it: firms made anew, finds of an inspector, and what was answered. */
import { expect } from '@jest/globals';
import { fields, list } from '../model/driver.js';
import type { Answer, Fields, Session } from '../model/driver.js';
import { creditCode } from './credit-code.js';

export const NANCUN = '140525100';
export const BAGONG = '140525108';
export const EXAMPLE1 = '01a199c6-9f3c-7232-8597-5f1967a3a72e';
export const EXAMPLE2 = '01a199c7-0715-77f7-b8c8-305d80a31387';

export const said = ({ status, body }: Answer): [number, unknown] => [status, fields(body).code];
export const match = (version: unknown): Record<string, string> => ({ 'If-Match': `"${String(version)}"` });
export const items = async (session: Session, path: string): Promise<Fields[]> => list(fields((await session.get(path)).body).items).map(fields);

let unique = 0;
export async function newFirm(admin: Session, areaCode: string): Promise<Fields> {
  unique += 1;
  const answer = await admin.post('/enterprises', { name: `示例新企业${unique}`, creditCode: creditCode(70_000_000 + unique), areaCode, sector: 'METALLURGY' });
  expect(said(answer)).toEqual([201, undefined]);
  return fields(answer.body);
}

export const hazardBody = (more: Fields): Fields => ({
  level: 'GENERAL', source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', description: '护栏缺失', foundOn: '2026-01-05',
  foundBy: [{ name: '示例戊', post: '检查员', organisation: '南村镇应急管理中心' }], ...more,
});
export async function found(inspector: Session, more: Fields): Promise<Fields> {
  const answer = await inspector.post('/hazards', hazardBody(more));
  expect(said(answer)).toEqual([201, undefined]);
  return fields(answer.body);
}
