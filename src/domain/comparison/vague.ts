import { ready } from './lexicon.js';
import { parse } from './parse.js';
import type { ComparedRecord, Lexicon } from './record.js';

/** Longer texts say something: they need not be read to know it. */
const READ_UP_TO = 30;

/** Too general to be taken for any one hazard (用电不规范): no evidence of one, and no proof that it was not seen. */
export const isVague = (record: ComparedRecord, lexicon: Lexicon): boolean =>
  !record.location && record.description.length <= READ_UP_TO && parse(record, ready(lexicon)).vague;
