/**
 * Reads a JSON body, counted while it streams. Faults of the envelope (413, 415) are thrown at once; faults of the
 * content (400) are kept, because 401 comes before 400 (contract §1).
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { refuse, Refused } from '../../domain/refusal.js';
import { parseStrictly } from './json.js';

export interface JsonBody {
  value: unknown;
  /** The refusal of kind 400, to be thrown once the caller is known. */
  fault: Refused | null;
}

const NO_BODY: JsonBody = { value: undefined, fault: null };
const BYTE_ORDER_MARK = '\uFEFF';
/** What is still swallowed of a body that is too large, so that the sender can read the refusal. */
const SWALLOW_BYTES = 64_000_000;

export function judgeLength(request: IncomingMessage, limitBytes: number): void {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(request, limitBytes);
}

/** What the head alone tells: 413 and 415. An empty body without a content type is no body: many moves have none. */
export function judgeEnvelope(request: IncomingMessage, limitBytes: number): void {
  judgeLength(request, limitBytes);
  if (hasBody(request)) judgeType(request.headers);
}

/** After `judgeEnvelope`. */
export async function readJsonBody(request: IncomingMessage, limitBytes: number): Promise<JsonBody> {
  if (!hasBody(request)) return NO_BODY;
  const bytes = await collect(request, limitBytes);
  return bytes.length === 0 ? NO_BODY : await read(bytes);
}

/** After `judgeLength`: the bytes as they came, of any type; none where there are none. */
export const readBytes = (request: IncomingMessage, limitBytes: number): Promise<Buffer> => collect(request, limitBytes);

const hasBody = ({ headers }: IncomingMessage): boolean =>
  Number(headers['content-length'] ?? 0) !== 0 || headers['transfer-encoding'] !== undefined;

function judgeType(headers: IncomingMessage['headers']): void {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw refuse('MEDIA_TYPE_NOT_SUPPORTED', { expected: 'Content-Encoding: identity' });
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  if (type !== 'application/json') throw refuse('MEDIA_TYPE_NOT_SUPPORTED', { expected: 'Content-Type: application/json' });
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') throw refuse('CHARSET_NOT_SUPPORTED');
}

export function collect(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else if (size > SWALLOW_BYTES) request.destroy();
      else if (size - chunk.length <= limitBytes) reject(tooLarge(request, limitBytes));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(refuse('MALFORMED')));
    request.once('close', () => {
      if (!request.readableEnded) reject(refuse('MALFORMED'));
    });
  });
}

/** Of a body that nobody will read: it passes by, so that its sender can read the refusal, as far as SWALLOW_BYTES. */
export function discardBody(request: IncomingMessage): void {
  if (!hasBody(request) || request.listenerCount('data') > 0) return;
  let swallowed = 0;
  request.on('data', (chunk: Buffer) => {
    swallowed += chunk.length;
    if (swallowed > SWALLOW_BYTES) request.destroy();
  });
}

function tooLarge(request: IncomingMessage, limitBytes: number): Refused {
  discardBody(request);
  return refuse('BODY_TOO_LARGE', { limit: `${limitBytes / 1_000_000} MB` });
}

async function read(bytes: Buffer): Promise<JsonBody> {
  if (!isUtf8(bytes)) return { value: undefined, fault: refuse('JSON_MALFORMED') };
  try {
    const text = bytes.toString('utf8');
    return { value: await parseStrictly(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text), fault: null };
  } catch (error) {
    if (error instanceof Refused) return { value: undefined, fault: error };
    throw error;
  }
}
