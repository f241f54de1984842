/** What a row would change of a hazard that the ledger has: only what was edited, and what may be edited at all. Pure. */
import type { Commands } from '../../domain/dossier.js';
import type { Hazard } from '../../domain/hazard.js';
import { labelOf } from '../../domain/labels.js';
import { COLUMNS } from '../columns.js';
import type { Column } from '../columns.js';
import { wordOf } from '../words.js';
import { fiveAfter, findersSaid, saysFive } from './candidate.js';
import { findersFrom, saidOf } from './finders.js';
import { tidied } from './reading.js';
import type { Reading, RowReason } from './reading.js';

export interface Change { column: Column; from: string | null; to: string | null }
export interface Difference {
  changes: Change[];
  patch: Commands['patch'] | null;
  five: Commands['five-in-place'] | null;
  reasons: RowReason[];
}

/** How the importer sees the hazard; phones as he sees them, opened or masked. */
export interface Seen { source: Hazard['source']; ownerPhone: string | null; sealPhone: (phone: string) => string | null; maskPhone: (phone: string) => string }

const TEXTS = ['description', 'location', 'basisClause', 'basisNote', 'supervisingOfficer', 'interimMeasures'] as const;
const same = (a: string | null, b: string | null): boolean => tidied(a ?? '') === tidied(b ?? '');

export function differenceOf(reading: Reading, hazard: Hazard, seen: Seen): Difference {
  const { said } = reading;
  const changes: Change[] = [];
  const patch: Commands['patch'] = {};
  const note = (column: Column, from: string | null, to: string | null) => changes.push({ column, from, to });
  for (const column of TEXTS) {
    const to = said[column];
    if (to === undefined || same(to, hazard[column])) continue;
    note(column, hazard[column], to);
    patch[column] = to;
  }
  if (said.category !== undefined && said.category !== hazard.category) {
    note('category', labelOf('category', hazard.category), labelOf('category', said.category));
    patch.category = said.category as Hazard['category'];
  }
  if (said.deadline !== undefined && said.deadline !== hazard.deadline) {
    note('deadline', hazard.deadline, said.deadline);
    patch.deadline = said.deadline;
  }
  if (said.operationsSuspended !== undefined && (said.operationsSuspended === 'true') !== hazard.operationsSuspended) {
    note('operationsSuspended', wordOf('yesNo', String(hazard.operationsSuspended)), wordOf('yesNo', said.operationsSuspended));
    patch.operationsSuspended = said.operationsSuspended === 'true';
  }
  const reasons = [...fixed(reading, hazard, seen), ...finders(reading, hazard, note, patch)];
  owner(reading, hazard, seen, note, patch);
  const five = fives(reading, hazard, patch, note);
  return { changes, patch: Object.keys(patch).length > 0 ? patch : null, five, reasons };
}

type Note = (column: Column, from: string | null, to: string | null) => void;

/** What a registration fixed for good: another value is told back, not passed over. */
function fixed({ said }: Reading, hazard: Hazard, { source }: Seen): RowReason[] {
  const reasons: RowReason[] = [];
  const check = (column: Column, stands: string, shown: string): void => {
    const typed = said[column];
    if (typed !== undefined && typed !== stands) reasons.push({ code: 'FIELD_FIXED', path: column, params: { field: COLUMNS[column].title, value: shown } });
  };
  check('level', hazard.level, labelOf('level', hazard.level));
  check('source', source, labelOf('source', source));
  check('sector', hazard.sector, labelOf('sector', hazard.sector));
  check('foundOn', hazard.foundOn, hazard.foundOn);
  return reasons;
}

function finders({ said }: Reading, hazard: Hazard, note: Note, patch: Commands['patch']): RowReason[] {
  const stands = saidOf(hazard.foundBy);
  const typed = findersSaid(said);
  const edited = ([['foundBy', 'names'], ['foundByPost', 'posts'], ['foundByOrganisation', 'organisations']] as const)
    .filter(([, part]) => typed[part] !== undefined && !same(typed[part] ?? null, stands[part]));
  if (edited.length === 0) return [];
  const after = findersFrom({ ...typed, names: typed.names ?? stands.names }, hazard.foundBy);
  if (!after) return [{ code: 'FINDERS_UNEVEN', path: 'foundByPost' }];
  const now = saidOf(after);
  for (const [column, part] of edited) note(column, stands[part] || null, now[part] || null);
  patch.foundBy = after;
  return [];
}

function owner({ said }: Reading, hazard: Hazard, seen: Seen, note: Note, patch: Commands['patch']): void {
  const before = hazard.owner;
  const parts = [['ownerName', 'name'], ['ownerPost', 'post'], ['ownerDepartment', 'department']] as const;
  const edited = parts.filter(([column, part]) => said[column] !== undefined && !same(said[column] ?? null, before?.[part] ?? null));
  const phone = said.ownerPhone !== undefined && said.ownerPhone !== seen.ownerPhone && !isItsMask(said.ownerPhone, seen) ? said.ownerPhone : undefined;
  if (edited.length === 0 && phone === undefined) return;
  for (const [column, part] of edited) note(column, before?.[part] ?? null, said[column] ?? null);
  // A phone is never told in full: rows of an import are kept and read by colleagues.
  if (phone !== undefined) note('ownerPhone', seen.ownerPhone && seen.maskPhone(seen.ownerPhone), seen.maskPhone(phone));
  patch.owner = {
    name: said.ownerName ?? before?.name ?? '', post: said.ownerPost ?? before?.post ?? null, department: said.ownerDepartment ?? before?.department ?? null,
    phone: phone === undefined ? before?.phone ?? null : seen.sealPhone(phone),
  };
}

/** An export shows `138****5678` to whoever may not see more: sent back it is no edit. */
const isItsMask = (typed: string, { ownerPhone, maskPhone }: Seen): boolean => typed.includes('*') && ownerPhone !== null && (ownerPhone.includes('*') ? ownerPhone : maskPhone(ownerPhone)) === typed;

function fives(reading: Reading, hazard: Hazard, patch: Commands['patch'], note: Note): Commands['five-in-place'] | null {
  if (!saysFive(reading)) return null;
  const { said } = reading;
  const { measures, responsibility, funds, contingencyPlan } = hazard.fiveInPlace;
  const stands: Partial<Record<Column, string | null>> = {
    measures, unit: responsibility?.unit ?? null, person: responsibility?.person ?? null, fundsYuan: funds?.amountYuan ?? null,
    fundsSource: funds?.source ?? null, fundsZeroReason: funds?.zeroReason ?? null, contingencyPlan: contingencyPlan?.summary ?? null,
  };
  const edited = (Object.keys(stands) as Column[]).filter((column) => said[column] !== undefined && !same(said[column] ?? null, stands[column] ?? null));
  if (edited.length === 0) return null;
  for (const column of edited) note(column, stands[column] ?? null, said[column] ?? null);
  const deadline = patch.deadline ?? hazard.deadline;
  return { five: fiveAfter(reading, hazard.fiveInPlace, deadline, patch.owner?.name ?? hazard.owner?.name ?? null) };
}
