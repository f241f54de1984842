/**
 * Who must act now (contract §3, oa-dialects §1.7): what is owed on a hazard as it stands, by which level, and by whom it
 * may not be done. Which persons that are is a question of who holds the role today; it is asked where the rows are.
 */
import { isOverdue } from './deadline.js';
import type { Day } from './deadline.js';
import { missingParts } from './hazard.js';
import type { Approver, Hazard, HazardLevel } from './hazard.js';
import { labelOf } from './labels.js';
import type { Role } from './permission.js';
import { extensionLevel, levelAbove } from './routes.js';
import { barredFromAccepting, barredFromConfirming } from './separation.js';
import { dueAcceptance, dueConfirmation } from './who.js';

export const TASK_KINDS = ['PREPARE', 'SIGN', 'TAKE_OVER', 'CONFIRM', 'RECTIFY', 'DECIDE_EXTENSION', 'ACCEPT'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Where nobody of the first is left, the next is asked (contract §2). */
export interface Candidates { level: Approver; roles: readonly Role[] }

export interface Task {
  kind: TaskKind;
  /** Whose turn it is; with the kind it tells one task of a hazard from another. */
  level: Approver;
  candidates: readonly Candidates[];
  /** Persons who have acted already and may not act here (separation of duties). */
  barred: readonly string[];
}

const SUPERVISORS: readonly Role[] = ['SUPERVISOR'];
/** SUPERVISOR may all that INSPECTOR may, PRINCIPAL all that OPERATOR may. */
const ON_PAPER: Candidates = { level: 'TOWN', roles: ['INSPECTOR', 'SUPERVISOR'] };
const PRINCIPAL: Candidates = { level: 'PRINCIPAL', roles: ['PRINCIPAL'] };
const FIRM: Candidates = { level: 'PRINCIPAL', roles: ['OPERATOR', 'PRINCIPAL'] };

/** The level and those above it, each by its supervisors; the firm by its principal. */
function upwards(level: Approver): Candidates[] {
  const above = levelAbove(level);
  return [level === 'PRINCIPAL' ? PRINCIPAL : { level, roles: SUPERVISORS }, ...(above ? upwards(above) : [])];
}

const ofFirm = (kind: TaskKind, first: Candidates): Task => ({ kind, level: 'PRINCIPAL', candidates: [first, ON_PAPER], barred: [] });

/** Everything owed on this hazard on a day; empty where it is closed, voided, or waits for nobody. */
export function tasksOf(hazard: Hazard, today: Day): Task[] {
  if (hazard.status === 'CLOSED' || hazard.status === 'VOIDED') return [];
  return [...beginnings(hazard), ...takeOver(hazard, today), ...confirmation(hazard), ...rectification(hazard), ...extension(hazard), ...acceptance(hazard)];
}

const isEarly = ({ status }: Hazard): boolean => status === 'REPORTED' || status === 'CONFIRMING';
const hasBasics = ({ owner, deadline }: Hazard): boolean => owner !== null && deadline !== null;

/** Filled in, then signed. */
function beginnings(hazard: Hazard): Task[] {
  const own = hazard.finderLevel === 'ENTERPRISE';
  const lacksFive = own && hazard.level === 'MAJOR' && missingParts(hazard.fiveInPlace).length > 0;
  if (isEarly(hazard) && (!hasBasics(hazard) || (hazard.status === 'REPORTED' && lacksFive))) return [ofFirm('PREPARE', FIRM)];
  const owed = hazard.signature === null && (own ? hazard.status === 'REPORTED' || hazard.signatureOwed : true);
  return owed && hazard.refusal === null ? [ofFirm('SIGN', PRINCIPAL)] : [];
}

/** 提级接管: after a refusal, or a MAJOR whose working day for the signature went by (contract §3). The firm may still sign. */
function takeOver(hazard: Hazard, today: Day): Task[] {
  const silent = hazard.level === 'MAJOR' && hazard.stepDueOn !== null && isOverdue(hazard.stepDueOn, today);
  const isDue = hazard.status === 'REPORTED' && hasBasics(hazard) && (hazard.refusal !== null || silent);
  return isDue ? [{ kind: 'TAKE_OVER', level: 'TOWN', candidates: upwards('TOWN').slice(0, 2), barred: [] }] : [];
}

function confirmation(hazard: Hazard): Task[] {
  const level = hazard.status === 'CONFIRMING' && hasBasics(hazard) ? dueConfirmation(hazard) : undefined;
  return level ? [{ kind: 'CONFIRM', level, candidates: upwards(level), barred: barredFromConfirming(hazard) }] : [];
}

/** A GENERAL may be put right while it waits for anybody (即查即改). */
function rectification(hazard: Hazard): Task[] {
  const runs = hazard.status === 'RECTIFYING' || (hazard.level === 'GENERAL' && isEarly(hazard) && hasBasics(hazard));
  return runs ? [ofFirm('RECTIFY', FIRM)] : [];
}

/** The last confirming level; one that was asked too late the county (contract §3). */
function extension(hazard: Hazard): Task[] {
  const asked = hazard.status === 'ACCEPTING' ? undefined : hazard.extensions.find((one) => one.state === 'PENDING');
  if (!asked) return [];
  const level = extensionLevel(hazard.route, asked);
  return [{ kind: 'DECIDE_EXTENSION', level, candidates: upwards(level), barred: [] }];
}

function acceptance(hazard: Hazard): Task[] {
  const level = hazard.status === 'ACCEPTING' && !hazard.signatureOwed ? dueAcceptance(hazard) : undefined;
  return level ? [{ kind: 'ACCEPT', level, candidates: upwards(level), barred: barredFromAccepting(hazard) }] : [];
}

/** What may leave the building: no hazard text, no name, no phone (oa-dialects §0.6). */
export const todoTitle = ({ kind, level, ledgerNo }: { kind: TaskKind; level: HazardLevel; ledgerNo: string }): string =>
  `${level === 'MAJOR' ? '重大隐患' : '一般隐患'}${labelOf('task', kind)}（${ledgerNo}）`;

const KINDS_OF: Partial<Record<Role, readonly TaskKind[]>> = {
  OPERATOR: ['PREPARE', 'RECTIFY'],
  PRINCIPAL: ['PREPARE', 'SIGN', 'RECTIFY', 'ACCEPT'],
  INSPECTOR: ['PREPARE', 'SIGN', 'RECTIFY'],
  SUPERVISOR: TASK_KINDS,
};
/** What a deputy in this role may do of what his principal has to do. */
export const kindsOf = (role: Role): readonly TaskKind[] => KINDS_OF[role] ?? [];
