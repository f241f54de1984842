/** What a decision looks at: the row, the few facts around it, who asks and when. */
import type { Escalation } from './escalation.js';
import type { ApprovalRoutes } from './routes.js';
import type { WorkingCalendar } from './deadline.js';
import type { Approver, FiveInPlace, FoundBy, Hazard, HazardLevel, Owner, Person, CauseAnalysis, Category, Sector } from './hazard.js';
import type { AuthorityLevel, Caller, Mandate } from './permission.js';

export interface Dossier {
  hazard: Hazard;
  enterprise: { id: string; status: 'ACTIVE' | 'CEASED'; scale: string | null; riskClass: string | null; riskFeatures: readonly string[] };
  evidence: readonly { id: string; kind: string; sha256: string; uploadedAt: string }[];
  /** Active people who could decide at each level, loaded only for who might stand in for them; separation may still bar some. */
  staff: Partial<Record<Approver, readonly string[]>> | null;
  /** Ledger numbers of open majors of the enterprise under the same suspension order, this row included. */
  openMajorsUnderOrder: readonly string[];
  /** Another standing row has the externalRef that this one, voided, would have again. */
  refTaken: boolean;
  /** The row that `duplicateOf` or `repeatOf` names, if it is there and in reach. */
  named: Hazard | null;
  /** Whose the inspection is that a command names, if it stands and is in reach. */
  inspectionOf: string | null;
}

/** The settings in force. */
export interface Rules {
  routes: { version: number; value: ApprovalRoutes };
  workingCalendar: WorkingCalendar;
  /** In force, and as it was when a hazard was registered. */
  escalation: { version: number; value: Escalation; of: (version: number) => Escalation };
  /** Codes of the published criteria (判定标准). */
  clauses: ReadonlySet<string>;
  extensionLimit: number;
  /** Days a hazard reopened by verification gets when none are named (contract §3: 15). */
  reopenedDays: number;
}

export interface Paper { signedSheetEvidenceId?: string; signedOn?: string }

/** What each move carries, after validation. */
export interface Commands {
  sign: { statement?: string; passwordRight?: boolean } & Paper;
  'refuse-to-sign': { reason: string; witness: string };
  'take-over': { opinion: string };
  confirm: { opinion?: string };
  'send-back': { opinion: string };
  'record-progress': { note: string; evidenceIds: string[] };
  amend: {
    changes: Partial<Pick<Hazard, 'description' | 'location' | 'basisClause' | 'basisNote'>> & { fiveInPlace?: FiveInPlace };
    reason: string; statement?: string; passwordRight?: boolean;
  };
  'submit-rectification': { summary: string; completedOn: string; fundsSpentYuan: string; evidenceIds: string[] } & Paper;
  accept: { opinion?: string; checkedOnSite?: boolean } & Paper;
  'request-extension': { id: string; deadline: string; reason: string; interimMeasures?: string };
  'decide-extension': { extensionId: string; verdict: 'APPROVED' | 'REFUSED'; opinion?: string };
  reclassify: { level: HazardLevel; reason: string; basisClause?: string; basisNote?: string };
  'list-for-supervision': { supervisingLevel: AuthorityLevel | 'PROVINCE'; unit: string; noticeNo: string; deadline: string };
  delist: { reason: string };
  verify: { verdict: 'GENUINE' | 'NOT_GENUINE'; opinion: string; deadline?: string };
  'suspend-operations': { noticeNo: string; from: string; until?: string; reason?: string };
  'resume-operations': { opinion: string };
  void: { reason: string; duplicateOf?: string };
  restore: { reason: string };
  terminate: { noticeNo: string; evidenceId: string; opinion?: string };
  patch: {
    description?: string; location?: string | null; basisClause?: string | null; basisNote?: string | null;
    sector?: Sector; category?: Category; foundBy?: FoundBy[]; owner?: Owner | null; deadline?: string; supervisingOfficer?: string | null;
    interimMeasures?: string | null; operationsSuspended?: boolean; inspectionId?: string | null; campaignIds?: string[]; repeatOf?: string | null;
  };
  'five-in-place': { five: FiveInPlace; deadline?: string };
  'cause-analysis': { causeAnalysis: CauseAnalysis };
  'workers-informed': { day: string; how: string; evidenceId?: string };
  assessments: { day: string; safeToOperate: boolean; opinion: string };
  attach: { evidence: { id: string; kind: string; sha256: string; takenAt: string | null } };
}
export type MoveName = keyof Commands;

export interface Case<M extends MoveName = MoveName> {
  move: M;
  dossier: Dossier;
  hazard: Hazard;
  command: Commands[M];
  rules: Rules;
  caller: Caller;
  /** The mandate it is tried under; null for a key. */
  mandate: Mandate | null;
  at: string;
  today: string;
}

/** The person who stands for an act. */
export function actor({ caller, mandate }: Pick<Case, 'caller' | 'mandate'>): Person {
  const organisation = mandate?.organisation ?? caller.organisation;
  return { id: caller.id, name: caller.name, organisationId: organisation.id, organisation: organisation.name };
}

/** Ids of the persons behind an act: the deputy and the one he acts for. */
export const personsOf = (act: { by: { id: string }; onBehalfOf?: { id: string } | null }): string[] =>
  act.onBehalfOf ? [act.by.id, act.onBehalfOf.id] : [act.by.id];
