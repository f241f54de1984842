/**
 * A year of the ledger's calendar (2024: 29 February, make-up Saturdays and Sundays, every holiday) against the model of
 * test/model/deadline-year.ts, which somebody wrote from the contract without having read the product: hazards live through the API, the round comes as the worker brings it, sometimes late,
 * sometimes twice, sometimes by a clock that jumped. Chance decides by the seed.
 */
import { NoticeRounds } from '../../src/notices/rounds.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { SandboxClock } from '../../src/platform/clock/sandbox-clock.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { overdueOf, roundsOf, shanghai, shanghaiDay } from '../model/deadline-year.js';
import type { DeadlineKind, Event, Level, Party, Story } from '../model/deadline-year.js';
import { daysBetween, plusDays } from '../model/state-council-days.js';
import { fields, list, text } from '../model/driver.js';
import type { Fields } from '../model/driver.js';
import { startLedger } from '../support/ledger.js';
import type { TestLedger } from '../support/ledger.js';
import { fiveInPlace, ownFind } from '../support/registrations.js';
import { must } from '../support/world.js';
import { asOwner } from '../support/owner.js';
import { Chance } from './random.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST_DAY = '2024-01-01';
const PASSWORD = 'Year-of-the-clock-2024';

export interface YearPlan { seed: number; hazards: number; days: number }
export interface YearProof { zone: string; seed: number; days: number; hazards: number; acts: number; rounds: number; jumps: number; outages: number; notices: number; superseded: number; looks: number; faults: string[] }

export async function proveYear({ seed, hazards, days }: YearPlan): Promise<YearProof> {
  const ledger = await startLedger(PASSWORD);
  try {
    return await new Year(ledger, new Chance(seed), { seed, hazards, days }).run();
  } finally {
    await ledger.stop();
  }
}

type Move = Event extends infer E ? (E extends { at: unknown } ? Omit<E, 'at'> : never) : never;
/** A hazard as the model is told of it, and where the service says it stands. */
interface Lived extends Story { events: Event[]; status: string; pending: string | null; asked: string | null; late: boolean; extensions: number; listed: boolean }
const iso = (ms: number): string => new Date(ms).toISOString();
const dayOf = (ms: number): string => shanghaiDay(iso(ms));
const midnight = (day: string): number => Date.parse(shanghai(day));
const eight = (day: string): number => Date.parse(shanghai(day, '08:00'));
/** What a hazard's `overdue` names where several are (docs/decisions/0022): the contract has one field for them. */
const PRESSING: readonly DeadlineKind[] = ['RECTIFICATION', 'SUPERVISION'];

class Year {
  private readonly lives = new Map<string, Lived>();
  /** Rounds that found a later morning than all before: others have nothing to add. */
  private readonly ranAt: string[] = [];
  private readonly faults: string[] = [];
  private readonly next = new Map<string, number>();
  private readonly offices = new Map<string, string>();
  private firm = '';
  private acts = 0;
  private rounds = 0;
  private jumps = 0;
  private outages = 0;
  private looks = 0;
  private notices = 0;
  private readonly wished = new Map<string, string>();

  constructor(private readonly ledger: TestLedger, private readonly chance: Chance, private readonly plan: YearPlan) {}

  async run(): Promise<YearProof> {
    // Its poll would put the calendar back to where the row was a moment ago.
    this.ledger.app.get(SandboxClock, { strict: false }).onApplicationShutdown();
    this.firm = text(fields((await this.get('example1.operator', '/auth/me')).organisation).id);
    for (const [account, office] of [['example1.operator', 'ENTERPRISE'], ['nancun.supervisor', 'TOWN'], ['county.supervisor', 'COUNTY']] as const) {
      this.offices.set(text(fields((await this.get(account, '/auth/me')).organisation).id), office);
    }
    const births = Array.from({ length: this.plan.hazards }, () => midnight(FIRST_DAY) + this.chance.below((this.plan.days - 20) * 24) * HOUR + this.chance.below(HOUR)).sort((a, b) => a - b);
    let down = 0;
    for (let index = 0; index < this.plan.days; index += 1) {
      const day = plusDays(FIRST_DAY, index);
      await this.look(midnight(day) + 2_000);
      await this.live(births, midnight(day) + 3_000, eight(day) - 60_000);
      if (down === 0 && this.chance.below(40) === 0) { down = 1 + this.chance.below(9); this.outages += 1; }
      if (down > 0) down -= 1;
      else await this.morning(day);
      await this.live(births, eight(day) + 2 * HOUR, midnight(plusDays(day, 1)) - 60_000, down === 0);
      await this.look(midnight(plusDays(day, 1)) - 2_000);
    }
    await this.round(eight(plusDays(FIRST_DAY, this.plan.days)) + 5_000);
    const superseded = await this.compare();
    const { rounds, jumps, outages, acts, looks } = this;
    return {
      zone: process.env['TZ'] ?? 'as the machine', seed: this.plan.seed, days: this.plan.days, hazards: this.lives.size, acts, rounds, jumps, outages,
      notices: this.notices, superseded, looks, faults: this.faults,
    };
  }

  /** The round a moment before 08:00 and a moment after; now and then by a clock an hour or a day off, and put right again. */
  private async morning(day: string): Promise<void> {
    await this.round(eight(day) - 1_500);
    await this.round(eight(day) + this.chance.below(50_000));
    if (this.chance.below(6) === 0) {
      this.jumps += 1;
      const off = [HOUR, -HOUR, -DAY, -30 * DAY][this.chance.below(4)] ?? 0;
      await this.round(eight(day) + 60_000 + off);
    }
    if (this.chance.below(3) === 0) await Promise.all([this.round(eight(day) + 70_000), this.rounded()]);
  }

  private async round(at: number): Promise<void> {
    await this.at(at);
    if (iso(at) > (this.ranAt.at(-1) ?? '')) this.ranAt.push(iso(at));
    this.rounds += 1;
    await this.rounded();
  }

  private rounded(): Promise<void> {
    return this.ledger.app.get(NoticeRounds, { strict: false }).run();
  }

  /** The ledger's calendar, as the row of a sandbox has it; in this process at once. */
  private async at(instant: number): Promise<void> {
    const calendar = this.ledger.app.get(Calendar, { strict: false });
    const offset = instant - (Date.parse(calendar.now()) - calendar.offset);
    calendar.offset = offset;
    await this.ledger.app.get(Database, { strict: false }).run(adHoc('update sandbox_clock set offset_ms = $1'), [Math.round(offset)]);
  }

  /** What is overdue in lists, a moment before and after midnight. */
  private async look(at: number): Promise<void> {
    await this.at(at);
    this.looks += 1;
    const listed = list((await this.get('county.supervisor', '/overdue?limit=200')).items).map(fields);
    const seen = listed.filter(({ id }) => this.lives.has(text(id))).map(({ id, overdue }) => {
      const { kind, since, days } = fields(overdue);
      return `${text(id)} ${text(kind)} ${text(since)} ${String(days)}`;
    }).sort();
    const expected = [...this.lives.values()].flatMap((story) => {
      const late = overdueOf(story, iso(at)).filter(({ to }) => to === null);
      const pressing = PRESSING.flatMap((kind) => late.filter((one) => one.deadlineKind === kind))[0] ?? late[0];
      return pressing ? [`${story.id} ${pressing.deadlineKind} ${plusDays(pressing.dueOn, 1)} ${daysBetween(pressing.dueOn, dayOf(at))}`] : [];
    }).sort();
    const wrong = [...seen.filter((one) => !expected.includes(one)).map((one) => `overdue, and should not be: ${one}`), ...expected.filter((one) => !seen.includes(one)).map((one) => `not overdue, and should be: ${one}`)];
    this.faults.push(...wrong.map((one) => `${new Date(at).toISOString()} ${one}`));
  }

  /** Those who act between two instants, in the order of their turns. */
  private async live(births: number[], from: number, to: number, once = true): Promise<void> {
    if (!once) return this.live(births, from, to);
    for (;;) {
      const born = births[0] !== undefined && births[0] <= to ? births.shift() : undefined;
      const [turn] = [...this.next].filter(([, at]) => at <= to).sort((a, b) => a[1] - b[1]);
      if (born === undefined && !turn) return;
      if (born !== undefined && (!turn || born <= turn[1])) await this.register(Math.max(born, from));
      else if (turn) await this.act(turn[0], Math.max(turn[1], from));
      if (born !== undefined && turn && born > turn[1]) births.unshift(born);
    }
  }

  private wait(id: string, at: number): void {
    this.next.set(id, at + (this.chance.below(3) === 0 ? this.chance.below(40) : this.chance.below(6)) * DAY + this.chance.below(24) * HOUR + this.chance.below(HOUR));
  }

  private async register(at: number): Promise<void> {
    await this.at(at);
    const level: Level = this.chance.below(2) === 0 ? 'MAJOR' : 'GENERAL';
    const finder = this.chance.of<Party>(['ENTERPRISE', 'TOWN', 'COUNTY']);
    const deadline = plusDays(dayOf(at), this.chance.below(45));
    const [account, source] = { ENTERPRISE: ['example1.operator', 'ENTERPRISE_SELF_CHECK'], TOWN: ['nancun.inspector', 'TOWN_INSPECTION'], COUNTY: ['county.inspector', 'COUNTY_INSPECTION'] }[finder as string] as [string, string];
    const body = ownFind(this.firm, dayOf(at), { level, source, deadline, foundOn: dayOf(at), ...(level === 'MAJOR' && { basisNote: '现场认定' }) });
    const answer = await this.post(account, '/hazards', body);
    const operator = await this.ledger.driver.as('example1.operator');
    const id = text(answer.id);
    if (level === 'MAJOR') must(await operator.put(`/hazards/${id}/five-in-place`, fiveInPlace(deadline), { 'If-Match': '"1"' }), 'five in place');
    const lived: Lived = { id, level, finder, deadline, registeredAt: iso(at), events: [], status: '', pending: null, asked: null, late: false, extensions: 0, listed: false };
    this.lives.set(id, lived);
    this.stands(lived, answer);
    this.wait(id, at);
  }

  private stands(lived: Lived, { status, pendingLevel, extensions, supervision }: Fields): void {
    const all = list(extensions).map(fields);
    const asked = all.find(({ state }) => state === 'PENDING');
    Object.assign(lived, {
      status, pending: pendingLevel ?? null, asked: asked ? text(asked.id) : null, late: asked?.late === true, listed: supervision !== null,
      extensions: all.filter(({ state }) => state !== 'REFUSED').length,
    });
  }

  private async act(id: string, at: number): Promise<void> {
    await this.at(at);
    const lived = this.lives.get(id);
    if (!lived) return;
    this.acts += 1;
    this.next.delete(id);
    const running = ['REPORTED', 'CONFIRMING', 'RECTIFYING'].includes(lived.status);
    const done = await (lived.status === 'CLOSED' ? this.verify(lived, at)
      : running && lived.asked !== null && this.chance.below(2) === 0 ? this.decide(lived, at)
        : running && lived.asked === null && lived.extensions < 2 && this.chance.below(5) === 0 ? this.ask(lived, at)
          : this.chance.below(8) === 0 ? this.supervise(lived, at) : this.step(lived, at));
    if (done) this.wait(id, at);
  }

  /** One move that the service took, told to the model in the words of the contract. */
  private async moved(lived: Lived, at: number, account: string, body: Fields, told: Move): Promise<true> {
    const answer = await this.post(account, `/hazards/${lived.id}/${told.move}`, body);
    lived.events.push({ at: iso(at), ...told });
    this.stands(lived, answer);
    return true;
  }

  private ask(lived: Lived, at: number): Promise<true> {
    const stands = lived.events.reduce((day, one) => (one.move === 'decide-extension' && one.approvedTo) || (one.move === 'verify' && one.deadline) || day, lived.deadline ?? '');
    const deadline = plusDays(stands > dayOf(at) ? stands : dayOf(at), 1 + this.chance.below(30));
    this.wished.set(lived.id, deadline);
    return this.moved(lived, at, 'example1.operator', { deadline, reason: '配件未到', interimMeasures: '警戒' }, { move: 'request-extension' });
  }

  private decide(lived: Lived, at: number): Promise<true> {
    const granted = this.chance.below(2) === 0;
    const county = lived.finder === 'COUNTY' || lived.level === 'MAJOR' || lived.late;
    return this.moved(lived, at, county ? 'county.supervisor' : 'nancun.supervisor', { extensionId: lived.asked, verdict: granted ? 'APPROVED' : 'REFUSED', opinion: '研究决定' },
      { move: 'decide-extension', approvedTo: granted ? this.wished.get(lived.id) ?? null : null });
  }

  private supervise(lived: Lived, at: number): Promise<true> {
    if (lived.listed) return this.moved(lived, at, 'county.supervisor', { reason: '已整改过半' }, { move: 'delist' });
    const deadline = plusDays(dayOf(at), 1 + this.chance.below(40));
    return this.moved(lived, at, 'county.supervisor', { supervisingLevel: 'COUNTY', unit: '泽州县应急管理局', noticeNo: `督办${this.acts}`, deadline }, { move: 'list-for-supervision', deadline });
  }

  private async verify(lived: Lived, at: number): Promise<boolean> {
    if (this.chance.below(4) !== 0) return false;
    const deadline = plusDays(dayOf(at), 1 + this.chance.below(20));
    return this.moved(lived, at, 'county.inspector', { verdict: 'NOT_GENUINE', opinion: '未真改', deadline }, { move: 'verify', genuine: false, deadline });
  }

  private async step(lived: Lived, at: number): Promise<true> {
    const by = { TOWN: 'nancun.supervisor', COUNTY: 'county.supervisor' }[lived.pending ?? ''] ?? 'example1.principal';
    const path = `/hazards/${lived.id}`;
    if (lived.status === 'REPORTED') {
      const { allowedMoves } = await this.get('nancun.supervisor', path);
      if (list(allowedMoves).includes('take-over') && this.chance.below(2) === 0) {
        return this.moved(lived, at, 'nancun.supervisor', { opinion: '企业逾期未签' }, { move: 'take-over', by: 'TOWN' });
      }
      return this.moved(lived, at, 'example1.principal', { password: PASSWORD, statement: '属实' }, { move: 'sign' });
    }
    if (lived.status !== 'RECTIFYING' && this.chance.below(5) === 0) return this.moved(lived, at, by, { opinion: '再核实' }, { move: 'send-back' });
    if (lived.status === 'CONFIRMING') return this.moved(lived, at, by, { opinion: '属实' }, { move: 'confirm' });
    if (lived.status === 'ACCEPTING') return this.moved(lived, at, by, { opinion: '同意', checkedOnSite: true }, { move: 'accept' });
    const operator = await this.ledger.driver.as('example1.operator');
    const { id } = fields(must(await operator.upload(`${path}/evidence`, 'AFTER'), 'evidence').body);
    return this.moved(lived, at, 'example1.operator', { summary: '已整改', completedOn: dayOf(at), fundsSpentYuan: '1000.00', evidenceIds: [id] }, { move: 'submit-rectification' });
  }

  /** Every notice that the ledger recorded, against every one that the model says; and none before its morning. */
  private async compare(): Promise<number> {
    const rows = await asOwner(process.env['DATABASE_URL'] ?? '', async (owner) => (await owner.query<Record<string, string | number>>(`
      select n.hazard_id as hazard, n.deadline_kind as kind, replace(d.owed_by, 'PRINCIPAL', 'ENTERPRISE') as "owedBy", n.step, n.due_on::text as due, coalesce(o.kind, '') as office,
        n.recipient_id as recipient, n.state, n.kind as told, extract(epoch from n.created_at) * 1000 as at, n.step_on::text as "stepOn"
      from notice n join organisation o on o.id = n.recipient_id join due_date d on d.id = n.about_id where n.hazard_id is not null and n.kind <> 'DECISION'`)).rows);
    const office = (row: Record<string, string | number>) => (row['office'] === 'CITY_BUREAU' ? 'CITY' : this.offices.get(String(row['recipient'])) ?? 'nobody we know');
    const seen = rows.map((row) => `${row['hazard']} ${row['kind']} ${row['owedBy']} ${row['due']} ${row['step']} ${row['told']} ${office(row)} ${row['state'] === 'MADE' ? 'sent' : 'recorded'}`);
    const said = [...this.lives.values()].flatMap((story) => roundsOf(story, this.ranAt, this.ranAt.at(-1) ?? '')).filter(({ outcome }) => outcome !== null);
    this.notices = said.length;
    const lines = said.map((one) => [`${one.hazard} ${one.deadlineKind} ${one.owedBy} ${one.dueOn} ${one.step} ${one.kind} ${one.recipient} ${one.outcome === 'SENT' ? 'sent' : 'recorded'}`, one.outcome] as const);
    // What was over when its round came may be recorded or not; it must not be sent.
    this.faults.push(...surplus(seen, lines.map(([line]) => line)).map((one) => `made, and should not be: ${one}`));
    this.faults.push(...surplus(lines.filter(([, outcome]) => outcome !== 'MOOT').map(([line]) => line), seen).map((one) => `missed: ${one}`));
    this.faults.push(...rows.filter((row) => Number(row['at']) < eight(String(row['stepOn']))).map((row) => `made before its morning: ${JSON.stringify(row)}`));
    return rows.filter((row) => row['state'] === 'SUPERSEDED').length;
  }

  private async get(account: string, path: string): Promise<Fields> {
    return fields(must(await (await this.ledger.driver.as(account)).get(path), path).body);
  }

  private async post(account: string, path: string, body: Fields): Promise<Fields> {
    return fields(must(await (await this.ledger.driver.as(account)).post(path, body), `${account} ${path}`).body);
  }
}

/** What the first has beyond the second, counting repeats. */
function surplus(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return all.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}
