/**
 * Facts of sets too large to carry to Node and back (a morning's notices): body and hash made inside PostgreSQL, byte
 * for byte as `sealFact` makes them. Only for what needs no escaping: ids, days, codes and numbers; `actor` and
 * `detail` are canonical JSON (RFC 8785) already. Each argument is an SQL expression of type text.
 */
export interface SetFact {
  actor: string;
  at: string;
  countyCode: string;
  detail: string;
  move: string;
  objectId: string;
  objectKind: string;
  previousHash: string;
  requestId: string;
  version: string;
}

const QUOTED = ['at', 'countyCode', 'move', 'objectId', 'objectKind', 'previousHash', 'requestId'];

/** Sorted by name, as RFC 8785 wants them. */
export function bodySql(fact: SetFact): string {
  const nothing = { address: `'""'`, contentHash: `'null'`, from: `'null'`, onBehalfOf: `'null'`, opinion: `'null'`, stateHash: `'null'`, to: `'null'` };
  const members = Object.entries({ ...fact, ...nothing }).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = members.map(([name, sql]) => (QUOTED.includes(name) ? `'"${name}":"' || ${sql} || '"'` : `'"${name}":' || ${sql}`));
  return `'{' || ${parts.join(` || ',' || `)} || '}'`;
}

export const hashSql = (body: string): string => `encode(sha256(convert_to(${body}, 'UTF8')), 'hex')`;
