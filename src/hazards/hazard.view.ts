/** What partners see of a hazard: a whitelist, filled for this caller (contract §3). */
import { allowedMoves } from '../domain/lifecycle.js';
import type { Dossier, Rules } from '../domain/dossier.js';
import { daysBetween, overdueSince } from '../domain/deadline.js';
import { missingParts, rectificationRuns } from '../domain/hazard.js';
import type { FiveInPlace, Hazard, Owner } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import { holds } from '../domain/permission.js';
import type { Caller } from '../domain/permission.js';
import { maskPhone } from '../platform/sealing/field-seal.js';
import type { FieldSeal } from '../platform/sealing/field-seal.js';
import { covers } from '../domain/who.js';
import { withMore } from '../platform/with-more.js';

export interface Looking {
  caller: Caller;
  rules: Rules;
  seal: FieldSeal;
  at: string;
  today: string;
}

const STEP_KIND: Partial<Record<Hazard['status'], string>> = { REPORTED: 'SIGNATURE', CONFIRMING: 'CONFIRMATION', ACCEPTING: 'ACCEPTANCE' };

/** Contract §4: overdue from 00:00 of the day after. Of several the one that presses most: what the firm owes before what it waits for. */
export function overdueOf(hazard: Pick<Hazard, 'status' | 'deadline' | 'supervision' | 'stepDueOn'>, today: string): { kind: string; kindLabel: string | null; since: string; days: number } | null {
  const late = [
    { kind: 'RECTIFICATION', deadline: rectificationRuns(hazard.status) ? hazard.deadline : null },
    { kind: 'SUPERVISION', deadline: hazard.supervision?.deadline },
    { kind: STEP_KIND[hazard.status], deadline: hazard.stepDueOn },
  ].find((one) => one.kind && one.deadline && today > one.deadline);
  if (!late?.kind || !late.deadline) return null;
  const { kind, deadline } = late;
  return { kind, kindLabel: labelOf('overdueKind', kind), since: overdueSince(deadline), days: daysBetween(deadline, today) };
}

/** 12350: the enterprise sees it as the authority's inspection everywhere (contract §3). */
export function sourceSeenBy(caller: Caller, hazard: Pick<Hazard, 'source' | 'finderLevel'>): Hazard['source'] {
  if (hazard.source !== 'PUBLIC_REPORT' || caller.organisation.kind !== 'ENTERPRISE') return hazard.source;
  return hazard.finderLevel === 'TOWN' ? 'TOWN_INSPECTION' : 'COUNTY_INSPECTION';
}

/** The phone is open to the enterprise and to those of the authorities over it that decide. */
export function seesPhones(caller: Caller, hazard: Parameters<typeof covers>[1]): boolean {
  if (caller.organisation.id === hazard.enterpriseId) return true;
  return caller.mandates.some((mandate) => holds(mandate, 'INSPECTOR') && covers(mandate.organisation, hazard));
}

function phoneFor({ seal }: Pick<Looking, 'seal'>, open: boolean, sealed: string | null): string | null {
  if (sealed === null) return null;
  const phone = seal.open(sealed);
  return open ? phone : maskPhone(phone);
}

export function ownerFor(looking: Pick<Looking, 'seal'>, open: boolean, owner: Owner | null): Owner | null {
  return owner && { ...owner, phone: phoneFor(looking, open, owner.phone) };
}

function fiveFor(looking: Looking, open: boolean, hazard: Hazard): FiveInPlace & { complete: boolean; missing: string[] } {
  const { responsibility, schedule, ...rest } = hazard.fiveInPlace;
  const missing = missingParts(hazard.fiveInPlace);
  return withMore(rest, {
    responsibility: responsibility && { ...responsibility, phone: phoneFor(looking, open, responsibility.phone) },
    schedule: schedule && { deadline: hazard.deadline, ...schedule },
    complete: missing.length === 0, missing,
  });
}

/** The whole hazard for one caller. */
export function hazardView(looking: Looking, dossier: Dossier): Record<string, unknown> & { id: string; version: number } {
  const { hazard } = dossier;
  const { caller, rules, at, today } = looking;
  const open = seesPhones(caller, hazard);
  const source = sourceSeenBy(caller, hazard);
  const { externalRef, inspectionId } = hazard;
  return {
    id: hazard.id, ledgerNo: hazard.ledgerNo, version: hazard.version,
    status: hazard.status, statusLabel: labelOf('status', hazard.status),
    pendingLevel: hazard.pendingLevel, pendingLevelLabel: labelOf('approver', hazard.pendingLevel),
    enterpriseId: hazard.enterpriseId, enterpriseName: hazard.enterpriseName, areaCode: hazard.townCode,
    level: hazard.level, levelLabel: labelOf('level', hazard.level),
    levelHistory: hazard.levelHistory.map((one) => withMore(one, { levelLabel: labelOf('level', one.level) })),
    source, sourceLabel: labelOf('source', source), enteredByProxy: hazard.enteredByProxy,
    finderLevel: hazard.finderLevel, finderLevelLabel: labelOf('approver', hazard.finderLevel),
    sector: hazard.sector, sectorLabel: labelOf('sector', hazard.sector),
    category: hazard.category, categoryLabel: labelOf('category', hazard.category),
    description: hazard.description, location: hazard.location, basisClause: hazard.basisClause, basisNote: hazard.basisNote,
    foundOn: hazard.foundOn, foundBy: hazard.foundBy, registeredBy: { name: hazard.registeredByName, organisationId: hazard.registeredByOrganisationId },
    owner: ownerFor(looking, open, hazard.owner),
    deadline: hazard.deadline, originalDeadline: hazard.originalDeadline, overdue: overdueOf(hazard, today),
    supervisingOfficer: hazard.supervisingOfficer, interimMeasures: hazard.interimMeasures, operationsSuspended: hazard.operationsSuspended,
    inspectionId, campaignIds: hazard.campaignIds, externalRef: caller.organisation.id === hazard.registeredByOrganisationId ? externalRef : null,
    fiveInPlace: fiveFor(looking, open, hazard), causeAnalysis: hazard.causeAnalysis,
    workersInformed: hazard.workersInformed, assessments: hazard.assessments,
    signature: hazard.signature, signatureOwed: hazard.signatureOwed, refusal: hazard.refusal,
    takenOver: hazard.takenOver && withMore(hazard.takenOver, { levelLabel: labelOf('approver', hazard.takenOver.level) }),
    confirmations: hazard.confirmations.map((one) => withMore(one, { levelLabel: labelOf('approver', one.level) })),
    submission: hazard.submission,
    acceptances: hazard.acceptances.map((one) => withMore(one, { levelLabel: labelOf('approver', one.level) })),
    route: withMore(hazard.route, { confirmLabel: hazard.route.confirm.map((one) => labelOf('approver', one)), acceptLabel: hazard.route.accept.map((one) => labelOf('approver', one)) }),
    extensions: hazard.extensions.map((one) => withMore(one, { stateLabel: labelOf('verdict', one.state) })),
    supervision: hazard.supervision && withMore(hazard.supervision, { levelLabel: labelOf('approver', hazard.supervision.level) }),
    suspension: hazard.suspension, verifications: hazard.verifications.map((one) => withMore(one, { verdictLabel: labelOf('verdict', one.verdict) })),
    finders: hazard.finders.map(({ organisationId, organisation, level, on, wording }) =>
      ({ organisationId, organisation, level, levelLabel: labelOf('approver', level), on, wording })),
    repeatOf: hazard.repeatOf, duplicateOf: hazard.duplicateOf, terminated: hazard.terminated,
    allowedMoves: allowedMoves({ dossier, rules, caller, ifMatch: null, at, today }),
    createdAt: hazard.createdAt, updatedAt: hazard.updatedAt, closedAt: hazard.closedAt,
  };
}

/** Only those of a level above the due one may stand in: only they need to know who is left (contract §2). */
export function mayStandIn(caller: Caller, hazard: Hazard): boolean {
  const supervisors = caller.mandates.filter((mandate) => mandate.role === 'SUPERVISOR');
  if (hazard.extensions.some((one) => one.state === 'PENDING')) return supervisors.length > 0;
  if (hazard.status !== 'CONFIRMING' && hazard.status !== 'ACCEPTING') return false;
  const kinds = { TOWN: 'TOWN_CENTRE', COUNTY: 'COUNTY_BUREAU', CITY: 'CITY_BUREAU' } as const;
  return supervisors.some((mandate) => hazard.pendingLevel === null || mandate.organisation.kind !== kinds[hazard.pendingLevel]);
}
