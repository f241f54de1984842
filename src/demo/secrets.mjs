import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const random = () => randomBytes(32).toString('base64');

/**
 * The settings that must be secret. The production system gets them from its operator (.env.example).
 * @returns {Record<string, string>}
 */
export function makeSecrets() {
  return { TOKEN_SECRET: random(), KEY_PEPPER: random(), CURSOR_SECRET: random(), FIELD_KEYS: `k1:${random()}` };
}

/**
 * The secrets of this sandbox, made at its first start. A second start needs the same ones: what was encrypted with
 * them, and the tokens and cursors people still hold, would be lost.
 * @param {string} file
 * @returns {Record<string, string>} with DEMO_PASSWORD
 */
export function keptSecrets(file) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = { ...makeSecrets(), DEMO_PASSWORD: `Demo-${randomBytes(9).toString('base64url')}`, ...kept };
  if (process.env.DEMO_PASSWORD) secrets.DEMO_PASSWORD = process.env.DEMO_PASSWORD;
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
