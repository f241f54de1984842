/**
 * The format of strings in answers, from the names of the house: `…Id` is a UUID, `…At` and `…Until` an instant, `…On` and a deadline a day.
 * What the example shows goes before what the name says, and neither is asked where the schema says more itself.
 */
interface Shape {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  pattern?: string;
  example?: unknown;
  properties?: Record<string, Shape>;
  items?: Shape;
  [member: string]: unknown;
}

const FORMS: readonly [format: string, name: RegExp, value: RegExp][] = [
  ['uuid', /^id$|Ids?$|^(repeatOf|duplicateOf|undecidedPairs)$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['date-time', /^(at|time|now)$|(At|Until|Since)$|^wallNow$/, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/],
  ['date', /^(on|day|deadline)$|(On|Deadline)$/, /^\d{4}-\d\d-\d\d$/],
];
/** Made by others, or of more kinds than one. */
const FREE = ['requestId', 'externalId', 'eventId', 'messageId', 'callerId', 'madeAt'];
/** Adds formats in place to the properties of these. */
export function addFormats(schemas: Iterable<object>): void {
  for (const schema of schemas) {
    for (const [name, property] of Object.entries((schema as Shape).properties ?? {})) {
      const text = [property.type].flat().includes('array') ? property.items : property;
      const format = text && isPlainText(text) ? formatOf(name, [property.example].flat()[0]) : undefined;
      if (text && format) text.format = format;
    }
  }
}

const isPlainText = ({ type, format, enum: codes, pattern }: Shape): boolean =>
  [type].flat().includes('string') && format === undefined && codes === undefined && pattern === undefined;

function formatOf(name: string, example: unknown): string | undefined {
  if (FREE.includes(name)) return undefined;
  if (typeof example !== 'string') return FORMS.find(([, named]) => named.test(name))?.[0];
  return FORMS.find(([, , value]) => value.test(example))?.[0];
}

/** A code that may be null is null in its list too: in OpenAPI 3.1 an enum says all there is. */
export function addNulls(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, enum: codes } = node as Shape;
  if (Array.isArray(type) && type.includes('null') && Array.isArray(codes) && !codes.includes(null)) codes.push(null);
  for (const [key, value] of Object.entries(node)) if (key !== 'example' && key !== 'examples') addNulls(value);
}
