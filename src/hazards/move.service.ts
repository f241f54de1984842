import { Injectable } from '@nestjs/common';
import { stateHash } from '../domain/content.js';
import type { Commands, Dossier, MoveName } from '../domain/dossier.js';
import { withFinders, withoutFinders } from '../domain/effects.js';
import type { Hazard } from '../domain/hazard.js';
import { decide } from '../domain/lifecycle.js';
import type { Decision } from '../domain/lifecycle.js';
import type { Reach } from '../domain/permission.js';
import { Refused, refuse } from '../domain/refusal.js';
import type { Rules } from '../domain/dossier.js';
import type { Answer } from '../platform/http/answer.js';
import { ok } from '../platform/http/answer.js';
import { InspectionReader } from '../inspections/inspection.reader.js';
import { DecisionNotices } from '../notices/decision.notices.js';
import type { Decided } from '../notices/decision.notices.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { answerBatch } from './batch.js';
import type { BatchAnswer } from './batch.js';
import { DueDateRepository } from './due-date.repository.js';
import { saidOf } from './fact.detail.js';
import { HazardLooking } from './hazard.looking.js';
import { HazardRepository } from './hazard.repository.js';
import { onceMoreAfterARace } from './race.js';

export interface Item<M extends MoveName> { id: string; command: Commands[M] }
/** What stands beside the change of the row, in the same transaction; it may answer in place of the hazard. */
export type Beside = (writing: Writing, dossier: Dossier) => Promise<Answer | undefined> | undefined;

/** One edit of a hazard, and several of one and the same: all are made, or none. */
export type Step = { [M in 'patch' | 'five-in-place']: { move: M; command: Commands[M] } }['patch' | 'five-in-place'];
/** `steps`: what is asked of the hazard as it stands when its turn comes, its row being locked; nothing where there are none. */
export interface Edit { id: string; steps: (stands: Hazard) => readonly Step[] }

const STEPS: readonly MoveName[] = ['confirm', 'accept', 'send-back', 'decide-extension'];

/** The one way to change a hazard: lock, decide, write the rows with their facts. One is a list of one. */
@Injectable()
export class MoveService {
  constructor(
    private readonly door: Door,
    private readonly repository: HazardRepository,
    private readonly settings: SettingsReader,
    private readonly looking: HazardLooking,
    private readonly dueDates: DueDateRepository,
    private readonly decisions: DecisionNotices,
    private readonly inspections: InspectionReader,
  ) {}

  async one<M extends MoveName>(requested: Requested, move: M, item: Item<M>, ifMatch: 'needed' | 'taken' = 'taken', beside?: Beside): Promise<Answer> {
    return onceMoreAfterARace(() => this.door.write(requested, async (writing) => {
      requested.judgedByDomain();
      const moving = await this.moving(writing, requested, move, [item]);
      const decision = moving.decide(item, ifMatch);
      moving.write();
      const dossier = moving.dossierOf(item.id);
      const answer = await beside?.(writing, dossier);
      if (answer) return answer;
      const view = await this.looking.view(requested, dossier);
      return ok(decision.lapsed ? { ...view, lapsed: true } : view);
    }));
  }

  async many<M extends MoveName>(requested: Requested, move: M, items: readonly (Item<M> | Refused)[], atomic: boolean): Promise<Answer<BatchAnswer>> {
    return onceMoreAfterARace(() => this.door.write(requested, async (writing) => {
      requested.judgedByDomain();
      if (atomic) await writing.mark();
      const sound = items.filter((item): item is Item<M> => !(item instanceof Refused));
      const moving = await this.moving(writing, requested, move, sound);
      const outcomes = items.map((item) => (item instanceof Refused ? item : moving.tryDecide(item)));
      const undone = atomic && outcomes.some((outcome) => outcome instanceof Refused);
      if (!undone) moving.write();
      else await writing.forget();
      const results = outcomes.map((outcome) =>
        outcome instanceof Refused ? outcome : { status: 200, id: outcome.next.id, ledgerNo: outcome.next.ledgerNo, version: outcome.next.version });
      return ok(answerBatch(requested, results, atomic));
    }));
  }

  /** Edits within a writing that is open already; `known` are rows of this writing that are not in the table yet. */
  async edits(writing: Writing, requested: Requested, edits: readonly Edit[], known: ReadonlyMap<string, Dossier> = new Map()): Promise<(Hazard | Refused)[]> {
    requested.judgedByDomain();
    const ids = [...new Set(edits.map(({ id }) => id))].filter((id) => !known.has(id));
    const dossiers = new Map([...known, ...(ids.length > 0 ? await this.repository.lock(writing, requested.reach, ids) : [])]);
    const rules = new Map<string, Rules>();
    const changed = new Map<string, { before: Hazard; after: Hazard; rules: Rules }>();
    const outcomes: (Hazard | Refused)[] = [];
    for (const edit of edits) {
      const dossier = dossiers.get(edit.id);
      const county = dossier?.hazard.countyCode ?? '';
      const of = rules.get(county) ?? (dossier && await this.settings.rulesFor(county));
      if (of) rules.set(county, of);
      const before = dossier?.hazard;
      const steps = dossier ? edit.steps(dossier.hazard) : [];
      const outcome = dossier && of ? editOne(writing, requested, dossier, steps, of) : refuse('NOT_FOUND');
      if (before && of && steps.length > 0 && !(outcome instanceof Refused)) changed.set(edit.id, { before: changed.get(edit.id)?.before ?? before, after: outcome, rules: of });
      outcomes.push(outcome);
    }
    this.dueDates.follow(writing, [...changed.values()]);
    this.repository.update(writing, [...changed.values()].map(({ after }) => after));
    return outcomes;
  }

  private async moving<M extends MoveName>(writing: Writing, requested: Requested, move: M, items: readonly Item<M>[]): Promise<Moving<M>> {
    const ids = [...new Set(items.flatMap(({ id, command }) => [id, ...namedBy(command)]))];
    const { reach } = requested;
    const dossiers = await this.repository.lock(writing, reach, ids);
    const counties = [...new Set([...dossiers.values()].map(({ hazard }) => hazard.countyCode))];
    const rules = new Map(await Promise.all(counties.map(async (county) => [county, await this.settings.rulesFor(county)] as const)));
    if (move === 'patch') await this.addInspections(writing, reach, dossiers, items as readonly Item<'patch'>[]);
    if (STEPS.includes(move)) await this.repository.addStaff(writing, dossiers);
    if (move === 'resume-operations') await this.repository.addMajorsUnderOrder(writing, dossiers);
    if (move === 'restore') await this.repository.addTakenRefs(writing, dossiers);
    if (move === 'restore') await this.lockSurvivors(writing, reach, dossiers);
    return new Moving(writing, requested, move, rules, dossiers, this.repository, this.dueDates, this.decisions);
  }

  private async addInspections(writing: Writing, reach: Reach, dossiers: ReadonlyMap<string, Dossier>, items: readonly Item<'patch'>[]): Promise<void> {
    const found = await this.inspections.holdFor(writing, reach, items.flatMap(({ command }) => command.inspectionId ?? []));
    for (const { id, command } of items) {
      const dossier = dossiers.get(id);
      if (dossier) dossier.inspectionOf = found.get(command.inspectionId ?? '') ?? null;
    }
  }

  /** The survivor, and its own, where it was voided as a duplicate itself. */
  private async lockSurvivors(writing: Writing, reach: Reach, dossiers: Map<string, Dossier>): Promise<void> {
    for (;;) {
      const ids = [...dossiers.values()].flatMap(({ hazard }) => hazard.duplicateOf ?? []).filter((id) => !dossiers.has(id));
      const found = ids.length > 0 ? await this.repository.lock(writing, reach, [...new Set(ids)]) : new Map<string, Dossier>();
      if (found.size === 0) return;
      for (const [id, dossier] of found) dossiers.set(id, dossier);
    }
  }
}

/** Decides all steps, each on what the one before leaves, and only then records them. */
function editOne(writing: Writing, requested: Requested, dossier: Dossier, steps: readonly Step[], rules: Rules): Hazard | Refused {
  const decided: { step: Step; before: Hazard; decision: Decision }[] = [];
  let stands = dossier.hazard;
  try {
    for (const step of steps) {
      const asked = { dossier: { ...dossier, hazard: stands }, rules, caller: requested.caller, at: writing.at, today: writing.today, ifMatch: null };
      const decision = step.move === 'patch' ? decide({ ...asked, move: step.move, command: step.command }) : decide({ ...asked, move: step.move, command: step.command });
      decided.push({ step, before: stands, decision });
      stands = decision.next;
    }
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  let head = { version: dossier.hazard.version, hash: dossier.hazard.headHash };
  for (const { step, before, decision: { next, mandate } } of decided) {
    const fact = writing.record(saidOf(step.move, before, next, step.command, mandate), head);
    head = { version: fact.version, hash: fact.hash };
    Object.assign(next, { version: fact.version, headHash: fact.hash });
  }
  dossier.hazard = stands;
  return stands;
}

/** The other row a command speaks of: locked with its own. */
const namedBy = (command: { duplicateOf?: string; repeatOf?: string | null } | object): string[] => {
  const { duplicateOf, repeatOf } = command as { duplicateOf?: string; repeatOf?: string | null };
  return [duplicateOf ?? repeatOf ?? []].flat();
};

/** One move on many locked rows: each decided on the state that the one before it left. */
class Moving<M extends MoveName> {
  private readonly decided: Decided[] = [];
  private readonly changed = new Map<string, { before: Hazard; after: Hazard }>();

  constructor(
    private readonly writing: Writing,
    private readonly requested: Requested,
    private readonly move: M,
    private readonly rules: ReadonlyMap<string, Rules>,
    private readonly dossiers: Map<string, Dossier>,
    private readonly repository: HazardRepository,
    private readonly dueDates: DueDateRepository,
    private readonly notices: DecisionNotices,
  ) {}

  dossierOf(id: string): Dossier {
    const dossier = this.dossiers.get(id);
    if (!dossier) throw refuse('NOT_FOUND');
    return dossier;
  }

  tryDecide(item: Item<M>): Decision | Refused {
    try {
      return this.decide(item);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  decide({ id, command }: Item<M>, ifMatch: 'needed' | 'taken' = 'taken'): Decision {
    const dossier = this.dossierOf(id);
    const [named] = namedBy(command);
    dossier.named = this.dossiers.get(named ?? '')?.hazard ?? null;
    const { requested, writing, move } = this;
    const rules = this.rulesOf(dossier.hazard);
    const decision = decide({
      move, dossier, command, rules, caller: requested.caller, at: writing.at, today: writing.today,
      ifMatch: requested.ifMatch, ifMatchNeeded: ifMatch === 'needed',
    });
    const { hazard: before } = dossier;
    this.record(dossier, decision, command);
    this.followers(before, decision.next);
    return decision;
  }

  write(): void {
    const changes = [...this.changed.values()];
    this.dueDates.follow(this.writing, changes.map((one) => ({ ...one, rules: this.rulesOf(one.after) })));
    this.repository.update(this.writing, changes.map(({ after }) => after));
    this.notices.add(this.writing, this.decided);
  }

  private rulesOf({ countyCode }: Hazard): Rules {
    const rules = this.rules.get(countyCode);
    if (!rules) throw new Error('a county without rules');
    return rules;
  }

  private record(dossier: Dossier, { next, mandate }: Decision, command: Commands[M]): void {
    const { hazard } = dossier;
    const fact = this.writing.record(saidOf(this.move, hazard, next, command, mandate), { version: hazard.version, hash: hazard.headHash });
    next.version = fact.version;
    next.headHash = fact.hash;
    this.decided.push({ move: this.move, before: hazard, after: next, byOrganisationId: (mandate?.organisation ?? this.requested.caller.organisation).id });
    this.take(dossier, next);
  }

  /** 作废 with duplicateOf: the voided row's finders join the survivor's, and leave it on restore. */
  private followers(before: Hazard, after: Hazard): void {
    if (before.duplicateOf === after.duplicateOf) return;
    const joined = after.duplicateOf !== null;
    let survivor = this.dossiers.get(after.duplicateOf ?? before.duplicateOf ?? '');
    while (survivor) {
      const { hazard } = survivor;
      const finders = joined ? withFinders(hazard, after) : withoutFinders(hazard, before);
      if (finders.length !== hazard.finders.length) this.follow(survivor, { ...hazard, finders, updatedAt: this.writing.at }, joined, before);
      // who joins joins an open row; who leaves leaves also where that row was voided into another
      survivor = joined ? undefined : this.dossiers.get(hazard.duplicateOf ?? '');
    }
  }

  private follow(survivor: Dossier, next: Hazard, joined: boolean, before: Hazard): void {
    const { hazard } = survivor;
    const fact = this.writing.record({
      objectKind: 'HAZARD', objectId: hazard.id, countyCode: hazard.countyCode, move: joined ? 'join-finder' : 'leave-finder',
      from: hazard.status, to: hazard.status, stateHash: stateHash(next), detail: { hazardId: before.id, ledgerNo: before.ledgerNo },
    }, { version: hazard.version, hash: hazard.headHash });
    this.take(survivor, { ...next, version: fact.version, headHash: fact.hash });
  }

  private take(dossier: Dossier, next: Hazard): void {
    this.changed.set(next.id, { before: this.changed.get(next.id)?.before ?? dossier.hazard, after: next });
    dossier.hazard = next;
  }
}
