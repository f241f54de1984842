/** Every limit an integrator can meet at the door, with its unit (contract §1: `GET /limits` states them all). */
import type { LimitsView } from './limits.view.js';
import type { HttpOptions } from './options.js';

export const BODY_LIMIT_BYTES = 1_000_000;
export const LARGE_BODY_LIMIT_BYTES = 20_000_000;
export const IDEMPOTENCY_KEY_MAX_CHARACTERS = 255;
export const REQUEST_ID_MAX_CHARACTERS = 128;
export const PAGE_LIMIT_DEFAULT = 50;
export const PAGE_LIMIT_MAX = 200;
export const TOTAL_EXACT_TO = 10_000;
export const BATCH_MAX_ITEMS = 1_000;
/** Rows of hazards in one file that comes in, and in one that goes out. */
export const IMPORT_MAX_ROWS = 100_000;
export const EXPORT_MAX_ROWS = 100_000;
/** Rows of one side's list of a comparison. */
export const COMPARISON_LIST_MAX_ROWS = 20_000;
export const TEXT_MAX_CHARACTERS = 2_000;
export const JSON_MAX_DEPTH = 32;
export const RATE_WINDOW_SECONDS = 60;
export const IDEMPOTENCY_KEPT_DAYS = 30;

/** Batches, comparison lists and uploads take 20 MB, everything else 1 MB (contract §1). */
const LARGE = /\/batch(\/|$)|\/comparisons\/[^/]+\/lists(\/|$)/;
export const bodyLimitOf = (path: string): number => (LARGE.test(path) ? LARGE_BODY_LIMIT_BYTES : BODY_LIMIT_BYTES);

export const limitsOf = (options: Pick<HttpOptions, 'rateLimits'>): LimitsView => ({
  bodyBytes: BODY_LIMIT_BYTES,
  batchBodyBytes: LARGE_BODY_LIMIT_BYTES,
  uploadBytes: LARGE_BODY_LIMIT_BYTES,
  jsonDepth: JSON_MAX_DEPTH,
  batchItems: BATCH_MAX_ITEMS,
  importRows: IMPORT_MAX_ROWS,
  exportRows: EXPORT_MAX_ROWS,
  comparisonListRows: COMPARISON_LIST_MAX_ROWS,
  textCharacters: TEXT_MAX_CHARACTERS,
  pageDefault: PAGE_LIMIT_DEFAULT,
  pageMax: PAGE_LIMIT_MAX,
  totalExactTo: TOTAL_EXACT_TO,
  idempotencyKeyCharacters: IDEMPOTENCY_KEY_MAX_CHARACTERS,
  idempotencyKeptDays: IDEMPOTENCY_KEPT_DAYS,
  requestIdCharacters: REQUEST_ID_MAX_CHARACTERS,
  requestsPerMinutePerson: options.rateLimits.person,
  requestsPerMinuteKey: options.rateLimits.key,
  requestsPerMinuteOrganisation: options.rateLimits.organisation,
  exportsPerMinuteOrganisation: options.rateLimits.export,
  signInsPerMinuteAddress: options.rateLimits.signIn,
  unauthenticatedPerMinuteAddress: options.rateLimits.key,
});
