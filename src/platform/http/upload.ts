/** Reads multipart/form-data with one file, which streams to wherever it is kept: never whole in memory (contract §3). */
import type { Readable } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { StorageEngine } from 'multer';
import { refuse } from '../../domain/refusal.js';
import type { Refused } from '../../domain/refusal.js';
import { LARGE_BODY_LIMIT_BYTES } from './limits.js';

export interface Upload<T> {
  /** As sent: to be checked by a DTO. */
  fields: Record<string, unknown>;
  /** null where none was sent. */
  file: { name: string; kept: T } | null;
}

export interface Keeper<T> {
  /** Rejects, and leaves nothing, where the stream breaks off. */
  receive(stream: Readable): Promise<T>;
  discard(kept: T): Promise<void>;
}

const FILE = 'file';
/** Two files, so that the second can be named in the refusal. */
const LIMITS = {
  fileSize: LARGE_BODY_LIMIT_BYTES, files: 2, fields: 20, parts: 22, fieldNameSize: 100, fieldSize: 2_000, headerPairs: 20, fieldNestingDepth: 0,
};
/** What is still swallowed of an upload that is too large, so that the sender can read the refusal. */
const SWALLOW_BYTES = 64_000_000;

/** Throws 413 as soon as the file is too large, 400 for another file or a malformed body; then nothing is kept. */
export function readUpload<T>(request: Request, response: Response, keeper: Keeper<T>): Promise<Upload<T>> {
  return new Promise((resolve, reject) => {
    let kept: T | undefined;
    let over = false;
    const fail = (error: Error): void => {
      over = true;
      if (kept === undefined) return reject(error);
      void keeper.discard(kept).then(() => reject(error), reject);
    };
    const engine: StorageEngine = {
      _handleFile: (_request, file, done) => void keepWhole(file.stream, keeper).then(async (whole) => {
        if (over) return keeper.discard(whole);
        kept = whole;
        done(null, {});
      }).catch((error: Error) => {
        fail(error);
        done(error);
      }),
      _removeFile: (_request, _file, done) => done(null),
    };
    if (request.destroyed) return fail(refuse('MALFORMED'));
    swallowAtMost(request, SWALLOW_BYTES);
    const read: RequestHandler = multer({ storage: engine, limits: LIMITS, defParamCharset: 'utf8' }).single(FILE);
    void read(request, response, (error?: unknown) => (error === undefined ? resolve(uploadOf(request, kept)) : fail(refusalOf(error))));
  });
}

async function keepWhole<T>(stream: Readable, keeper: Keeper<T>): Promise<T> {
  const kept = await keeper.receive(stream);
  if (!(stream as { truncated?: boolean }).truncated) return kept;
  await keeper.discard(kept);
  throw refuse('BODY_TOO_LARGE', { limit: `${LARGE_BODY_LIMIT_BYTES / 1_000_000} MB` });
}

function uploadOf<T>(request: Request, kept: T | undefined): Upload<T> {
  const fields = { ...(request.body as object) };
  return { fields, file: kept === undefined ? null : { name: request.file?.originalname ?? '', kept } };
}

function swallowAtMost(request: Request, limitBytes: number): void {
  let seen = 0;
  request.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > limitBytes) request.destroy();
  });
}

/** What the parser minds, in our words. Whoever broke off reads no answer. */
function refusalOf(error: unknown): Error | Refused {
  if (!(error instanceof MulterError)) return isParserFault(error) ? refuse('MALFORMED') : (error as Error);
  switch (error.code) {
    case 'LIMIT_FILE_SIZE': return refuse('BODY_TOO_LARGE', { limit: `${LARGE_BODY_LIMIT_BYTES / 1_000_000} MB` });
    case 'LIMIT_FILE_COUNT': return refuse('WRONG_COUNT', { min: 1, max: 1 }, FILE);
    case 'LIMIT_UNEXPECTED_FILE': return error.field === FILE ? refuse('WRONG_COUNT', { min: 1, max: 1 }, FILE) : refuse('UNKNOWN_FIELD', {}, error.field);
    case 'LIMIT_FIELD_VALUE': return refuse('WRONG_LENGTH', { min: 0, max: LIMITS.fieldSize }, error.field);
    default: return error.field === undefined ? refuse('MALFORMED') : refuse('UNKNOWN_FIELD', {}, error.field);
  }
}

/** multer's and busboy's own messages about a body, and a request that ended early; a fault of the disk has a code. */
const isParserFault = (error: unknown): boolean => error instanceof Error && (error as NodeJS.ErrnoException).code === undefined;
