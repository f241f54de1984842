import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { stateHash } from '../domain/content.js';
import { CHAIN_START } from '../domain/fact.js';
import type { Hazard } from '../domain/hazard.js';
import { Refused, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import type { Dossier, Rules } from '../domain/dossier.js';
import { InspectionReader } from '../inspections/inspection.reader.js';
import { DecisionNotices } from '../notices/decision.notices.js';
import { EnterpriseReader } from '../organisations/enterprise.reader.js';
import type { EnterpriseRow } from '../organisations/enterprise.reader.js';
import { ProvisionalEnterprises } from '../organisations/enterprise.provisional.js';
import { newId } from '../platform/clock/new-id.js';
import type { Answer } from '../platform/http/answer.js';
import { created, ok } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Looking, Writing } from '../platform/ledger/door.js';
import { oneByOne } from '../platform/one-by-one.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { StaffReader } from '../todos/staff.reader.js';
import { answerBatch } from './batch.js';
import type { BatchAnswer, Result } from './batch.js';
import { DueDateRepository } from './due-date.repository.js';
import type { RegisterHazardDto } from './hazard.dto.js';
import { HazardLooking } from './hazard.looking.js';
import { HazardReader } from './hazard.reader.js';
import { HazardRepository } from './hazard.repository.js';
import { LedgerNumbers, NO_NUMBERS } from './ledger-number.repository.js';
import type { Numbering } from './ledger-number.repository.js';
import { onceMoreAfterARace } from './race.js';
import { differingFields, newHazard, registeredContent, registrationFaults } from './registration.js';

/** Each row of a batch: its content, or what was wrong with its form. */
export type Row = RegisterHazardDto | Refused;

/** 登记. One hazard is a list of one: batch and import go the same way. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly door: Door,
    private readonly repository: HazardRepository,
    private readonly reader: HazardReader,
    private readonly enterprises: EnterpriseReader,
    private readonly inspections: InspectionReader,
    private readonly provisionals: ProvisionalEnterprises,
    private readonly numbers: LedgerNumbers,
    private readonly settings: SettingsReader,
    private readonly looking: HazardLooking,
    private readonly dueDates: DueDateRepository,
    private readonly notices: DecisionNotices,
    private readonly staff: StaffReader,
  ) {}

  /** 201 with the hazard; 200 with the existing one where the externalRef was registered with the same content. */
  async one(requested: Requested, asked: RegisterHazardDto): Promise<Answer> {
    const look = (looking: Looking) => this.look(looking, requested, [asked]);
    return onceMoreAfterARace(() => this.door.write(requested, async (writing, looked) => {
      requested.permit('hazard.register');
      const [result] = await this.register(writing, requested, [asked], { looked });
      if (!result || result instanceof Refused) throw result ?? refuse('INTERNAL');
      const view = await this.looking.view(requested, this.dossierOf(result));
      return result.existed ? ok(view) : created(view, `/api/v1/hazards/${result.hazard.id}`);
    }, { look, ...(!asked.enterprise && { beside: asked.externalRef ? [`${requested.caller.organisation.id} ${asked.externalRef}`] : [] }) }));
  }

  async many(requested: Requested, rows: readonly Row[], atomic: boolean): Promise<Answer<BatchAnswer>> {
    const look = (looking: Looking) => this.look(looking, requested, rows);
    return onceMoreAfterARace(() => this.door.write(requested, async (writing, looked) => {
      requested.permit('hazard.register');
      const outcomes = await this.register(writing, requested, rows, { atomic, looked, part: PART_BESIDE_READERS });
      const results: Result[] = outcomes.map((outcome) =>
        outcome instanceof Refused ? outcome : { status: outcome.existed ? 200 : 201, id: outcome.hazard.id, ledgerNo: outcome.hazard.ledgerNo });
      return ok(answerBatch(requested, results, atomic));
    }, { look }));
  }

  /** What is to be known of rows before any is decided on. */
  private look(looking: Looking, requested: Requested, rows: readonly Row[]): Promise<Looked> {
    const sound = rows.map((row) => (row instanceof Refused ? null : row));
    return Promise.all([
      this.enterprises.lockFor(looking, requested.reach, sound.map((row) => ({ id: row?.enterpriseId, creditCode: row?.enterpriseCreditCode }))),
      this.reader.byExternalRefs(looking, requested, sound.flatMap((row) => row?.externalRef ?? [])),
      this.inspections.holdFor(looking, requested.reach, sound.flatMap((row) => row?.inspectionId ?? [])),
      this.staff.hold(looking),
    ]);
  }

  /** Within a writing that is open already; refused rows leave nothing behind. `rehearsal`: it is taken back, and no number is used up. */
  async register(writing: Writing, requested: Requested, rows: readonly Row[], { atomic = false, rehearsal = false, looked, part: size = PART }: Registering = {}): Promise<(Registered | Refused)[]> {
    if (atomic) await writing.mark();
    const [found, existing, inspections, epoch] = looked ?? await this.look(writing, requested, rows);
    const numbering = rehearsal ? NO_NUMBERS : await this.numbers.forMany(rows.map((row, at) => (row instanceof Refused ? undefined : found[at]?.townCode)), writing.today.slice(0, 4));
    const outcomes: (Registered | Refused)[] = [];
    // All or none is known when all were looked at; otherwise the database writes one part while the next is made.
    for (const part of atomic ? [rows] : partsOf(rows, size)) {
      const from = outcomes.length;
      const judged = await oneByOne(part, async (row, at) => {
        const index = from + at;
        const outcome = row instanceof Refused ? row : await this.prepare(writing, requested, row, found[index] ?? null, existing, numbering, inspections.get(row.inspectionId ?? '')).catch(asRefused);
        if (!(outcome instanceof Refused) && !outcome.existed && outcome.hazard.externalRef) existing.set(outcome.hazard.externalRef, outcome);
        return outcome;
      });
      outcomes.push(...judged);
      const nothing = atomic && judged.some((outcome) => outcome instanceof Refused);
      if (nothing) await writing.forget();
      else await this.write(writing, judged, requested, { epoch, size, inParts: rows.length > size });
    }
    return outcomes;
  }

  private async prepare(writing: Writing, requested: Requested, asked: RegisterHazardDto, found: EnterpriseRow | null, existing: Map<string, Registered>, numbering: Numbering, inspectionOf?: string): Promise<Registered> {
    const before = asked.externalRef ? existing.get(asked.externalRef) : undefined;
    if (before) return this.same(writing, asked, before);
    const { caller } = requested;
    const named = [asked.enterpriseId, asked.enterpriseCreditCode, asked.enterprise].filter((one) => one !== undefined).length;
    const faults: Reason[] = named > 1 ? [{ code: 'ENTERPRISE_AMBIGUOUS', path: 'enterprise' }] : [];
    if (named === 0) throw refuse('REQUIRED', undefined, 'enterpriseId');
    faults.push(...registrationFaults(asked, caller, found, writing.today, inspectionOf));
    if (faults.length > 0) throw new Refused(faults);
    if (asked.repeatOf) await this.repeats(writing, requested, asked.repeatOf, found?.id);
    const enterprise = found ?? (asked.enterprise ? await this.provisionals.provisional(writing, requested, asked.enterprise) : null);
    if (!enterprise) throw refuse('ENTERPRISE_UNKNOWN', undefined, 'enterpriseId');
    const content = registeredContent(asked);
    const hazard = newHazard({
      content, id: newId(), ledgerNo: await numbering.next(enterprise.townCode, writing.today.slice(0, 4)),
      rules: await this.settings.rulesFor(enterprise.countyCode),
      asked, owner: this.looking.sealedOwner(asked.owner), caller, enterprise, at: writing.at, today: writing.today,
    });
    return { hazard, enterprise, existed: false, content };
  }

  /** What was just registered, as the moves look at it: it is written with the closing. */
  dossierOf({ hazard, enterprise }: Registered): Dossier {
    return { hazard, enterprise, ...EMPTY };
  }

  private async same(writing: Writing, asked: RegisterHazardDto, before: Registered): Promise<Registered> {
    const content = registeredContent(asked);
    const first = before.content ?? await this.reader.registeredWith(writing, before.hazard.id);
    const fields = differingFields(content, first);
    if (fields.length > 0) throw new Refused(fields.map((path) => ({ code: 'EXTERNAL_REF_CONFLICT' as const, path, params: { fields: fields.join('、') } })));
    return { ...before, existed: true };
  }

  private async repeats(writing: Writing, requested: Requested, repeatOf: string, enterpriseId: string | undefined): Promise<void> {
    const parent = (await this.repository.lock(writing, requested.reach, [repeatOf])).get(repeatOf);
    if (!parent || parent.hazard.enterpriseId !== enterpriseId) throw refuse('REPEAT_INVALID', undefined, 'repeatOf');
  }

  /** Very many go out in parts: while the database writes one the next is made, and other requests have their turn. */
  private async write(writing: Writing, outcomes: readonly (Registered | Refused)[], requested: Requested, { epoch, size, inParts }: { epoch: string; size: number; inParts: boolean }): Promise<void> {
    const made = outcomes.filter((outcome): outcome is Made => !(outcome instanceof Refused) && !outcome.existed && outcome.content !== undefined);
    const rules = new Map(await Promise.all([...new Set(made.map(({ hazard }) => hazard.countyCode))].map(async (county) => [county, await this.settings.rulesFor(county)] as const)));
    for (const part of partsOf(made, size)) {
      await this.writePart(writing, part, requested, { rules, epoch });
      if (!inParts) continue;
      await nextTurn();
      writing.send();
    }
  }

  private async writePart(writing: Writing, made: readonly Made[], requested: Requested, { rules, epoch }: { rules: ReadonlyMap<string, Rules>; epoch: string }): Promise<void> {
    const role = requested.mandate('hazard.register')?.role;
    const hazards = await oneByOne(made, ({ hazard, content }) => {
      const fact = writing.record({
        objectKind: 'HAZARD', objectId: hazard.id, countyCode: hazard.countyCode, move: 'register', to: hazard.status, stateHash: stateHash(hazard),
        ...(role && { role }), detail: { ledgerNo: hazard.ledgerNo, ...content },
      }, { version: 0, hash: CHAIN_START });
      hazard.version = fact.version;
      hazard.headHash = fact.hash;
      return hazard;
    });
    this.dueDates.follow(writing, hazards.flatMap((after) => { const of = rules.get(after.countyCode); return of ? [{ before: null, after, rules: of }] : []; }));
    if (hazards.length > 1) await nextTurn();
    await this.repository.insert(writing, hazards, epoch);
    this.notices.addMajors(writing, hazards, requested.caller.organisation.id);
  }
}

export interface Registered {
  hazard: Hazard;
  enterprise: Dossier['enterprise'];
  existed: boolean;
  /** Of what is registered now: what was sent, phones left out. */
  content?: Record<string, unknown>;
}

/** The enterprise of each row, what is registered under its number already, of which enterprise each inspection named is, and as of when the staff is known. */
type Looked = [(EnterpriseRow | null)[], Map<string, Registered>, ReadonlyMap<string, string>, epoch: string];
interface Registering { atomic?: boolean; rehearsal?: boolean; looked?: Looked; part?: number }
type Made = Registered & Required<Pick<Registered, 'content'>>;
/** Between two turns of others a part is written in three steps of a millisecond or two. */
const PART = 50;
/** Where others read in the same process. */
const PART_BESIDE_READERS = 25;
const partsOf = <T>(rows: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));

const EMPTY = { evidence: [], staff: null, openMajorsUnderOrder: [], refTaken: false, named: null, inspectionOf: null };

const asRefused = (error: unknown): Refused => {
  if (error instanceof Refused) return error;
  throw error;
};
