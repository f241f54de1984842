/** What happened, as it is told outside (contract §5): `hazard.registered.v1` …; a receiver names types, or `hazard.*` for all of one kind. */
import type { Fact } from './fact.js';

/** Always what has been done, never the name of the command. */
const PAST: Record<string, string> = {
  register: 'registered', patch: 'edited', 'five-in-place': 'five-in-place-set', 'cause-analysis': 'cause-analysed', assessments: 'assessed', attach: 'evidence-added',
  sign: 'signed', 'refuse-to-sign': 'signature-refused', 'take-over': 'taken-over', confirm: 'confirmed', 'send-back': 'sent-back',
  'record-progress': 'progress-recorded', amend: 'amended', 'submit-rectification': 'rectification-submitted', accept: 'accepted',
  'request-extension': 'extension-requested', 'decide-extension': 'extension-decided', reclassify: 'reclassified',
  'list-for-supervision': 'listed-for-supervision', delist: 'delisted', verify: 'verified', 'suspend-operations': 'operations-suspended',
  'resume-operations': 'operations-resumed', void: 'voided', restore: 'restored', 'join-finder': 'finder-joined', 'leave-finder': 'finder-left',
  'follow-enterprise': 'moved-with-enterprise', 'follow-area': 'moved-with-area',
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
  'hazard.registered.v1', 'hazard.edited.v1', 'hazard.five-in-place-set.v1', 'hazard.cause-analysed.v1', 'hazard.workers-informed.v1', 'hazard.assessed.v1',
  'hazard.evidence-added.v1', 'hazard.signed.v1', 'hazard.signature-refused.v1', 'hazard.taken-over.v1', 'hazard.confirmed.v1', 'hazard.sent-back.v1',
  'hazard.progress-recorded.v1', 'hazard.amended.v1', 'hazard.rectification-submitted.v1', 'hazard.accepted.v1', 'hazard.closed.v1',
  'hazard.extension-requested.v1', 'hazard.extension-decided.v1', 'hazard.reclassified.v1', 'hazard.listed-for-supervision.v1', 'hazard.delisted.v1',
  'hazard.verified.v1', 'hazard.operations-suspended.v1', 'hazard.operations-resumed.v1', 'hazard.voided.v1', 'hazard.restored.v1',
  'hazard.finder-joined.v1', 'hazard.finder-left.v1', 'hazard.moved-with-enterprise.v1', 'hazard.moved-with-area.v1', 'hazard.reminded.v1', 'hazard.overdue.v1', 'hazard.missed.v1',
] as const;
export const EVENT_TYPES_ASKED: readonly string[] = ['hazard.*', ...HAZARD_EVENT_TYPES];

/** `hazard.*` is every type that begins with `hazard.`, also those that come to be later. */
export const isAskedFor = (asked: readonly string[], type: string): boolean =>
  asked.some((one) => (one.endsWith('.*') ? type.startsWith(one.slice(0, -1)) : one === type));
