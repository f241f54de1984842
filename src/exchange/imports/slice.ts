import { Injectable } from '@nestjs/common';
import { hasActs } from '../../domain/effects.js';
import type { Hazard } from '../../domain/hazard.js';
import { labelOf } from '../../domain/labels.js';
import { Refused, sentence } from '../../domain/refusal.js';
import type { Reason } from '../../domain/refusal.js';
import { HazardLooking } from '../../hazards/hazard.looking.js';
import { MoveService } from '../../hazards/move.service.js';
import type { Edit } from '../../hazards/move.service.js';
import { RegisterService } from '../../hazards/register.service.js';
import type { Registered } from '../../hazards/register.service.js';
import type { Requested } from '../../platform/http/requested.js';
import type { Writing } from '../../platform/ledger/door.js';
import { COLUMNS } from '../columns.js';
import { columnOfPath } from './paths.js';
import { Grounds } from './ground.js';
import type { ImportJobEntity, ImportRowEntity, RowReasonTold } from './import.entity.js';
import { heard, planOf, standingPlan } from './plan.js';
import type { Plan } from './plan.js';
import type { Change } from './difference.js';
import type { Placed } from './import.rows.js';
import type { Sayings } from './sayings.js';

/** A thousand rows at most, in a transaction that is open: what each of them does, and what is told of it. */
@Injectable()
export class ImportSlice {
  constructor(
    private readonly grounds: Grounds,
    private readonly registering: RegisterService,
    private readonly moving: MoveService,
    private readonly looking: HazardLooking,
  ) {}

  /** `rehearsal`: for a transaction that is taken back; no ledger number is used up. */
  async run(writing: Writing, requested: Requested, job: ImportJobEntity, placed: readonly Placed[], sayings: Sayings, rehearsal: boolean): Promise<ImportRowEntity[]> {
    requested.permit('hazard.register');
    const ground = await this.grounds.of(writing, requested, placed.map(({ reading }) => reading));
    const phones = this.looking.phones(requested);
    const plans = placed.map((one) => planOf(one, ground, phones));
    const fresh = plans.flatMap((plan) => (plan.kind === 'NEW' ? [plan] : []));
    const registered = await this.registering.register(writing, requested, fresh.map(({ asked }) => asked), { rehearsal });
    const known = new Map(registered.flatMap((one) => (one instanceof Refused ? [] : [[one.hazard.id, this.registering.dossierOf(one)] as const])));
    sayings.begin();
    let made = 0;
    const edits = plans.map((plan) => (plan.kind === 'NEW' ? firstEdit(plan, registered[made++]) : null));
    for (const [hazard, rows] of rowsByHazard(plans)) {
      const turns = rows.map((at): [number, Edit] => [at, {
        id: hazard.id,
        // Where it stands when its turn comes: rows above, or somebody else, may have changed it since it was read.
        steps: (stands) => {
          const { reading } = placed[at] as Placed;
          const now = stands.version === hazard.version ? plans[at] as Plan : standingPlan(reading, stands, ground, phones);
          const plan = plans[at] = heard(now, stands, reading, sayings);
          return plan.kind === 'EDIT' ? plan.steps : [];
        },
      }]);
      // What nobody changes need not be locked.
      const untouched = rows.every((at) => plans[at]?.kind === 'SAME');
      for (const [at, edit] of turns) {
        if (untouched) edit.steps(hazard);
        else edits[at] = edit;
      }
    }
    const sent = edits.filter((edit): edit is Edit => edit !== null);
    const edited = sent.length > 0 ? await this.moving.edits(writing, requested, sent, known) : [];
    const outcomes = new Map(sent.map((edit, at) => [edit, edited[at]]));
    let next = 0;
    return plans.map((plan, at) => {
      const outcome = plan.kind === 'NEW' ? registered[next++] : undefined;
      const edit = edits[at];
      return rowOf(job, placed[at] as Placed, told(plan, outcome, edit ? outcomes.get(edit) : undefined));
    });
  }
}

/** The rows that speak of each hazard that stands, in their order. */
function rowsByHazard(plans: readonly Plan[]): [Hazard, number[]][] {
  const found = new Map<string, [Hazard, number[]]>();
  for (const [at, plan] of plans.entries()) {
    const hazard = plan.kind === 'EDIT' || plan.kind === 'SAME' ? plan.hazard : null;
    if (!hazard) continue;
    const known = found.get(hazard.id) ?? [hazard, []];
    known[1].push(at);
    found.set(hazard.id, known);
  }
  return [...found.values()];
}

/** Five in place of the hazard that this row just made. */
function firstEdit({ five }: Plan & { kind: 'NEW' }, registered: Registered | Refused | undefined): Edit | null {
  if (!registered || registered instanceof Refused || registered.existed || !five) return null;
  return { id: registered.hazard.id, steps: () => [{ move: 'five-in-place', command: five }] };
}

type Told = Pick<ImportRowEntity, 'outcome' | 'hazardId' | 'ledgerNo' | 'notes'> & { reasons: readonly Reason[]; changes: readonly Change[] };
const refusedRow = (reasons: readonly Reason[], notes: readonly string[] = []): Told => ({ outcome: 'REFUSED', hazardId: null, ledgerNo: null, reasons, changes: [], notes: [...notes] });

function told(plan: Plan, registered: Registered | Refused | undefined, edited: Hazard | Refused | undefined): Told {
  const { notes } = plan;
  if (plan.kind === 'REFUSED') return refusedRow(plan.reasons, notes);
  if (plan.kind === 'SAME') return { outcome: 'SAME', hazardId: plan.hazard?.id ?? null, ledgerNo: plan.hazard?.ledgerNo ?? null, reasons: [], changes: [], notes };
  if (plan.kind === 'EDIT') {
    const { hazard: { id, ledgerNo } } = plan;
    return edited instanceof Refused ? { ...refusedRow(edited.reasons, notes), hazardId: id, ledgerNo }
      : { outcome: 'CHANGED', hazardId: id, ledgerNo, reasons: [], changes: plan.changes, notes: [...notes, ...spentBy(plan.hazard, edited)] };
  }
  if (!registered || registered instanceof Refused) return refusedRow(registered?.reasons ?? [], notes);
  if (edited instanceof Refused) throw new Error(`five in place of a new row were judged beforehand, and are refused: ${edited.reasons.map(({ code }) => code).join()}`);
  // What a rehearsal registered is taken back: neither its number nor its id stands for anything.
  const { id, ledgerNo } = registered.hazard;
  return { outcome: registered.existed ? 'SAME' : 'CREATED', hazardId: ledgerNo ? id : null, ledgerNo: ledgerNo || null, reasons: [], changes: [], notes };
}

/** Contract §3: an edit that lapses all acts says so. */
const spentBy = (before: Hazard, after: Hazard | undefined): string[] =>
  after && hasActs(before) && !hasActs(after) ? [`签字内容有修改，原有的签字、确认随之失效，回到“${labelOf('status', after.status)}”`] : [];

const rowOf = (job: ImportJobEntity, { position, reading: { sheet, row } }: Placed, { reasons, changes, ...rest }: Told): ImportRowEntity => ({
  countyCode: job.countyCode, importId: job.id, position, sheet, rowNumber: row, ...rest,
  reasons: reasons.map(reasonTold), changes: changes.map((change) => ({ ...change, columnLabel: COLUMNS[change.column].title })),
});

function reasonTold(reason: Reason): RowReasonTold {
  const column = columnOfPath(reason.path ?? '');
  return { column, columnLabel: column && COLUMNS[column].title, code: reason.code, message: sentence(reason, 'zh') };
}
