/** The OpenAPI 3.1 document: what decorators and comments say, and what all operations have in common. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ACTIONS } from '../../domain/permission.js';
import type { ActionName, KeyScope, Role } from '../../domain/permission.js';
import { ACTION_EXTENSION, FILE_TOO_EXTENSION } from './can.decorator.js';
import { TITLE } from './docs.js';
import { retold, TOLD_ON, withoutPrefill } from './openapi.examples.js';
import type { ParameterShape } from './openapi.examples.js';
import { addFormats, addNulls } from './openapi.formats.js';
import { DOCUMENT_GUIDE, providedOr } from './openapi.guide.js';
import type { DocumentGuide } from './openapi.guide.js';
import { addHeaders, HEADERS } from './openapi.headers.js';
import { METRICS_OPERATION } from './openapi.outside.js';
import { PROBLEM_EXAMPLES, PROBLEM_SCHEMA, refusalResponses, takesIdempotencyKey, takesVersion } from './openapi.problems.js';
import type { OperationShape } from './openapi.problems.js';
import { sharedResponses } from './openapi.responses.js';

const ROLE_NAMES: Record<Role, string> = {
  OPERATOR: '安全管理员', PRINCIPAL: '主要负责人', INSPECTOR: '检查人员', SUPERVISOR: '审批人员', ADMINISTRATOR: '管理员', AUDITOR: '审计',
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** OpenAPI 3.1 names a licence by its SPDX expression; the type of @nestjs/swagger knows only version 3.0. */
const LICENSE: { name: string; identifier: string } = { name: '专有软件，未经许可不得使用', identifier: 'LicenseRef-Proprietary' };
const PLAIN: DocumentGuide = { description: '', tags: [] };

const header = (name: string, required: boolean, description: string, schema: Record<string, unknown>): ParameterShape => ({ name, in: 'header', required, description, schema });
const IDEMPOTENCY_KEY = header('Idempotency-Key', false, '同一键、同一内容的请求只办理一次；重发得到第一次的答复', { type: 'string', minLength: 1, maxLength: 255 });
/** Without an example, which Swagger UI would send: every first attempt would meet a stale version. */
const ifMatch = (required: boolean) => header('If-Match', required, `读取时 ETag 给出的版本号，带引号，例如 "3"${required ? '' : '；可不填'}`, { type: 'string', pattern: '^"[0-9]+"$' });

/** `today`: the day to which the examples are told; the file checked in keeps theirs. */
export function buildDocument(app: INestApplication, today: string = TOLD_ON): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, frame(providedOr(app, DOCUMENT_GUIDE, PLAIN)), { operationIdFactory: operationId, autoTagControllers: false });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA }, examples: PROBLEM_EXAMPLES, headers: HEADERS };
  document.paths['/metrics'] = { get: METRICS_OPERATION };
  const schemas = document.components.schemas ?? {};
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] as OperationShape }] : [])));
  const answers = new Set<object>();
  for (const { path, method, operation } of operations) {
    for (const schema of answersOf(operation)) collect(schema, schemas, answers);
    if (path.startsWith(API)) complete(operation, method, schemas);
    else open(operation);
    addHeaders(operation, method, (response) => answersOf({ responses: { 200: response } }).some((schema) => 'version' in propertiesOf(schema, schemas)));
  }
  addFormats(answers);
  addNulls(document.paths);
  addNulls(schemas);
  document.components.responses = sharedResponses(operations.map(({ operation }) => operation));
  document.components.examples = referredTo(document);
  return retold(document, today);
}

/** What the service answers to whom it serves, below the contract's base (contract §1). */
const API = '/api/';

/** Every schema that the answer is made of. */
function collect(node: unknown, schemas: object, found: Set<object>): void {
  if (typeof node !== 'object' || node === null || found.has(node)) return;
  found.add(node);
  for (const value of Object.values(node)) collect(value, schemas, found);
  const { $ref: reference } = node as { $ref?: string };
  if (reference) collect(named(reference, schemas), schemas, found);
}

const named = (reference: string, schemas: object): unknown => (schemas as Record<string, unknown>)[reference.split('/').at(-1) ?? ''];

/** The JSON bodies of a success. */
const answersOf = ({ responses }: Pick<OperationShape, 'responses'>): object[] => Object.entries(responses).flatMap(([status, { content }]) => {
  const { schema } = ((content ?? {}) as Record<string, { schema?: object }>)['application/json'] ?? {};
  return status < '300' && schema ? [schema] : [];
});

function propertiesOf(schema: object, schemas: object): object {
  const { $ref: reference, properties } = schema as { $ref?: string; properties?: object };
  return reference ? propertiesOf(named(reference, schemas) as object, schemas) : (properties ?? {});
}

/** Outside the API nobody is asked who he is, and what cannot be answered is no problem document. */
function open(operation: OperationShape): void {
  operation.security = [];
  titled(operation, []);
  dropUndescribed(operation);
  operation.responses['400'] ??= { description: '请求有误：`FORBIDDEN_CHARACTER`', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}

/** Two codes stand in answers of batches and of routes that are not there: no operation names them. */
function referredTo(document: OpenAPIObject): typeof PROBLEM_EXAMPLES {
  const text = JSON.stringify(document);
  return Object.fromEntries(Object.entries(PROBLEM_EXAMPLES).filter(([code]) => text.includes(`"#/components/examples/${code}"`)));
}

function frame({ description, tags }: DocumentGuide): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder().setTitle(TITLE).setDescription(description).setVersion('1').setOpenAPIVersion('3.1.0')
    .addServer('/', '本服务')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: '人员：POST /api/v1/auth/login 得到的 accessToken' }, 'user')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: '系统：管理员发放的接口密钥' }, 'partner');
  for (const { name, description: said } of tags) builder.addTag(name, said);
  const built = builder.build();
  return { ...built, info: { ...built.info, license: LICENSE } };
}

/** `HazardController.register` → `hazardRegister`; stable, since generated clients are named after it. */
const operationId = (controller: string, method: string): string => {
  const resource = controller.replace(/Controller$/, '');
  return `${resource.charAt(0).toLowerCase()}${resource.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
};

function complete(operation: OperationShape, method: (typeof METHODS)[number], schemas: object): void {
  const action = operation[ACTION_EXTENSION] as ActionName | undefined;
  operation.parameters = (operation.parameters ?? []).map(withIdFormat).map(withoutPrefill);
  titled(operation, action ? [mayDo(action)] : []);
  if (!action) operation.security = [];
  fileToo(operation);
  const refusals = refusalResponses(operation, method, schemas);
  const onOne = operation.parameters.some((parameter) => parameter.in === 'path');
  if (action && method === 'post' && takesIdempotencyKey(action)) operation.parameters.push(IDEMPOTENCY_KEY, ...(onOne ? [ifMatch(false)] : []));
  if (action && takesVersion(action, method)) operation.parameters.push(ifMatch(true));
  dropUndescribed(operation);
  operation.responses = { ...operation.responses, ...refusals };
}

/** The first sentence of a handler's comment is its title, the rest explains. */
function titled(operation: OperationShape, more: readonly string[]): void {
  const [, summary = '', explained = ''] = /^([^。\n]*)。?\s*([^]*)$/.exec(operation.summary ?? '') ?? [];
  operation.description = [explained, operation.description, ...more].filter(Boolean).join('\n\n');
  operation.summary = summary;
}

/** Who may, in words: from the one table of actions. */
function mayDo(action: ActionName): string {
  const { roles, key }: { roles: readonly Role[]; key?: KeyScope } = ACTIONS[action];
  return `可办理：${roles.map((role) => `${ROLE_NAMES[role]} \`${role}\``).join('、')}${key ? `；接口密钥（\`${key}\`）` : '；接口密钥不可代办'}`;
}

/** Path parameters that are ids say so: plain strings in the handlers, unless @ApiParam describes another thing. */
function withIdFormat(parameter: ParameterShape): ParameterShape {
  const isId = parameter.in === 'path' && parameter.description === undefined && /^(id|.*Id)$/.test(parameter.name ?? '');
  return isId ? { ...parameter, schema: { ...parameter.schema, format: 'uuid' } } : parameter;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE_FORM = {
  schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary', contentMediaType: XLSX, description: '工作簿（XLSX），不超过 20 MB' } } },
};

/** The same as a file, beside JSON. */
function fileToo(operation: OperationShape): void {
  if (!operation[FILE_TOO_EXTENSION]) return;
  delete operation[FILE_TOO_EXTENSION];
  const { content } = operation.requestBody as { content: Record<string, unknown> };
  content['multipart/form-data'] = FILE_FORM;
}

/** Nest adds a bare default success (201 for POST): it goes where the operation describes another one. */
function dropUndescribed(operation: OperationShape): void {
  const described = Object.entries(operation.responses).filter(([status, response]) => status < '400' && response.description);
  if (described.length === 0) return;
  for (const [status, response] of Object.entries(operation.responses)) if (!response.description) delete operation.responses[status];
}
