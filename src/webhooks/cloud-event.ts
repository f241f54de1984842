/** What is told outside: thin CloudEvents 1.0, ids and states. No hazard text, no person (contract §5, security S32, S36). */
import { labelOf } from '../domain/labels.js';

/** What is known of an event of a hazard; nothing of it changes later, so that every attempt says the same. */
export interface Told {
  /** In the order of whoever is told. */
  position: number;
  type: string;
  at: string;
  countyCode: string;
  objectId: string;
  objectKind: string;
  version: number;
  hazardId: string;
  ledgerNo: string;
  /** The state before and after; null where the fact is another object's. */
  from: string | null;
  to: string | null;
}

export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject?: string;
  time: string;
  datacontenttype: 'application/json';
  position?: number;
  data: Record<string, unknown>;
}

/** The same event has the same id for everybody and at every attempt: what to tell repeats by. No dot: the signature divides by it. */
export const eventId = ({ objectId, version }: Pick<Told, 'objectId' | 'version'>): string => `${objectId}-${version}`;

const sourceOf = (countyCode: string): string => `urn:hazard-ledger:${countyCode}`;

export function cloudEvent(told: Told): CloudEvent {
  const { hazardId, ledgerNo, version, objectId, objectKind, from, to } = told;
  const own = objectId === hazardId;
  return {
    specversion: '1.0', id: eventId(told), source: sourceOf(told.countyCode), type: told.type, subject: hazardId, time: told.at,
    datacontenttype: 'application/json', position: told.position,
    data: {
      hazardId, ledgerNo,
      ...(own ? { version, status: to, statusLabel: labelOf('status', to), previousStatus: from, previousStatusLabel: labelOf('status', from) } : { objectKind, objectId }),
    },
  };
}

/** What takes the place of an event whose hazard has left the reader's scope: the position stays, nothing of it is told. */
export const withdrawn = ({ position, at, countyCode }: Pick<Told, 'position' | 'at' | 'countyCode'>): CloudEvent => ({
  specversion: '1.0', id: `withdrawn-${position}`, source: sourceOf(countyCode), type: 'hazard.withdrawn.v1', time: at,
  datacontenttype: 'application/json', position, data: {},
});

export const TEST_TYPE = 'webhook.test.v1';

export const testEvent = (id: string, webhookId: string, countyCode: string, at: string): CloudEvent => ({
  specversion: '1.0', id, source: sourceOf(countyCode), type: TEST_TYPE, subject: webhookId, time: at, datacontenttype: 'application/json', data: { webhookId },
});
