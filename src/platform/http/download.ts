/** Answers that are files: a name any browser takes, and parts of the file by range (RFC 9110 §14). */
import type { Readable } from 'node:stream';
import { Refused } from '../../domain/refusal.js';
import type { Answer } from './answer.js';

export interface Wish { range?: string; ifRange?: string }
/** Both ends included. */
export interface Part { first: number; last: number; whole: boolean }
export interface Download {
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  etag: string;
}

/** The part that is wanted of a content; a range of another content is not. Throws 416 where it lies behind the end. */
export function partOf({ range, ifRange }: Wish, { etag, sizeBytes }: Pick<Download, 'etag' | 'sizeBytes'>): Part {
  const part = ifRange === undefined || ifRange === etag ? rangeOf(range, sizeBytes) : null;
  return part ? { ...part, whole: false } : { first: 0, last: sizeBytes - 1, whole: true };
}

/** Always saved, never shown in place (security S26). */
export function downloadAnswer({ fileName, mediaType, sizeBytes, etag }: Download, { first, last, whole }: Part, stream: Readable): Answer<null> {
  const headers = {
    'Content-Type': mediaType,
    'Content-Length': String(last - first + 1),
    'Content-Disposition': disposition(fileName),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Accept-Ranges': 'bytes',
    ETag: etag,
    ...(!whole && { 'Content-Range': `bytes ${first}-${last}/${sizeBytes}` }),
  };
  return { status: whole ? 200 : 206, body: null, headers, stream };
}

const ONE_RANGE = /^bytes\s*=\s*(\d{0,15})-(\d{0,15})\s*$/i;

/** null for the whole: no range, several, or a form that is none. */
export function rangeOf(header: string | undefined, sizeBytes: number): { first: number; last: number } | null {
  const [, from = '', to = ''] = ONE_RANGE.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (first > last) throw new Refused([{ code: 'RANGE_NOT_SATISFIABLE', params: { size: sizeBytes } }], { sizeBytes });
  return { first, last };
}

/** RFC 6266: for old programs in ASCII, for all others as it is. */
export function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
