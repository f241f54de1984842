/** The OpenAPI 3.1 document: what decorators and comments say, and what all operations have in common. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ACTIONS } from '../../domain/permission.js';
import type { ActionName, KeyScope, Role } from '../../domain/permission.js';
import { ACTION_EXTENSION } from './can.decorator.js';
import { TITLE } from './docs.js';
import { PROBLEM_EXAMPLES, PROBLEM_SCHEMA, refusalResponses, takesIdempotencyKey } from './openapi.problems.js';
import type { OperationShape } from './openapi.problems.js';

const ROLE_NAMES: Record<Role, string> = {
  OPERATOR: '安全管理员', PRINCIPAL: '主要负责人', INSPECTOR: '检查人员', SUPERVISOR: '审批人员', ADMINISTRATOR: '管理员', AUDITOR: '审计',
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** Contract §1: these two are edited without If-Match. */
const WITHOUT_VERSION: readonly string[] = ['self.password', 'clock.manage'];

const header = (name: string, required: boolean, description: string, schema: object) => ({ name, in: 'header', required, description, schema });
const IDEMPOTENCY_KEY = header('Idempotency-Key', false, '同一键、同一内容的请求只办理一次；重发得到第一次的答复', { type: 'string', minLength: 1, maxLength: 255 });
const ifMatch = (required: boolean) => header('If-Match', required, '读取时 ETag 给出的版本号，带引号', { type: 'string', pattern: '^"[0-9]+"$', example: '"3"' });

export function buildDocument(app: INestApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle(TITLE)
    .setDescription('县级应急管理局隐患台账：登记、五到位、签字、两级确认、整改、验收、销号。人员用 user（Bearer），系统对接用 partner（X-API-Key）。')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: '人员：POST /api/v1/auth/login 得到的 accessToken' }, 'user')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: '系统：管理员发放的接口密钥' }, 'partner')
    .build();
  const document = SwaggerModule.createDocument(app, frame);
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA }, examples: PROBLEM_EXAMPLES };
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) if (item[method]) complete(item[method] as OperationShape, method);
  }
  return document;
}

/** The first paragraph of a handler's comment is its title, the rest explains. */
function complete(operation: OperationShape, method: (typeof METHODS)[number]): void {
  const action = operation[ACTION_EXTENSION] as ActionName | undefined;
  operation.parameters = (operation.parameters ?? []).map(withIdFormat);
  const [summary, ...description] = (operation.summary ?? '').split('\n\n');
  operation.summary = summary;
  operation.description = description.join('\n\n');
  if (action) {
    operation.description = [operation.description, mayDo(action)].filter(Boolean).join('\n\n');
    if (method === 'post' && takesIdempotencyKey(action)) operation.parameters.push(IDEMPOTENCY_KEY, ifMatch(false));
    if (['put', 'patch'].includes(method) && !WITHOUT_VERSION.includes(action)) operation.parameters.push(ifMatch(true));
  }
  dropUndescribed(operation);
  operation.responses = { ...operation.responses, ...refusalResponses(operation, method) };
}

/** Who may, in words: from the one table of actions. */
function mayDo(action: ActionName): string {
  const { roles, key }: { roles: readonly Role[]; key?: KeyScope } = ACTIONS[action];
  return `可办理：${roles.map((role) => `${ROLE_NAMES[role]} \`${role}\``).join('、')}${key ? `；接口密钥（\`${key}\`）` : '；接口密钥不可代办'}`;
}

/** Path parameters that are ids say so: plain strings in the handlers, unless @ApiParam describes another thing. */
function withIdFormat(parameter: { in?: string; name?: string; description?: string; schema?: object }): object {
  const isId = parameter.in === 'path' && parameter.description === undefined && /^(id|.*Id)$/.test(parameter.name ?? '');
  return isId ? { ...parameter, schema: { ...parameter.schema, format: 'uuid' } } : parameter;
}

/** Nest adds a bare default success (201 for POST): it goes where the operation describes another one. */
function dropUndescribed(operation: OperationShape): void {
  const described = Object.entries(operation.responses).filter(([status, response]) => status < '400' && response.description);
  if (described.length === 0) return;
  for (const [status, response] of Object.entries(operation.responses)) if (!response.description) delete operation.responses[status];
}
