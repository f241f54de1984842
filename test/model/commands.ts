/**
 * fast-check commands over a ledger: each step picks a row, somebody and something to try, from its own seed and the
 * model's state alone, sends it, and holds the answer against the model. Replayable by fast-check's seed and path.
 */
import fc from 'fast-check';
import { differsFromHazard, differsFromRefusals } from './compare.js';
import { fields } from './driver.js';
import { addDays } from './effects.js';
import { isOpen, type Level } from './contract.js';
import { reaches, register, type Command, type Hazard, type Person, type Registration, type World } from './hazard.js';
import { apply } from './ledger-model.js';
import type { Ledger } from './wire.js';
import { candidates, interested, wild, type Draw, type Wish } from './wishes.js';

export interface Model {
  world: World;
}
export interface Real {
  ledger: Ledger;
  /** What was tried and how it ended, for the account at the end: "confirm 200" → 12. */
  tally: Map<string, number>;
  /** Makes refs and texts unique over all runs on one ledger. */
  serial: { value: number };
  /** §2: five wrong passwords lock the account; the run stays below. */
  wrongPasswords: Map<string, number>;
  wrongPasswordsEach: number;
  survivors: Map<string, string>;
}
type Kind = 'LIKELY' | 'INTERESTED' | 'WILD' | 'REGISTER';

export class Step implements fc.AsyncCommand<Model, Real> {
  private said = '';

  constructor(
    private readonly kind: Kind,
    private readonly seed: number,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    const draw = drawing(this.seed);
    const open = model.world.hazards.filter((h) => isOpen(h.status));
    if (this.kind === 'REGISTER' || open.length < 4) return this.registerOne(model, real, draw);
    const row = anOlderOne(draw(5) > 0 ? open : model.world.hazards, draw);
    real.serial.value += 1;
    const wishes = this.wishes(row, model.world, draw);
    const wish = wishes.length > 0 ? pick(wishes, draw) : wild(row, model.world, draw, real.serial.value);
    if (withinBudget(wish, real)) await this.trial(wish, row, model, real, draw);
  }

  private wishes(row: Hazard, world: World, draw: Draw): Wish[] {
    if (this.kind === 'LIKELY') return candidates(row, world);
    return this.kind === 'INTERESTED' ? interested(row, world, draw) : [];
  }

  toString(): string {
    return `${this.kind}(${this.seed})${this.said ? ` ${this.said}` : ''}`;
  }

  private async registerOne(model: Model, real: Real, draw: Draw): Promise<void> {
    real.serial.value += 1;
    const wanted = newHazard(`h${real.serial.value}`, model.world, draw);
    this.said = `${wanted.by.account} registers ${wanted.fields.finder} ${wanted.fields.level} ${wanted.fields.ref}`;
    const answer = await real.ledger.register(wanted.fields, wanted.by);
    const hazard = register(wanted.fields, wanted.by);
    model.world = { ...model.world, hazards: [...model.world.hazards, hazard] };
    count(real, `register ${answer.status}`);
    if (answer.status !== 201) fail(this, [`answered ${answer.status} ${JSON.stringify(answer.body)}, expected 201`]);
    fail(this, differsFromHazard(answer.body, hazard, wanted.by, model.world));
  }

  private async trial({ actor, command }: Wish, row: Hazard, model: Model, real: Real, draw: Draw): Promise<void> {
    const predicted = apply(command, actor, model.world);
    if (predicted === undefined) return;
    this.said = `${actor.account}: ${JSON.stringify(command)} on ${row.finder} ${row.level} ${row.status} ${row.due ?? ''}`;
    const answer = await real.ledger.send(command, actor, row.version);
    count(real, `${command.kind === 'move' ? command.move : command.kind} ${answer.status}`);
    if (!predicted.accepted) {
      fail(this, differsFromRefusals(answer, predicted.anyOf));
      if (draw(3) === 0 && reaches(actor, row)) await this.reread(row, actor, model, real);
      return;
    }
    if (answer.status < 200 || answer.status > 299)
      fail(this, [`answered ${answer.status} ${JSON.stringify(answer.body)}, expected 2xx`]);
    const { next } = predicted;
    model.world = { ...model.world, hazards: model.world.hazards.map((h) => (h.ref === next.ref ? next : h)) };
    await this.followSurvivor(command, actor, model, real);
    if (command.kind === 'edit' && (fields(answer.body).lapsed === true) !== predicted.lapsed) {
      fail(this, [`lapsed is ${JSON.stringify(fields(answer.body).lapsed)}, expected ${predicted.lapsed}`]);
    }
    if (command.kind === 'move' || command.kind === 'edit')
      fail(this, differsFromHazard(answer.body, next, actor, model.world));
    else await this.reread(next, actor, model, real);
  }

  /** A refusal changes nothing, and what an edit made is there for the next reader. */
  private async reread(row: Hazard, actor: Person, model: Model, real: Real): Promise<void> {
    const answer = await real.ledger.read(row.ref, actor);
    if (answer.status !== 200) fail(this, [`reading answered ${answer.status}`]);
    fail(this, differsFromHazard(answer.body, row, actor, model.world));
  }

  /** A voided duplicate gives its finder to the survivor; whether that is a fact of the survivor is left open. */
  private async followSurvivor(command: Command, actor: Person, model: Model, real: Real): Promise<void> {
    if (command.kind !== 'move') return;
    if (command.move === 'void' && command.args.duplicateOf) real.survivors.set(command.ref, command.args.duplicateOf);
    const survivor = model.world.hazards.find((h) => h.ref === real.survivors.get(command.ref));
    if (!survivor || (command.move !== 'void' && command.move !== 'restore')) return;
    if (command.move === 'restore') real.survivors.delete(command.ref);
    const version = fields((await real.ledger.read(survivor.ref, actor)).body).version;
    if (version === survivor.version + 1) {
      const raised = { ...survivor, version };
      model.world = { ...model.world, hazards: model.world.hazards.map((h) => (h === survivor ? raised : h)) };
    }
  }
}

function withinBudget({ actor, command }: Wish, real: Real): boolean {
  if (command.kind !== 'move' || command.args.password !== 'WRONG' || actor.seat !== 'PRINCIPAL') return true;
  const used = (real.wrongPasswords.get(actor.account) ?? 0) + 1;
  real.wrongPasswords.set(actor.account, used);
  return used <= real.wrongPasswordsEach;
}

/** Who registers what: an own find, by proxy, a town's or the county's, at any enterprise the finder reaches. */
function newHazard(ref: string, world: World, draw: Draw): { fields: Registration; by: Person } {
  const seats = [
    'OPERATOR',
    'PRINCIPAL',
    'KEY',
    'INSPECTOR TOWN',
    'SUPERVISOR TOWN',
    'INSPECTOR COUNTY',
    'SUPERVISOR COUNTY',
  ];
  const seat = pick(seats, draw);
  const by = pick(
    world.people.filter((p) => p.seat === seat),
    draw,
  );
  const firms = world.people.filter((p) => p.seat === 'OPERATOR' && (by.town === undefined || p.town === by.town));
  const firm = by.seat === 'OPERATOR' || by.seat === 'PRINCIPAL' || by.seat === 'KEY' ? by : pick(firms, draw);
  const level: Level = draw(2) === 0 ? 'GENERAL' : 'MAJOR';
  const authority = by.seat.endsWith('TOWN') ? 'TOWN' : by.seat.endsWith('COUNTY') ? 'COUNTY' : 'ENTERPRISE';
  const finder = authority === 'TOWN' && draw(6) === 0 ? 'ENTERPRISE' : authority;
  const hasDeadline = level === 'MAJOR' || draw(4) > 0;
  return {
    by,
    fields: {
      ref,
      enterprise: firm.organisation,
      town: firm.town ?? '',
      finder,
      level,
      hasOwner: draw(4) > 0,
      deadline: hasDeadline ? addDays(world.today, 30 + draw(60)) : null,
    },
  };
}

const count = (real: Real, what: string): void => void real.tally.set(what, (real.tally.get(what) ?? 0) + 1);

function fail(step: Step, differences: string[]): void {
  if (differences.length > 0) throw new Error(`${step.toString()}\n  ${differences.join('\n  ')}`);
}

function pick<T>(from: T[], draw: Draw): T {
  const one = from[draw(from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** Rows that already have a history are tried more often than new ones: most rules are about what has been done. */
const anOlderOne = (rows: Hazard[], draw: Draw): Hazard => pick(rows, (n) => Math.min(draw(n), draw(n)));

/** mulberry32: small, seeded, good enough to scatter choices. */
function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % Math.max(n, 1);
  };
}

const step = (kind: Kind, weight: number) => ({ weight, arbitrary: fc.nat().map((seed) => new Step(kind, seed)) });
/** Runs side by side number their rows from different beginnings, so that each is the same whatever the others do. */
export const realOf = (ledger: Ledger, first = 0, wrongPasswordsEach = 3): Real => ({
  ledger,
  tally: new Map(),
  serial: { value: first },
  wrongPasswords: new Map(),
  wrongPasswordsEach,
  survivors: new Map(),
});

export const steps = (count: number): fc.Arbitrary<Iterable<fc.AsyncCommand<Model, Real>>> =>
  fc.commands([fc.oneof(step('LIKELY', 9), step('WILD', 7), step('INTERESTED', 3), step('REGISTER', 1))], {
    maxCommands: count,
    size: 'max',
  });
