import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** What the global setup put into the environment for us; a missing value means that it did not run. */
export function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this spec must stand under test/ and be run by jest`);
  return value;
}

/** A directory of files of one's own; removed at the end of the run. */
export const filesDirectory = (prefix = 'files-'): string => mkdtempSync(join(given('TEST_FILES_DIR'), prefix));

/** TOKEN_SECRET and the others, made anew for this run and the same in all its workers. */
export const testSecrets = (): Record<string, string> => JSON.parse(given('TEST_SECRETS')) as Record<string, string>;

/** A Redis shared by the whole run (use a prefix of your own), or null where redis-server is not installed. */
export const testRedisUrl = (): string | null => given('TEST_REDIS_URL') || null;
