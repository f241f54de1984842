/** What a row asks for, once the ground is known: a new hazard, an edit of one, nothing, or why not. */
import type { Commands } from '../../domain/dossier.js';
import { NOTHING_IN_PLACE } from '../../domain/hazard.js';
import type { FiveInPlace, Hazard } from '../../domain/hazard.js';
import { fiveConsistent } from '../../domain/needs.js';
import { Refused } from '../../domain/refusal.js';
import type { Reason } from '../../domain/refusal.js';
import { FiveInPlaceDto, PatchHazardDto, RegisterHazardDto } from '../../hazards/hazard.dto.js';
import type { Phones } from '../../hazards/hazard.looking.js';
import type { Step } from '../../hazards/move.service.js';
import { checked } from '../../platform/http/validation.js';
import { COLUMNS } from '../columns.js';
import { candidateOf, defined, fiveAfter, missing, saysFive } from './candidate.js';
import { differenceOf } from './difference.js';
import type { Change, Difference } from './difference.js';
import type { Ground } from './ground.js';
import { placeOf } from './sayings.js';
import type { Sayings } from './sayings.js';
import type { Placed } from './import.rows.js';
import type { Reading, RowReason } from './reading.js';

interface Noted { notes: string[] }
export type Plan = Noted & (
  | { kind: 'REFUSED'; reasons: readonly Reason[] }
  | { kind: 'SAME'; hazard: Hazard | null }
  | { kind: 'NEW'; asked: RegisterHazardDto; five: Commands['five-in-place'] | null }
  | { kind: 'EDIT'; hazard: Hazard; steps: Step[]; changes: Change[] }
);

export function planOf({ reading, twin }: Placed, ground: Ground, phones: Phones): Plan {
  const notes = notesOf(reading);
  const refused = (reasons: readonly Reason[]): Plan => ({ kind: 'REFUSED', reasons, notes });
  if (reading.hidden) return refused([{ code: 'ROW_HIDDEN' }]);
  if (twin?.same) return { kind: 'SAME', hazard: null, notes: [...notes, `与${placeOf(twin, reading)}相同，只登记一次`] };
  if (twin) return refused([{ code: 'ROW_TWICE', params: { row: placeOf(twin, reading) } }]);
  const { said } = reading;
  if (said.ledgerNo !== undefined) {
    const hazard = ground.byLedgerNo.get(said.ledgerNo);
    return hazard ? standingPlan(reading, hazard, ground, phones) : refused([...reading.reasons, { code: 'NOT_FOUND', path: 'ledgerNo' }]);
  }
  const enterprise = ground.enterprise(reading);
  if (Array.isArray(enterprise)) return refused([...reading.reasons, ...enterprise, ...missingBeside(reading)]);
  const hazard = ground.standing(reading, enterprise.known);
  if (hazard) return standingPlan(reading, hazard, ground, phones);
  const reasons = [...reading.reasons, ...missingBeside(reading)];
  if (reasons.length > 0) return refused(reasons);
  const { kind } = ground.requested.caller.organisation;
  const [externalRef = ''] = ground.refsOf(reading);
  const asked = judged(() => checked(RegisterHazardDto, candidateOf(reading, enterprise.named, { kind, sector: enterprise.known?.sector ?? null, externalRef })));
  // With the row or not at all: five in place that the rules refuse leave no hazard without them.
  const five = saysFive(reading) ? fiveOf(reading, NOTHING_IN_PLACE, said.deadline ?? null, said.ownerName ?? null) : null;
  const faults = [...(asked instanceof Refused ? asked.reasons : []), ...(five instanceof Refused ? five.reasons : five ? fiveConsistent(five, undefined, said.deadline ?? null, '') : [])];
  if (faults.length > 0 || asked instanceof Refused || five instanceof Refused) return refused(faults);
  if (said.externalRef === undefined) notes.push('没有自编号，按企业、描述、部位、发现日期认同一条；今后修改请按台账编号');
  return { kind: 'NEW', asked, five: five && { five }, notes };
}

/** What is wrong with a cell is not said to be missing as well. */
const missingBeside = (reading: Reading): RowReason[] => missing(reading).filter(({ path }) => !reading.reasons.some((one) => one.path === path));

const notesOf = (reading: Reading): string[] => reading.formulas.map((column) => `“${COLUMNS[column].title}”是公式，取其结果`);

/** A row beside what earlier rows of the file said of its hazard; what it says is heard from now on. */
export function heard(plan: Plan, hazard: Hazard, reading: Reading, sayings: Sayings): Plan {
  if (plan.kind === 'REFUSED' || plan.kind === 'NEW') return plan;
  const changed = plan.kind === 'EDIT' ? plan.changes.map(({ column }) => column) : [];
  const reasons = sayings.contradictions(hazard.id, reading, changed);
  if (reasons.length > 0) return { kind: 'REFUSED', reasons, notes: plan.notes };
  const before = sayings.repeats(hazard.id, reading, changed);
  sayings.add(hazard.id, reading, changed);
  return before === null ? plan : { kind: 'SAME', hazard, notes: [...plan.notes, `修改与${before}相同，只修改一次`] };
}

/** What the row asks of a hazard as it stands now. */
export function standingPlan(reading: Reading, hazard: Hazard, ground: Ground, phones: Phones): Plan {
  const notes = notesOf(reading);
  const difference = differenceOf(reading, hazard, phones.of(hazard));
  const reasons: Reason[] = [...reading.reasons, ...otherFirm(reading, hazard, ground), ...otherNumber(reading, hazard, ground), ...difference.reasons];
  if (reasons.length === 0) reasons.push(...malformed(reading, difference));
  if (reasons.length > 0) return { kind: 'REFUSED', reasons, notes };
  const steps: Step[] = [
    ...(difference.patch ? [{ move: 'patch' as const, command: difference.patch }] : []),
    ...(difference.five ? [{ move: 'five-in-place' as const, command: difference.five }] : []),
  ];
  return steps.length === 0 ? { kind: 'SAME', hazard, notes } : { kind: 'EDIT', hazard, steps, changes: difference.changes, notes };
}

/** A hazard stays with its enterprise: a row that names another was mixed up. */
function otherFirm(reading: Reading, hazard: Hazard, ground: Ground): RowReason[] {
  const { creditCode, enterpriseName } = reading.said;
  if (creditCode === undefined && enterpriseName === undefined) return [];
  const enterprise = ground.enterprise(reading);
  const path = creditCode === undefined ? 'enterpriseName' : 'creditCode';
  if (!Array.isArray(enterprise) && enterprise.known?.id === hazard.enterpriseId) return [];
  if (creditCode === undefined && enterpriseName === hazard.enterpriseName) return [];
  return [{ code: 'FIELD_FIXED', path, params: { field: COLUMNS[path].title, value: hazard.enterpriseName } }];
}

/** Only who registered it knows its own number. */
function otherNumber(reading: Reading, hazard: Hazard, ground: Ground): RowReason[] {
  const own = hazard.registeredByOrganisationId === ground.requested.caller.organisation.id;
  const { externalRef: typed } = reading.said;
  const stands = hazard.externalRef ?? '';
  // A paper may leave the firm out, whose code begins the number of an office.
  if (!own || typed === undefined || typed === stands || stands.endsWith(`/${typed}`)) return [];
  return [{ code: 'FIELD_FIXED', path: 'externalRef', params: { field: COLUMNS.externalRef.title, value: hazard.externalRef ?? '空' } }];
}

/** Lengths and forms, by the same DTOs as the API. */
function malformed(reading: Reading, { patch, five, changes }: Difference): readonly Reason[] {
  const reasons: Reason[] = [];
  const judge = (work: () => unknown): void => {
    const outcome = judged(work);
    if (outcome instanceof Refused) reasons.push(...outcome.reasons);
  };
  const newPhone = changes.some(({ column }) => column === 'ownerPhone') ? reading.said.ownerPhone ?? null : null;
  if (patch) judge(() => checked(PatchHazardDto, { ...patch, ...(patch.owner && { owner: { ...patch.owner, phone: newPhone } }) }));
  if (five) judge(() => checkFive(five.five));
  return reasons;
}

function fiveOf(reading: Reading, before: FiveInPlace, deadline: string | null, ownerName: string | null): FiveInPlace | Refused {
  const five = fiveAfter(reading, before, deadline, ownerName);
  const fault = judged(() => checkFive(five));
  return fault instanceof Refused ? fault : five;
}

const checkFive = ({ measures, responsibility, funds, contingencyPlan }: FiveInPlace): unknown => checked(FiveInPlaceDto, defined({
  measures: measures ?? undefined, responsibility: responsibility ? defined({ unit: responsibility.unit, person: responsibility.person || undefined }) : undefined,
  funds: funds ? defined({ amountYuan: funds.amountYuan || undefined, source: funds.source || undefined, zeroReason: funds.zeroReason ?? undefined }) : undefined, contingencyPlan: contingencyPlan ? { summary: contingencyPlan.summary } : undefined,
}));

function judged<T>(work: () => T): T | Refused {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
