/** What somebody could well try next: the commands that the model accepts for a row, and wild ones that it may refuse. */
import { MOVES, isOpen, moveRow, type Move } from './contract.js';
import { addDays } from './effects.js';
import {
  PARTS,
  missingParts,
  reaches,
  type Args,
  type Command,
  type FiveInPlace,
  type Hazard,
  type Person,
  type World,
} from './hazard.js';
import { apply, hopefulArgs } from './ledger-model.js';

export interface Wish {
  actor: Person;
  command: Command;
}
/** A draw from 0 to n − 1; the caller brings its own source, so that a run can be replayed from its seed. */
export type Draw = (n: number) => number;

export function person(people: Person[], account: string): Person {
  const one = people.find((p) => p.account === account);
  if (!one) throw new Error(`nobody is called ${account}`);
  return one;
}

/** Moves that carry a row to its end are wished more often than those that hold it up. */
const WEIGHT: Partial<Record<Move, number>> = {
  sign: 4,
  confirm: 6,
  'submit-rectification': 6,
  accept: 6,
  verify: 2,
  restore: 4,
  'request-extension': 3,
  'decide-extension': 6,
};

/** Every acceptable command for this row, the useful ones repeated by weight. */
export function candidates(h: Hazard, world: World): Wish[] {
  const able = world.people.filter((p) => reaches(p, h) && p.seat !== 'ADMINISTRATOR' && p.seat !== 'AUDITOR');
  return able.flatMap((actor) =>
    wishesOf(h, actor, world)
      .filter((command) => apply(command, actor, world)?.accepted)
      .flatMap((command) => Array.from({ length: weightOf(command) }, () => ({ actor, command }))),
  );
}

const weightOf = (command: Command): number => (command.kind === 'move' ? (WEIGHT[command.move] ?? 1) : 2);

function wishesOf(h: Hazard, actor: Person, world: World): Command[] {
  const { ref } = h;
  const open = isOpen(h.status);
  return [
    ...MOVES.filter((move) => couldEver(move, actor)).flatMap((move) =>
      argsFor(h, move, actor, world).map((args): Command => ({ kind: 'move', move, ref, args })),
    ),
    ...(h.hasOwner ? [] : [{ kind: 'edit' as const, ref, change: { owner: 'owner' } }]),
    ...(h.deadline === null ? [{ kind: 'edit' as const, ref, change: { deadline: addDays(world.today, 40) } }] : []),
    ...(open && missingParts(h.five).length > 0
      ? [{ kind: 'five' as const, ref, five: completed(h, world.today) }]
      : []),
    ...(open && (h.judged || !h.evidence.includes('AFTER')) ? [{ kind: 'evidence' as const, ref, evidence: 'AFTER' as const }] : []),
  ];
}

/** Cheap first look: a principal accepts and sends back where the table names supervisors, a town's inspector by paper. */
const couldEver = (move: Move, { seat }: Person): boolean =>
  moveRow(move).who.includes(seat) || move === 'accept' || move === 'send-back';

function argsFor(h: Hazard, move: Move, actor: Person, world: World): Args[] {
  const hopeful: Args = {
    ...hopefulArgs(h, move, actor),
    deadline: addDays(h.deadline ?? world.today, 10),
    noticeNo: noticeOf(h, world, 1),
    description: `described anew at ${h.version}`,
  };
  if (move === 'verify')
    return [
      { ...hopeful, deadline: undefined },
      { ...hopeful, verdict: 'NOT_GENUINE', deadline: addDays(world.today, 20) },
    ];
  if (move === 'decide-extension') return [hopeful, { ...hopeful, verdict: 'REFUSED' }];
  return [hopeful];
}

/** Orders of this run alone: rows of an earlier one stand in the same database, and the model has forgotten them. */
const noticeOf = (h: Hazard, world: World, n: number): string => `${h.enterprise} ${world.hazards[0]?.ref ?? ''}-${n}`;

/** What is there stays as it is, what is empty is filled, the schedule ends on the hazard's own day. */
export function completed(h: Hazard, today: string, text = 'filled'): FiveInPlace {
  const five: FiveInPlace = {};
  for (const part of PARTS) five[part] = h.five[part] ?? text;
  five.schedule = h.five.schedule ?? h.deadline ?? addDays(today, 40);
  return five;
}

/** Somebody who has had a hand in this row tries to decide on it: where duties are separated by person. */
export function interested(h: Hazard, world: World, draw: Draw): Wish[] {
  const hands = [
    h.registeredBy.account,
    h.signature?.by,
    h.submission?.by,
    ...h.confirmations.map((given) => given.by),
    ...h.acceptances.map((given) => given.by),
  ];
  const moves = (['confirm', 'accept', 'send-back', 'verify'] as const).filter((move) =>
    moveRow(move).from.own.MAJOR.includes(h.status),
  );
  return world.people
    .filter((p) => hands.includes(p.account))
    .flatMap((actor) =>
      moves.map((move) => ({
        actor,
        command: {
          kind: 'move' as const,
          move,
          ref: h.ref,
          args: { ...hopefulArgs(h, move, actor), onSite: draw(2) === 0 },
        },
      })),
    );
}

/** Anybody, though mostly somebody who sees the row, tries anything: mostly refused, which is the point. */
export function wild(h: Hazard, world: World, draw: Draw, serial: number): Wish {
  const near = draw(4) > 0 ? world.people.filter((p) => reaches(p, h)) : world.people;
  const actor = near[draw(near.length)];
  if (!actor) throw new Error('a world without people');
  const stale = draw(8) === 0 && h.version > 1;
  const kind = draw(10);
  if (kind === 0)
    return { actor, command: { kind: 'edit', ref: h.ref, change: wildChange(world, draw, serial), stale } };
  if (kind === 1)
    return { actor, command: { kind: 'five', ref: h.ref, five: wildFive(h, world, draw, serial), stale } };
  if (kind === 2) {
    const evidence = (['AFTER', 'SIGNED_SHEET', 'DOCUMENT'] as const)[draw(3)] ?? 'AFTER';
    return { actor, command: { kind: 'evidence', ref: h.ref, evidence } };
  }
  const move = MOVES[draw(MOVES.length)] ?? 'confirm';
  return {
    actor,
    command: { kind: 'move', move, ref: h.ref, args: wildArgs(h, actor, move, world, draw, serial), stale },
  };
}

function wildArgs(h: Hazard, actor: Person, move: Move, world: World, draw: Draw, serial: number): Args {
  const others = world.hazards.map((other) => other.ref);
  return {
    ...hopefulArgs(h, move, actor),
    // Rare: five wrong passwords lock an account.
    password: draw(40) === 0 ? 'WRONG' : 'RIGHT',
    level: draw(2) === 0 ? 'GENERAL' : 'MAJOR',
    basis: draw(3) > 0,
    onSite: draw(3) === 0,
    withAfter: draw(4) > 0,
    extension: draw(h.extensions.length + 1) - 1,
    verdict: move === 'verify' ? (draw(2) === 0 ? 'GENUINE' : 'NOT_GENUINE') : draw(2) === 0 ? 'APPROVED' : 'REFUSED',
    deadline: addDays(move === 'verify' ? world.today : (h.deadline ?? world.today), draw(4) * 10),
    noticeNo: noticeOf(h, world, draw(2)),
    description: `changed ${serial}`,
    ...(draw(3) === 0 ? { duplicateOf: others[draw(others.length)] } : {}),
    ...(move === 'amend' && draw(4) === 0
      ? { five: { ...completed(h, world.today), measures: `measures ${serial}`, schedule: h.deadline ?? world.today } }
      : {}),
  };
}

function wildChange(
  world: World,
  draw: Draw,
  serial: number,
): { description: string } | { owner: string } | { deadline: string } {
  const which = draw(3);
  if (which === 0) return { owner: `owner ${serial}` };
  return which === 1 ? { description: `edited ${serial}` } : { deadline: addDays(world.today, 20 + (serial % 200)) };
}

function wildFive(h: Hazard, world: World, draw: Draw, serial: number): FiveInPlace {
  const five = completed(h, world.today, `text ${serial}`);
  if (draw(3) === 0) five.measures = `measures ${serial}`;
  if (draw(4) === 0) delete five.contingencyPlan;
  if (draw(6) === 0) five.schedule = addDays(world.today, 300);
  return five;
}
