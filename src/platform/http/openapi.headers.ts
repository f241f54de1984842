/** The header fields of answers, said once in the document and referred to where they are sent. */
import { ACTION_EXTENSION } from './can.decorator.js';
import type { ActionName } from '../../domain/permission.js';
import { takesIdempotencyKey } from './openapi.problems.js';
import type { OperationShape } from './openapi.problems.js';

type Response = OperationShape['responses'][string];
const text = (description: string, example: string) => ({ description, schema: { type: 'string' as const }, example });

export const HEADERS = {
  'X-Request-Id': text('请求的编号：请求带来的，或新给的；查询时请提供', '0197f9c2-8d1e-7c3a-9b52-3f0e6a5d1c44'),
  ETag: text('版本号，带引号；修改时用于 If-Match', '"3"'),
  Location: text('新建对象的网址', '/api/v1/hazards/019a9f00-0000-7000-8000-000000000201'),
  'Idempotent-Replayed': { description: '为 true：同一 Idempotency-Key 第一次的答复，这一次没有再办理', schema: { type: 'string' as const, enum: ['true'] }, example: 'true' },
  RateLimit: text('本窗口还可请求的次数（r）和余下的秒数（t）', '"person";r=1187;t=42'),
  'RateLimit-Policy': text('每个窗口的次数（q）和窗口的秒数（w）', '"person";q=1200;w=60'),
  'Retry-After': { description: '多少秒之后再试', schema: { type: 'integer' as const, minimum: 1 }, example: 42 },
};
type HeaderName = keyof typeof HEADERS;

const WAITS = ['423', '429', '503'];
const UNREAD = ['413', '415', '503'];

/** Adds to every answer what is sent with it. `hasVersion`: of the schema of a body. */
export function addHeaders(operation: OperationShape, method: string, hasVersion: (response: Response) => boolean): void {
  const action = operation[ACTION_EXTENSION] as ActionName | undefined;
  for (const [status, response] of Object.entries(operation.responses)) {
    const names: HeaderName[] = ['X-Request-Id'];
    if (action && !UNREAD.includes(status)) names.push('RateLimit', 'RateLimit-Policy');
    if (WAITS.includes(status) && 'application/problem+json' in (response['content'] as object)) names.push('Retry-After');
    if (status < '300' && hasVersion(response)) names.push('ETag');
    if (status === '201') names.push('Location');
    if (action && method === 'post' && status < '300' && takesIdempotencyKey(action)) names.push('Idempotent-Replayed');
    response['headers'] = { ...(response['headers'] as object | undefined), ...Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])) };
  }
}
