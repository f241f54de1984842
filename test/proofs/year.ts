/**
 * A year of the ledger's calendar (2024: 29 February, make-up Saturdays and Sundays, every holiday) against the model of
 * test/model/clock-model.ts: hazards live through the API, the round comes as the worker brings it, sometimes late,
 * sometimes twice, sometimes by a clock that jumped. Chance decides by the seed.
 */
import { NoticeRounds } from '../../src/notices/rounds.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { SandboxClock } from '../../src/platform/clock/sandbox-clock.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { Clock, dayOf, eight, midnight, ModelHazard, plus } from '../model/clock-model.js';
import type { Finder, Level, Owes } from '../model/clock-model.js';
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

export interface YearPlan { seed: number; hazards: number; days: number }
export interface YearProof { zone: string; seed: number; days: number; hazards: number; acts: number; rounds: number; jumps: number; outages: number; notices: number; superseded: number; looks: number; faults: string[] }

export async function proveYear({ seed, hazards, days }: YearPlan): Promise<YearProof> {
  const ledger = await startLedger('Year-of-the-clock-2024');
  try {
    return await new Year(ledger, new Chance(seed), { seed, hazards, days }).run();
  } finally {
    await ledger.stop();
  }
}

class Year {
  private readonly clock = new Clock();
  private readonly faults: string[] = [];
  private readonly next = new Map<string, number>();
  private readonly offices = new Map<string, string>();
  private firm = '';
  private acts = 0;
  private rounds = 0;
  private jumps = 0;
  private outages = 0;
  private looks = 0;

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
      const day = plus(FIRST_DAY, index);
      await this.look(midnight(day) + 2_000);
      await this.live(births, midnight(day) + 3_000, eight(day) - 60_000);
      if (down === 0 && this.chance.below(40) === 0) { down = 1 + this.chance.below(9); this.outages += 1; }
      if (down > 0) down -= 1;
      else await this.morning(day);
      await this.live(births, eight(day) + 2 * HOUR, midnight(plus(day, 1)) - 60_000, down === 0);
      await this.look(midnight(plus(day, 1)) - 2_000);
    }
    await this.round(eight(plus(FIRST_DAY, this.plan.days)) + 5_000);
    const superseded = await this.compare();
    const { rounds, jumps, outages, acts, looks } = this;
    return {
      zone: process.env['TZ'] ?? 'as the machine', seed: this.plan.seed, days: this.plan.days, hazards: this.clock.hazards.size, acts, rounds, jumps, outages,
      notices: this.clock.said.length, superseded, looks, faults: this.faults,
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
    this.clock.round(at);
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
    const seen = listed.filter(({ id }) => this.clock.hazards.has(text(id))).map(({ id, overdue }) => {
      const { kind, since, days } = fields(overdue);
      return `${text(id)} ${text(kind)} ${text(since)} ${String(days)}`;
    }).sort();
    const expected = [...this.clock.late(at)].map(([id, { kind, since, days }]) => `${id} ${kind} ${since} ${days}`).sort();
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
    const finder = (['ENTERPRISE', 'TOWN', 'COUNTY'] as const)[this.chance.below(3)] as Finder;
    const deadline = plus(dayOf(at), this.chance.below(45));
    const [account, source] = { ENTERPRISE: ['example1.operator', 'ENTERPRISE_SELF_CHECK'], TOWN: ['nancun.inspector', 'TOWN_INSPECTION'], COUNTY: ['county.inspector', 'COUNTY_INSPECTION'] }[finder] as [string, string];
    const body = ownFind(this.firm, dayOf(at), { level, source, deadline, foundOn: dayOf(at), ...(level === 'MAJOR' && { basisNote: '现场认定' }) });
    const { id } = await this.post(account, '/hazards', body);
    const operator = await this.ledger.driver.as('example1.operator');
    if (level === 'MAJOR') must(await operator.put(`/hazards/${text(id)}/five-in-place`, fiveInPlace(deadline), { 'If-Match': '"1"' }), 'five in place');
    this.clock.hazards.set(text(id), new ModelHazard(text(id), level, finder, deadline, at));
    this.wait(text(id), at);
  }

  private async act(id: string, at: number): Promise<void> {
    await this.at(at);
    const hazard = this.clock.hazards.get(id);
    if (!hazard) return;
    this.acts += 1;
    this.next.delete(id);
    const path = `/hazards/${id}`;
    if (hazard.asked !== null && this.chance.below(2) === 0) await this.decide(hazard, path, at);
    else if (hazard.asked === null && ['REPORTED', 'CONFIRMING', 'RECTIFYING'].includes(hazard.state) && this.chance.below(5) === 0) await this.ask(hazard, path, at);
    else await this.step(hazard, path, at);
    if (hazard.state !== 'CLOSED') this.wait(id, at);
  }

  private async ask(hazard: ModelHazard, path: string, at: number): Promise<void> {
    const { extensions } = await this.get('county.supervisor', path);
    if (list(extensions).filter((one) => fields(one).state !== 'REFUSED').length >= 2) return;
    const deadline = plus(hazard.deadline > dayOf(at) ? hazard.deadline : dayOf(at), 1 + this.chance.below(30));
    await this.post('example1.operator', `${path}/request-extension`, { deadline, reason: '配件未到', interimMeasures: '警戒' });
    hazard.ask(deadline, at);
  }

  private async decide(hazard: ModelHazard, path: string, at: number): Promise<void> {
    if (!['REPORTED', 'CONFIRMING', 'RECTIFYING'].includes(hazard.state)) return this.step(hazard, path, at);
    const { extensions } = await this.get('county.supervisor', path);
    const [asked] = list(extensions).map(fields).filter(({ state }) => state === 'PENDING');
    const granted = this.chance.below(2) === 0;
    const last = hazard.finder === 'COUNTY' || hazard.level === 'MAJOR' || asked?.late === true ? 'county.supervisor' : 'nancun.supervisor';
    await this.post(last, `${path}/decide-extension`, { extensionId: asked?.id, verdict: granted ? 'APPROVED' : 'REFUSED', opinion: '研究决定' });
    hazard.decide(granted, at);
  }

  private async step(hazard: ModelHazard, path: string, at: number): Promise<void> {
    const by: Record<Owes, string> = { PRINCIPAL: 'example1.principal', ENTERPRISE: 'example1.principal', TOWN: 'nancun.supervisor', COUNTY: 'county.supervisor', CITY: '' };
    const due = hazard.due;
    if (hazard.state === 'REPORTED') {
      await this.post('example1.principal', `${path}/sign`, { password: 'Year-of-the-clock-2024', statement: '属实' });
      hazard.sign(at);
    } else if (due && this.chance.below(5) === 0) {
      await this.post(by[due], `${path}/send-back`, { opinion: '再核实' });
      hazard.sendBack(at);
    } else if (hazard.state === 'CONFIRMING' && due) {
      await this.post(by[due], `${path}/confirm`, { opinion: '属实' });
      hazard.confirm(at);
    } else if (hazard.state === 'RECTIFYING') {
      const operator = await this.ledger.driver.as('example1.operator');
      const { id } = fields(must(await operator.upload(`${path}/evidence`, 'AFTER'), 'evidence').body);
      await this.post('example1.operator', `${path}/submit-rectification`, { summary: '已整改', completedOn: dayOf(at), fundsSpentYuan: '1000.00', evidenceIds: [id] });
      hazard.submit(at);
    } else if (due) {
      await this.post(by[due], `${path}/accept`, { opinion: '同意', checkedOnSite: true });
      hazard.accept(at);
    }
  }

  /** Every notice that the ledger recorded, against every one that the model says; and none before its morning. */
  private async compare(): Promise<number> {
    const rows = await asOwner(process.env['DATABASE_URL'] ?? '', async (owner) => (await owner.query<Record<string, string | number>>(`
      select n.hazard_id as hazard, n.deadline_kind as kind, n.step, n.due_on::text as due, coalesce(o.kind, '') as office, n.recipient_id as recipient, n.state,
        extract(epoch from n.created_at) * 1000 as at, n.step_on::text as "stepOn"
      from notice n join organisation o on o.id = n.recipient_id where n.kind <> 'DECISION' and n.hazard_id is not null`)).rows);
    const office = (row: Record<string, string | number>) => (row['office'] === 'CITY_BUREAU' ? 'CITY' : this.offices.get(String(row['recipient'])) ?? 'nobody we know');
    const seen = rows.map((row) => `${row['hazard']} ${row['kind']} ${row['due']} ${row['step']} ${office(row)} ${row['state'] === 'MADE' ? 'sent' : 'recorded'}`);
    const expected = this.clock.said.map((one) => `${one.hazard} ${one.kind} ${one.dueOn} ${one.step} ${one.office} ${one.sent ? 'sent' : 'recorded'}`);
    this.faults.push(...surplus(seen, expected).map((one) => `made, and should not be: ${one}`), ...surplus(expected, seen).map((one) => `missed: ${one}`));
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
