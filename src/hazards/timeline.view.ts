import type { FactContent } from '../domain/fact.js';
import { labelOf } from '../domain/labels.js';
import type { Caller } from '../domain/permission.js';

/** 经过: one item a fact, oldest first. An enterprise does not see the addresses of the authorities' people. */
export function timelineView(caller: Caller, facts: readonly { body: string; hash: string }[]) {
  return facts.map(({ body, hash }) => {
    const fact = JSON.parse(body) as FactContent & { version: number };
    const { actor, onBehalfOf } = fact;
    const own = caller.organisation.kind !== 'ENTERPRISE' || actor.organisationId === caller.organisation.id;
    return {
      at: fact.at, version: fact.version,
      actor: { name: actor.name, organisation: actor.organisation, role: actor.role, roleLabel: labelOf('role', actor.role) },
      ...(onBehalfOf && { onBehalfOf: { name: onBehalfOf.name } }),
      address: own ? fact.address : null,
      move: fact.move, moveLabel: labelOf('move', fact.move),
      from: fact.from, fromLabel: labelOf('status', fact.from), to: fact.to, toLabel: labelOf('status', fact.to),
      opinion: fact.opinion, contentHash: fact.contentHash, hash,
    };
  });
}
