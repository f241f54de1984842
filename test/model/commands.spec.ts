/** Can the judge fail? The commands are run against the model played as a ledger, first faithful, then with one flaw each. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOVES, type Move } from './contract.js';
import { realOf, steps, type Real } from './commands.js';
import type { Answer } from './driver.js';
import {
  pendingLevel,
  missingParts,
  register,
  type Command,
  type Hazard,
  type Person,
  type Registration,
  type World,
} from './hazard.js';
import { allowedMoves, apply, type Prediction } from './ledger-model.js';
import { PEOPLE, TODAY } from './standing.js';
import type { Ledger } from './wire.js';

type Judge = (command: Command, actor: Person, world: World) => Prediction;

class PlayedLedger implements Ledger {
  readonly today = TODAY;
  private world: World = { today: TODAY, people: PEOPLE, hazards: [] };

  constructor(
    private readonly judge: Judge = apply,
    private readonly offers: (h: Hazard, actor: Person, world: World) => Move[] = (...args) =>
      allowedMoves(...args).must,
  ) {}

  async register(wanted: Registration, by: Person): Promise<Answer> {
    const hazard = register(wanted, by);
    this.world = { ...this.world, hazards: [...this.world.hazards, hazard] };
    return this.view(201, hazard, by, false);
  }

  async read(ref: string, actor: Person): Promise<Answer> {
    const hazard = this.world.hazards.find((h) => h.ref === ref);
    return hazard ? this.view(200, hazard, actor, false) : { status: 404, body: { code: 'NOT_FOUND' }, headers: {} };
  }

  async send(command: Command, actor: Person): Promise<Answer> {
    const judged = this.judge(command, actor, this.world);
    if (!judged) throw new Error('sent into silence');
    if (judged.accepted) {
      this.world = { ...this.world, hazards: this.world.hazards.map((h) => (h.ref === command.ref ? judged.next : h)) };
      return this.view(200, judged.next, actor, judged.lapsed);
    }
    const [refusal] = judged.anyOf;
    const codes = refusal && refusal.codes.length > 0 ? refusal.codes : ['FORBIDDEN'];
    const problem = { code: codes[0], errors: codes.map((code) => ({ code })), allowedMoves: [] };
    return { status: refusal?.status ?? 500, body: problem, headers: {} };
  }

  private view(status: number, h: Hazard, actor: Person, lapsed: boolean): Answer {
    const body = {
      ...h,
      pendingLevel: pendingLevel(h),
      supervision: h.listed ? {} : null,
      fiveInPlace: { missing: missingParts(h.five) },
      allowedMoves: this.offers(h, actor, this.world),
      lapsed,
    };
    return { status, body, headers: {} };
  }
}

async function run(ledgerOf: () => Ledger, runs: number): Promise<Real> {
  const whole = realOf(ledgerOf());
  const property = fc.asyncProperty(steps(250), async (commands) => {
    const real = { ...realOf(ledgerOf()), tally: whole.tally };
    await fc.asyncModelRun(() => ({ model: { world: { today: TODAY, people: PEOPLE, hazards: [] } }, real }), commands);
  });
  await fc.assert(property, { seed: 7, numRuns: runs, endOnFailure: true, includeErrorInReport: true });
  return whole;
}

/** A ledger that is wrong in one point: `flawed` sees the command before the honest judge does. */
const withFlaw = (flawed: (honest: Prediction, command: Command, actor: Person, world: World) => Prediction) => () =>
  new PlayedLedger((command, actor, world) => flawed(apply(command, actor, world), command, actor, world));

const isMove = (command: Command, ...moves: Move[]): boolean => command.kind === 'move' && moves.includes(command.move);
const rowOf = (command: Command, world: World): Hazard | undefined => world.hazards.find((h) => h.ref === command.ref);

/** A ledger that, for one move, does not see something of the row. */
const blindFor = (move: Move, blind: (row: Hazard) => Partial<Hazard>) =>
  withFlaw((honest, command, actor, world) => {
    const row = rowOf(command, world);
    if (!row || !isMove(command, move)) return honest;
    const half = { ...row, ...blind(row) };
    return apply(command, actor, { ...world, hazards: world.hazards.map((h) => (h === row ? half : h)) });
  });
const nobody = (row: Hazard): Hazard['registeredBy'] => ({ ...row.registeredBy, account: null });

const FLAWS: [string, () => Ledger][] = [
  ['the registrar may confirm', blindFor('confirm', (row) => ({ registeredBy: nobody(row) }))],
  ['the registrar may accept', blindFor('accept', (row) => ({ registeredBy: nobody(row) }))],
  ['who accepted may verify', blindFor('verify', () => ({ acceptances: [] }))],
  ['a third extension is taken', blindFor('request-extension', (row) => ({ extensions: row.extensions.slice(0, 1) }))],
  ['a take-over needs no refusal', blindFor('take-over', () => ({ refusal: 'STANDING' }))],
  [
    'a MAJOR is signed with four in place',
    blindFor('sign', (row) => ({
      five: { measures: 'x', responsibility: 'x', funds: 'x', schedule: 'x', contingencyPlan: 'x', ...row.five },
    })),
  ],
  [
    'progress does not raise the version',
    withFlaw((honest, command) =>
      honest?.accepted && isMove(command, 'record-progress')
        ? { ...honest, next: { ...honest.next, version: honest.next.version - 1 } }
        : honest,
    ),
  ],
  [
    'only one reason of several is given',
    withFlaw((honest) =>
      honest && !honest.accepted
        ? { ...honest, anyOf: honest.anyOf.map((r) => ({ ...r, codes: r.codes.slice(0, 1) })) }
        : honest,
    ),
  ],
  [
    'an edit leaves the signature standing',
    withFlaw((honest, command, _actor, world) => {
      const row = rowOf(command, world);
      return honest?.accepted && honest.lapsed && row
        ? { ...honest, next: { ...row, version: row.version + 1 } }
        : honest;
    }),
  ],
  [
    'a stranger learns that a row exists',
    withFlaw((honest) =>
      honest && !honest.accepted && honest.anyOf[0]?.status === 404
        ? { accepted: false, anyOf: [{ status: 403, codes: [] }] }
        : honest,
    ),
  ],
  ['allowedMoves offers everything', () => new PlayedLedger(apply, () => MOVES)],
];

describe('the commands against the model played as a ledger', () => {
  it('agree with a faithful one, and reach every move', async () => {
    const real = await run(() => new PlayedLedger(), 25);
    const made = MOVES.filter((move) => real.tally.has(`${move} 200`));
    // No enterprise of this world has ceased, so nothing can be terminated.
    expect(made).toEqual(MOVES.filter((move) => move !== 'terminate'));
  });

  it.each(FLAWS)('find the flaw: %s', async (_name, ledgerOf) => {
    await expect(run(ledgerOf, 40)).rejects.toThrow(/expected|offers|does not name/);
  });
});
