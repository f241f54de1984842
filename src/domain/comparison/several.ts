import { ready } from './lexicon.js';
import { parse } from './parse.js';
import type { ComparedRecord, Lexicon } from './record.js';

/** A merged record: it may name several hazards. */
export const holdsSeveral = (record: ComparedRecord, lexicon: Lexicon): boolean => parse(record, ready(lexicon)).parts > 1;
