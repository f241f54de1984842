import type { Act } from '../domain/labels.js';
import type { Mandate } from '../domain/permission.js';
import type { Writing } from '../platform/ledger/door.js';
import type { OaChannel } from './channel.entity.js';

/** The channel with one fact more. No secret stands in `detail`. */
export function touched<C extends OaChannel>(writing: Writing, mandate: Mandate, channel: C, move: Act, detail: Record<string, unknown>): C {
  const fact = writing.record(
    { objectKind: 'OA_CHANNEL', objectId: channel.id, countyCode: channel.countyCode, move, role: mandate.role, onBehalfOf: mandate.onBehalfOf, detail },
    { version: channel.version, hash: channel.headHash },
  );
  return { ...channel, version: fact.version, headHash: fact.hash };
}
