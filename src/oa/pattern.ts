/** Expressions that a site gives: matched in time that grows with the text alone (RE2), whatever they are. */
import { LRUCache } from 'lru-cache';
import { RE2JS } from 're2js';

export const PATTERN_MAX_CHARACTERS = 500;
const KEPT = 500;
const patterns = new LRUCache<string, RE2JS>({ max: KEPT });

/** Case does not matter. Throws for what RE2 does not know: look-around, back references, more than 1,000 repetitions. */
export function patternOf(text: string): RE2JS {
  const known = patterns.get(text);
  if (known) return known;
  const compiled = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE);
  patterns.set(text, compiled);
  return compiled;
}

export function isPattern(text: string): boolean {
  try {
    return patternOf(text) instanceof RE2JS;
  } catch {
    return false;
  }
}
