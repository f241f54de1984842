/** How refusals stand in the OpenAPI document: grouped by status, each code with an example. */
import { ACTIONS } from '../../domain/permission.js';
import type { ActionName } from '../../domain/permission.js';
import { LABELS } from '../../domain/labels.js';
import { REFUSALS, refuse, Refused, sentence, statusOf } from '../../domain/refusal.js';
import type { RefusalCode } from '../../domain/refusal.js';
import { ACTION_EXTENSION } from './can.decorator.js';
import { problemOf, titleOf } from './problem.js';
import type { ParameterShape } from './openapi.examples.js';
import { fieldCodes } from './openapi.fields.js';
import { REFUSES_EXTENSION } from './refuses.decorator.js';

/** The part of an operation that is completed here. */
export interface OperationShape {
  summary?: string;
  description?: string;
  parameters?: ParameterShape[];
  requestBody?: unknown;
  /** Empty: nobody need sign in. */
  security?: unknown[];
  responses: Record<string, { description?: string; [member: string]: unknown }>;
  [extension: `x-${string}`]: unknown;
}

const BODY_CODES: readonly RefusalCode[] = [
  'BODY_TOO_LARGE', 'MEDIA_TYPE_NOT_SUPPORTED', 'CHARSET_NOT_SUPPORTED', 'JSON_MALFORMED', 'JSON_DUPLICATE_KEY', 'JSON_TOO_DEEP',
  'UNKNOWN_FIELD', 'REQUIRED', 'WRONG_TYPE', 'FORBIDDEN_CHARACTER',
];
const SIGNED_IN_CODES: readonly RefusalCode[] = ['UNAUTHENTICATED', 'CREDENTIAL_IN_URL', 'PASSWORD_CHANGE_NEEDED', 'FORBIDDEN', 'TOO_MANY_REQUESTS'];
const ALWAYS: readonly RefusalCode[] = ['MALFORMED', 'INTERNAL', 'TEMPORARILY_UNAVAILABLE'];
const EXAMPLE_REQUEST_ID = '0197f9c2-8d1e-7c3a-9b52-3f0e6a5d1c44';

const text = { type: 'string' as const };
export const PROBLEM_SCHEMA = {
  type: 'object' as const,
  description: 'RFC 9457。同一类的理由一次全部给出；code 稳定，可用于程序判断。',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors', 'requestId'],
  properties: {
    type: { ...text, format: 'uri' },
    title: text,
    status: { type: 'integer' as const },
    detail: { ...text, description: '中文；请求带 Accept-Language: en 时为英文' },
    code: text,
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['path', 'code', 'message'],
        properties: { path: { type: ['string', 'null'], description: '字段，例如 items[3].level；与字段无关时为 null' }, code: text, message: text },
      },
    },
    requestId: text,
    hazardStatus: { ...text, enum: Object.keys(LABELS.status), description: '`MOVE_NOT_ALLOWED` 等（409）：隐患现在的状态' },
    allowedMoves: { type: 'array' as const, items: { ...text, enum: Object.keys(LABELS.move) }, description: '同上：您现在可以办理的事项，即 POST /hazards/{id}/ 之后的一段' },
    retryAfterSeconds: { type: 'integer' as const, description: '`ACCOUNT_LOCKED`：多少秒之后解锁，与 Retry-After 相同' },
    sizeBytes: { type: 'integer' as const, description: '`RANGE_NOT_SATISFIABLE`：文件的字节数' },
  },
};

/** Where the document has more members than every problem has, or names fields. */
const TELLING: Partial<Record<RefusalCode, Refused>> = {
  MOVE_NOT_ALLOWED: new Refused([{ code: 'MOVE_NOT_ALLOWED', params: { status: 'CLOSED', move: 'sign' } }], { hazardStatus: 'CLOSED', allowedMoves: ['verify'] }),
  EXTERNAL_REF_CONFLICT: new Refused(['description', 'deadline'].map((path) => ({ code: 'EXTERNAL_REF_CONFLICT' as const, path, params: { fields: 'description、deadline' } }))),
  ACCOUNT_LOCKED: new Refused([{ code: 'ACCOUNT_LOCKED', params: { minutes: 15 } }], { retryAfterSeconds: 900 }),
  RANGE_NOT_SATISFIABLE: new Refused([{ code: 'RANGE_NOT_SATISFIABLE', params: { size: 20_480 } }], { sizeBytes: 20_480 }),
};


/** One example a code, said once for all operations. */
export const PROBLEM_EXAMPLES = Object.fromEntries((Object.keys(REFUSALS) as RefusalCode[]).map((code) =>
  [code, { summary: sentence({ code }, 'zh'), value: problemOf(TELLING[code] ?? refuse(code), 'zh', EXAMPLE_REQUEST_ID) }]));

/** Before the headers that all operations share are added: their faults are named here. */
export function refusalResponses(operation: OperationShape, method: string, schemas: object): OperationShape['responses'] {
  const own = (operation[REFUSES_EXTENSION] ?? []) as RefusalCode[];
  delete operation[REFUSES_EXTENSION];
  const asked = [...new Set([...own, ...commonCodes(operation, method, schemas)])];
  const codes = (Object.keys(REFUSALS) as RefusalCode[]).filter((code) => asked.includes(code));
  const statuses = [...new Set(codes.map(statusOf))].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [status, responseOf(status, codes.filter((code) => statusOf(code) === status))]));
}

/** Contract §1: every POST but those under `/auth`, which are about oneself. */
export const takesIdempotencyKey = (action: ActionName): boolean => !action.startsWith('self.');

/** Contract §1: every PATCH and PUT but these two. */
const WITHOUT_VERSION: readonly ActionName[] = ['self.password', 'clock.manage'];
export const takesVersion = (action: ActionName, method: string): boolean => ['put', 'patch'].includes(method) && !WITHOUT_VERSION.includes(action);

function commonCodes(operation: OperationShape, method: string, schemas: object): RefusalCode[] {
  const action = operation[ACTION_EXTENSION] as ActionName | undefined;
  const parameters = operation.parameters ?? [];
  const codes: RefusalCode[] = [...ALWAYS, ...fieldCodes([operation.requestBody, parameters], schemas)];
  if (operation.requestBody) codes.push(...BODY_CODES);
  if (parameters.some((parameter) => parameter.in === 'path')) codes.push('NOT_FOUND');
  if (parameters.some((parameter) => parameter.in === 'query')) codes.push('UNKNOWN_FIELD', 'WRONG_TYPE');
  if (parameters.some((parameter) => parameter.name === 'cursor')) codes.push('CURSOR_INVALID');
  if (!action) return [...codes, 'TOO_MANY_REQUESTS'];
  codes.push(...SIGNED_IN_CODES, 'key' in ACTIONS[action] ? 'KEY_SCOPE_MISSING' : 'HUMAN_REQUIRED');
  if (method === 'post' && takesIdempotencyKey(action)) codes.push('IDEMPOTENCY_KEY_INVALID', 'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED');
  if (method === 'post' && parameters.some((parameter) => parameter.in === 'path')) codes.push('IF_MATCH_INVALID', 'VERSION_STALE');
  if (takesVersion(action, method)) codes.push('IF_MATCH_REQUIRED', 'IF_MATCH_INVALID', 'VERSION_STALE');
  return codes;
}

function responseOf(status: number, codes: readonly RefusalCode[]): OperationShape['responses'][string] {
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: `${titleOf(status, 'zh')}：${codes.map((code) => `\`${code}\``).join('、')}`,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples: Object.fromEntries(examples) as object } },
  };
}
