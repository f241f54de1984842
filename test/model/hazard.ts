/** The nouns of the model: a hazard as far as contract §3 lets callers see or feel it, and the people around it. */
import type { AuthorityLevel, Due, FinderLevel, Level, Move, Seat, Status } from './contract.js';
import { CONFIRM_ROUTES, levelOf } from './contract.js';

export interface Person {
  account: string;
  seat: Seat;
  /** Enterprise or authority; `town` is the town that the enterprise lies in, or the centre's own. */
  organisation: string;
  town?: string;
}

export const PARTS = ['measures', 'responsibility', 'funds', 'schedule', 'contingencyPlan'] as const;
export type Part = (typeof PARTS)[number];
/** Content by part; a part is compared as text, because only "the same or another" matters to the rules. */
export type FiveInPlace = Partial<Record<Part, string>>;
export type EvidenceKind = 'AFTER' | 'DOCUMENT' | 'SIGNED_SHEET';

export interface Hazard {
  ref: string;
  enterprise: string;
  town: string;
  finder: FinderLevel;
  level: Level;
  /** Key registrations have no person: a machine is nobody who could be separated from a duty. */
  registeredBy: { organisation: string; account: string | null };
  status: Status;
  due: Due | null;
  hasOwner: boolean;
  /** One of `basisClause` and `basisNote` is given. */
  hasBasis: boolean;
  deadline: string | null;
  five: FiveInPlace;
  signature: { by: string } | null;
  /** An amend has spent the signature of an own find; it must be given again. */
  signatureOwed: boolean;
  refusal: 'NONE' | 'STANDING' | 'BEFORE_SIGNATURE';
  /** An act has been given at some time: from then on the deadline does not move by edit. */
  actedEver: boolean;
  confirmations: { level: AuthorityLevel; by: string }[];
  submission: { by: string | null; sentBack: boolean } | null;
  acceptances: { level: Due; by: string; onSite: boolean }[];
  extensions: { deadline: string; state: 'PENDING' | 'APPROVED' | 'REFUSED' | 'LAPSED' }[];
  listed: boolean;
  suspendedBy: string | null;
  terminated: boolean;
  beforeVoid: { status: Status; due: Due | null } | null;
  evidence: EvidenceKind[];
  /** Every AFTER there is was there when it was found not genuine. */
  judged: boolean;
  version: number;
}

export interface World {
  /** The ledger's calendar day, Asia/Shanghai. */
  today: string;
  people: Person[];
  hazards: Hazard[];
}

export interface Registration {
  ref: string;
  enterprise: string;
  town: string;
  finder: FinderLevel;
  level: Level;
  hasOwner: boolean;
  deadline: string | null;
}

export function register(fields: Registration, by: Person): Hazard {
  const own = fields.finder === 'ENTERPRISE';
  return {
    ...fields,
    registeredBy: { organisation: by.organisation, account: by.seat === 'KEY' ? null : by.account },
    status: own ? 'REPORTED' : 'CONFIRMING',
    hasBasis: fields.level === 'MAJOR',
    due: own ? null : (CONFIRM_ROUTES[fields.finder][fields.level][0] ?? null),
    five: {},
    signature: null,
    signatureOwed: false,
    refusal: 'NONE',
    actedEver: false,
    confirmations: [],
    submission: null,
    acceptances: [],
    extensions: [],
    listed: false,
    suspendedBy: null,
    terminated: false,
    beforeVoid: null,
    evidence: [],
    judged: false,
    version: 1,
  };
}

export interface Args {
  /** For `sign` and `amend` by a principal. */
  password?: 'RIGHT' | 'WRONG';
  /** The town types in what was signed on paper. */
  paper?: boolean;
  /** `accept`: the officer was there. */
  onSite?: boolean;
  /** `submit-rectification`: an AFTER evidence is cited. */
  withAfter?: boolean;
  level?: Level;
  /** `reclassify`: a basis is given. */
  basis?: boolean;
  verdict?: 'APPROVED' | 'REFUSED' | 'GENUINE' | 'NOT_GENUINE';
  /** Index into `extensions`; −1 names one that does not exist. */
  extension?: number;
  deadline?: string;
  noticeNo?: string;
  duplicateOf?: string;
  description?: string;
  five?: FiveInPlace;
}
export interface MoveCommand {
  kind: 'move';
  move: Move;
  ref: string;
  args: Args;
  /** Send an `If-Match` of an older version. */
  stale?: boolean;
}
export interface EditCommand {
  kind: 'edit';
  ref: string;
  /** One of them per command. `owner` is the only one that lapses nothing. */
  change: { description: string } | { owner: string } | { deadline: string };
  stale?: boolean;
}
export interface FiveCommand {
  kind: 'five';
  ref: string;
  five: FiveInPlace;
  stale?: boolean;
}
export interface EvidenceCommand {
  kind: 'evidence';
  ref: string;
  evidence: EvidenceKind;
}
export type Command = MoveCommand | EditCommand | FiveCommand | EvidenceCommand;

export const isOwn = (h: Hazard): boolean => h.finder === 'ENTERPRISE';
export const isFirm = (p: Person): boolean => levelOf(p.seat) === undefined;
export const missingParts = (five: FiveInPlace): Part[] => PARTS.filter((part) => !five[part]);
export const reaches = (p: Person, h: Hazard): boolean => {
  if (isFirm(p)) return p.organisation === h.enterprise;
  return levelOf(p.seat) === 'TOWN' ? p.town === h.town : true;
};
export const isRegistrar = (p: Person, h: Hazard): boolean => p.organisation === h.registeredBy.organisation;
/** `pendingLevel` of the answer. */
export const pendingLevel = (h: Hazard): AuthorityLevel | null => (h.due === 'PRINCIPAL' ? null : h.due);
