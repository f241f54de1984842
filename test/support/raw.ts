/** Requests as they come: any bytes, any header, no help from a client library. */
import type { Fields } from '../model/driver.js';
import { fields } from '../model/driver.js';

export interface Raw {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | FormData | ReadableStream;
}

export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The problem document, or {}. */
  problem: Fields;
}

export async function ask(url: string, { method = 'GET', path, headers = {}, body }: Raw): Promise<RawAnswer> {
  const streamed = body instanceof ReadableStream && { duplex: 'half' };
  const response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }), ...streamed } as RequestInit);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, problem: isJson && text ? fields(JSON.parse(text)) : {} };
}
