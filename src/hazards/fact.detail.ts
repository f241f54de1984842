/** What the fact of a move says: the command, the old and new values it changed. Never a phone, never a password. */
import { contentHash, stateHash } from '../domain/content.js';
import type { Commands, MoveName } from '../domain/dossier.js';
import type { Hazard } from '../domain/hazard.js';
import type { Mandate } from '../domain/permission.js';
import type { Said } from '../platform/ledger/door.js';

/** Fields whose old value a reader of the trail must be able to see again. */
const TOLD = [
  'level', 'description', 'location', 'basisClause', 'basisNote', 'sector', 'category', 'deadline', 'supervisingOfficer', 'interimMeasures',
  'operationsSuspended', 'foundBy', 'campaignIds', 'inspectionId', 'repeatOf', 'finderLevel', 'pendingLevel', 'route',
] as const satisfies readonly (keyof Hazard)[];

const withoutPhone = <T extends object>(value: T | null): Omit<T, 'phone'> | null => {
  if (!value) return null;
  const { phone: _phone, ...rest } = value as T & { phone?: unknown };
  return rest;
};
const fiveTold = ({ fiveInPlace: five }: Hazard) => ({ ...five, responsibility: withoutPhone(five.responsibility) });

function changes(before: Hazard, after: Hazard): Record<string, { from: unknown; to: unknown }> {
  const told: Record<string, { from: unknown; to: unknown }> = {};
  const note = (field: string, from: unknown, to: unknown) => {
    if (JSON.stringify(from) !== JSON.stringify(to)) told[field] = { from, to };
  };
  for (const field of TOLD) note(field, before[field], after[field]);
  note('owner', withoutPhone(before.owner), withoutPhone(after.owner));
  note('fiveInPlace', fiveTold(before), fiveTold(after));
  return told;
}

/** The parts of a command that are not told as changes. */
function carried(command: object): Record<string, unknown> {
  const { passwordRight: _p, owner: _o, five: _f, changes: _c, opinion: _i, ...rest } = command as Record<string, unknown>;
  return JSON.parse(JSON.stringify(rest)) as Record<string, unknown>;
}

/** The hash an act was given for; of other moves, of the content as it stands after them. */
function boundHash(move: MoveName, after: Hazard): string {
  const act = move === 'sign' ? after.signature : move === 'confirm' ? after.confirmations.at(-1)
    : move === 'accept' ? after.acceptances.at(-1) : move === 'submit-rectification' ? after.submission : null;
  return act?.contentHash ?? contentHash(after);
}

export function saidOf<M extends MoveName>(move: M, before: Hazard, after: Hazard, command: Commands[M], mandate: Mandate | null): Said {
  const { opinion, reason } = command as { opinion?: string; reason?: string };
  return {
    objectKind: 'HAZARD', objectId: before.id, countyCode: before.countyCode, move, from: before.status, to: after.status,
    opinion: opinion ?? reason ?? null, contentHash: boundHash(move, after),
    stateHash: stateHash(after), onBehalfOf: mandate?.onBehalfOf ?? null, ...(mandate && { role: mandate.role }),
    detail: { ...carried(command), changes: changes(before, after) },
  };
}
