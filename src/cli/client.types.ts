/** The types of the client: docs/openapi.json told in TypeScript. Made with the document by `npm run openapi`. */

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  description?: string;
}
interface Media { schema?: Schema }
interface Response { $ref?: string; content?: Record<string, Media> }
interface Parameter { name: string; in: string; required?: boolean; schema?: Schema; description?: string }
interface Operation { operationId: string; summary?: string; parameters?: Parameter[]; requestBody?: { required?: boolean; content: Record<string, Media> }; responses: Record<string, Response> }
export interface ToldDocument { paths: Record<string, Record<string, unknown>>; components: { schemas: Record<string, Schema> } }

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** What the client itself puts in, or takes beside the rest. */
const OWN_HEADERS = ['Idempotency-Key', 'If-Match'];
const HEAD = `/** Made from docs/openapi.json by \`npm run openapi\`: not edited by hand. A line each, so that two changes of the contract merge. */
`;

export function clientTypes(document: ToldDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] as Operation }] : [])));
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => `${comment(schema.description)}export type ${name} = ${typeOf(schema)};\n`);
  const told = operations.map(({ operation }) => toldOperation(operation));
  const routes = operations.map(({ path, method, operation }) => `  ${operation.operationId}: ['${method.toUpperCase()}', '${path}'],\n`);
  return `${HEAD}\n${schemas.join('')}\nexport interface Operations {\n${told.join('')}}\n\nexport const ROUTES = {\n${routes.join('')}} as const satisfies Record<keyof Operations, readonly [method: string, path: string]>;\n`;
}

function toldOperation({ operationId, summary, parameters = [], requestBody, responses }: Operation): string {
  const of = (place: string) => parameters.filter((parameter) => parameter.in === place && !OWN_HEADERS.includes(parameter.name));
  const [media] = Object.entries(requestBody?.content ?? {});
  const body = media && `body${requestBody?.required === false ? '?' : ''}: ${media[0].startsWith('multipart/') ? 'FormData' : typeOf(media[1].schema ?? {})}`;
  const parts = [...paramsOf('path', of('path')), ...paramsOf('query', of('query')), ...(body ? [body] : []), `answer: ${answerOf(responses)}`];
  return `  ${comment(summary)}${operationId}: { ${parts.join('; ')} };\n`;
}

function paramsOf(place: string, parameters: readonly Parameter[]): string[] {
  if (parameters.length === 0) return [];
  const optional = parameters.some(({ required }) => required) ? '' : '?';
  const members = parameters.map(({ name, required, schema = {}, description }) =>
    `${comment(description)}${nameOf(name)}${required ? '' : '?'}: ${schema.type === 'array' ? `${typeOf(schema.items ?? {})} | ${typeOf(schema)}` : typeOf(schema)}`);
  return [`${place}${optional}: { ${members.join('; ')} }`];
}

/** What a success says: the types of all of them; a file is a Blob, nothing is null. */
function answerOf(responses: Record<string, Response>): string {
  const media = Object.entries(responses).filter(([status]) => status.startsWith('2')).flatMap(([, { content }]) => Object.entries(content ?? {}));
  const types = media.map(([type, { schema }]) => (type === 'application/json' ? typeOf(schema ?? {}) : 'Blob'));
  return [...new Set(types)].join(' | ') || 'null';
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').pop() ?? 'unknown';
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const united = schema.oneOf ?? schema.anyOf;
  if (united) return [...new Set(united.map(typeOf))].join(' | ');
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ');
  const types = [schema.type ?? (schema.properties ? 'object' : 'unknown')].flat();
  return types.map((type) => plainType(type, schema)).join(' | ');
}

function plainType(type: string, schema: Schema): string {
  switch (type) {
    case 'string': return schema.format === 'binary' ? 'Blob' : 'string';
    case 'integer': case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'null': return 'null';
    case 'array': return `(${typeOf(schema.items ?? {})})[]`;
    case 'object': return objectType(schema);
    default: return 'unknown';
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(([name, schema]) => `${comment(schema.description)}${nameOf(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`);
  if (members.length === 0) return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>`;
  return `{ ${members.join('; ')} }`;
}

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const comment = (text: string | undefined): string => (text ? `/** ${text.replace(/\*\//g, '* /').replace(/\s+/g, ' ')} */ ` : '');
