/** The nouns of the ledger (contract §3). Days are 'YYYY-MM-DD' in the county's zone, instants RFC 3339 UTC strings. */
import type { AuthorityLevel } from './permission.js';

export const HAZARD_LEVELS = ['GENERAL', 'MAJOR'] as const;
export type HazardLevel = (typeof HAZARD_LEVELS)[number];

export const STATUSES = ['REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING', 'CLOSED', 'VOIDED'] as const;
export type Status = (typeof STATUSES)[number];
export const OPEN_STATUSES = ['REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING'] as const satisfies readonly Status[];
export const isOpen = (status: Status): boolean => (OPEN_STATUSES as readonly Status[]).includes(status);

/** 整改佐证 (contract §3). */
export const EVIDENCE_KINDS = ['BEFORE', 'AFTER', 'DOCUMENT', 'PLAN', 'SIGNED_SHEET'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const SOURCES = [
  'ENTERPRISE_SELF_CHECK', 'TOWN_INSPECTION', 'COUNTY_INSPECTION', 'EXPERT_SERVICE',
  'SUPERIOR_INSPECTION', 'PUBLIC_REPORT', 'RESUMPTION_CHECK',
] as const;
export type Source = (typeof SOURCES)[number];

export const SECTORS = ['HAZCHEM', 'METALLURGY', 'FIREWORKS', 'OTHER_INDUSTRY', 'NON_COAL_MINE', 'GAS', 'CONSTRUCTION', 'TRANSPORT', 'FIRE', 'OTHER'] as const;
export type Sector = (typeof SECTORS)[number];

export const CATEGORIES = ['PEOPLE', 'EQUIPMENT', 'ENVIRONMENT', 'MANAGEMENT'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Who found it, as far as the approval route is concerned. */
export type FinderLevel = 'ENTERPRISE' | 'TOWN' | 'COUNTY';
/** Whose turn a step of a route is. */
export type Approver = 'PRINCIPAL' | AuthorityLevel;

/** 谁检查、谁签名、谁负责 (上党 2024 六(十七)) */
export interface FoundBy { name: string; post: string | null; organisation: string | null }

/** 整改责任人. The phone is the only part that is a secret. */
export interface Owner { name: string; post: string | null; phone: string | null; department: string | null }

/** 五到位: real content; null or empty is "missing". */
export interface FiveInPlace {
  measures: string | null;
  responsibility: { unit: string; person: string; phone: string | null } | null;
  funds: { amountYuan: string; source: string; zeroReason: string | null } | null;
  schedule: { milestones: { day: string; goal: string }[] } | null;
  contingencyPlan: { summary: string; evidenceId: string | null } | null;
}
export const FIVE_PARTS = ['measures', 'responsibility', 'funds', 'schedule', 'contingencyPlan'] as const satisfies readonly (keyof FiveInPlace)[];
export const NOTHING_IN_PLACE: FiveInPlace = { measures: null, responsibility: null, funds: null, schedule: null, contingencyPlan: null };

/** 七溯源一分析 (上党 2024 六(十六)) */
export const CAUSE_PARTS = ['responsibility', 'standard', 'capability', 'management', 'institution', 'assessment', 'resource', 'intrinsicSafety'] as const;
export type CauseAnalysis = Partial<Record<(typeof CAUSE_PARTS)[number], string>>;

export interface Person { id: string; name: string; organisationId: string; organisation: string }

/** A legal act, bound to the SHA-256 of what it was given for (contract §3). */
export interface Act {
  by: Person;
  onBehalfOf: { id: string; name: string } | null;
  at: string;
  opinion: string | null;
  contentHash: string;
}
export interface Signature extends Act {
  statement: string | null;
  paper: { evidenceId: string; signedOn: string } | null;
}
export interface Confirmation extends Act { level: AuthorityLevel }
export interface Acceptance extends Act { level: Approver; checkedOnSite: boolean; paper: Signature['paper'] }

export interface Submission extends Omit<Act, 'opinion'> {
  summary: string;
  completedOn: string;
  fundsSpentYuan: string;
  evidenceIds: string[];
  paper: Signature['paper'];
}

export interface Extension {
  id: string;
  deadline: string;
  reason: string;
  interimMeasures: string | null;
  requestedAt: string;
  requestedBy: Person;
  late: boolean;
  /** LAPSED: the hazard was closed before anybody decided. */
  state: 'PENDING' | 'APPROVED' | 'REFUSED' | 'LAPSED';
  decision: { by: Person; at: string; opinion: string | null; from: string } | null;
}

export interface Supervision { level: AuthorityLevel | 'PROVINCE'; unit: string; noticeNo: string; deadline: string; listedAt: string }
export interface Suspension { noticeNo: string; from: string; until: string | null; reason: string | null }
export interface Finder { organisationId: string; organisation: string; level: FinderLevel; on: string; wording: string; hazardId: string | null }
export interface Verification { by: Person; at: string; verdict: 'GENUINE' | 'NOT_GENUINE'; opinion: string; deadline: string | null }

/** The order in which acts are owed; resolved from the settings at registration or reclassification, and kept. */
export interface Route { confirm: AuthorityLevel[]; accept: Approver[]; settingVersion: number }

/** One row of the ledger, whole: what `decide` reads and returns, what the table stores. */
export interface Hazard {
  id: string;
  version: number;
  /** SHA-256 of the newest fact: the head of this row's chain. */
  headHash: string;
  cityCode: string;
  countyCode: string;
  townCode: string;
  ledgerNo: string;
  externalRef: string | null;
  /** What the externalRef was registered with, to tell a repeat from a conflict. */
  registeredHash: string;

  enterpriseId: string;
  enterpriseName: string;
  registeredById: string;
  registeredByName: string;
  registeredByOrganisationId: string;
  registeredByKey: boolean;
  enteredByProxy: boolean;
  /** Whose find it is for its routes; a take-over makes it that level's. */
  finderLevel: FinderLevel;
  status: Status;
  statusBeforeVoid: Status | null;
  pendingLevel: AuthorityLevel | null;
  route: Route;

  level: HazardLevel;
  levelHistory: { level: HazardLevel; at: string; by: string; reason: string }[];
  source: Source;
  sector: Sector;
  category: Category;
  description: string;
  location: string | null;
  basisClause: string | null;
  basisNote: string | null;
  foundOn: string;
  foundBy: FoundBy[];
  owner: Owner | null;
  deadline: string | null;
  originalDeadline: string | null;
  supervisingOfficer: string | null;
  interimMeasures: string | null;
  operationsSuspended: boolean;
  inspectionId: string | null;
  campaignIds: string[];

  fiveInPlace: FiveInPlace;
  causeAnalysis: CauseAnalysis | null;
  workersInformed: { day: string; how: string; evidenceId: string | null }[];
  assessments: { day: string; safeToOperate: boolean; opinion: string; by: string }[];

  /** Acts that stand; spent ones live on in the facts. */
  signature: Signature | null;
  /** An amendment spent the signature of an own find: to be given again before anything is submitted or accepted. */
  signatureOwed: boolean;
  confirmations: Confirmation[];
  submission: Submission | null;
  acceptances: Acceptance[];
  /** When the first act was ever given: from then on the deadline is fixed. */
  firstActAt: string | null;
  refusal: { by: Person; at: string; reason: string; witness: string } | null;
  takenOver: { level: AuthorityLevel; by: Person; at: string } | null;

  extensions: Extension[];
  supervision: Supervision | null;
  suspension: Suspension | null;
  verifications: Verification[];
  finders: Finder[];
  repeatOf: string | null;
  duplicateOf: string | null;
  terminated: boolean;

  /** County day on which it entered REPORTED: what a take-over counts from. */
  reportedOn: string;
  /** The day by which the act it waits for (signature, confirmation, acceptance) is due; null: none, or not known yet. */
  stepDueOn: string | null;
  /** The version of the setting `escalation` its deadlines follow: that of its registration or reclassification. */
  escalationVersion: number;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

const filled = (text: string | null | undefined): boolean => !!text && text.trim().length > 0;

/** Which of the five parts have no real content (泽州 2023 四(一)2). */
export function missingParts(five: FiveInPlace): (typeof FIVE_PARTS)[number][] {
  const present: Record<(typeof FIVE_PARTS)[number], boolean> = {
    measures: filled(five.measures),
    responsibility: filled(five.responsibility?.unit) && filled(five.responsibility?.person),
    funds: !!five.funds && filled(five.funds.source) && (Number(five.funds.amountYuan) > 0 || filled(five.funds.zeroReason)),
    schedule: !!five.schedule,
    contingencyPlan: filled(five.contingencyPlan?.summary),
  };
  return FIVE_PARTS.filter((part) => !present[part]);
}

/** Overdue is computed, never a state: the RECTIFICATION clock runs from registration to submission (contract §4). */
export function rectificationRuns(status: Status): boolean {
  return status === 'REPORTED' || status === 'CONFIRMING' || status === 'RECTIFYING';
}
