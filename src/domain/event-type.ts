/** What happened, as it is told outside (contract §5): `hazard.registered.v1` …; a receiver names types, or `hazard.*` for all of one kind. */
import type { Fact } from './fact.js';

const PAST: Record<string, string> = {
  register: 'registered', sign: 'signed', confirm: 'confirmed', 'send-back': 'sent-back', 'submit-rectification': 'rectification-submitted',
  accept: 'accepted', void: 'voided', restore: 'restored', verify: 'verified', reclassify: 'reclassified', amend: 'amended',
};

/** Whatever closes a row is told as `closed`; what happens to it afterwards is not. */
export function eventType(fact: Pick<Fact, 'objectKind' | 'move' | 'from' | 'to'>): string {
  // A due date is told as what happened to its hazard, return or task: `hazard.overdue.v1`.
  if (fact.objectKind === 'DUE_DATE') return `${fact.move}.v1`;
  const kind = fact.objectKind.toLowerCase().replace('_', '-');
  const closed = fact.objectKind === 'HAZARD' && fact.to === 'CLOSED' && fact.from !== 'CLOSED';
  return `${kind}.${closed ? 'closed' : PAST[fact.move] ?? fact.move}.v1`;
}

/** What a receiver may ask for. The list only grows. */
export const HAZARD_EVENT_TYPES = [
  'hazard.registered.v1', 'hazard.patch.v1', 'hazard.five-in-place.v1', 'hazard.cause-analysis.v1', 'hazard.workers-informed.v1', 'hazard.assessments.v1',
  'hazard.attach.v1', 'hazard.signed.v1', 'hazard.refuse-to-sign.v1', 'hazard.take-over.v1', 'hazard.confirmed.v1', 'hazard.sent-back.v1',
  'hazard.record-progress.v1', 'hazard.amended.v1', 'hazard.rectification-submitted.v1', 'hazard.accepted.v1', 'hazard.closed.v1',
  'hazard.request-extension.v1', 'hazard.decide-extension.v1', 'hazard.reclassified.v1', 'hazard.list-for-supervision.v1', 'hazard.delist.v1',
  'hazard.verified.v1', 'hazard.suspend-operations.v1', 'hazard.resume-operations.v1', 'hazard.voided.v1', 'hazard.restored.v1',
  'hazard.join-finder.v1', 'hazard.leave-finder.v1', 'hazard.follow-enterprise.v1', 'hazard.follow-area.v1', 'hazard.reminded.v1', 'hazard.overdue.v1', 'hazard.missed.v1',
] as const;
export const EVENT_TYPES_ASKED: readonly string[] = ['hazard.*', ...HAZARD_EVENT_TYPES];

/** `hazard.*` is every type that begins with `hazard.`, also those that come to be later. */
export const isAskedFor = (asked: readonly string[], type: string): boolean =>
  asked.some((one) => (one.endsWith('.*') ? type.startsWith(one.slice(0, -1)) : one === type));
