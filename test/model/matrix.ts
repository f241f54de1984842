/**
 * The status × move × role matrix of contract §3, derived from the table in `contract.ts`.
 * A cell supposes a caller who has not acted on the row yet, a complete body, and the preparation named in PREPARED;
 * so every refusal comes from the state, the role, the level or the scope alone.
 */
import {
  ACCEPT_ROUTES,
  CONFIRM_ROUTES,
  HUMAN_REQUIRED,
  LEVEL_NOT_DUE,
  MOVE_NOT_ALLOWED,
  MOVES,
  NOT_FOUND,
  RANK,
  SEATS,
  WRONG_ROLE,
  isOpen,
  levelOf,
  moveRow,
  type Due,
  type FinderLevel,
  type Level,
  type Move,
  type Refusal,
  type Seat,
  type Status,
} from './contract.js';

export interface Situation {
  finder: FinderLevel;
  level: Level;
  status: Status;
  due: Due | null;
}
export const FINDERS: FinderLevel[] = ['ENTERPRISE', 'TOWN', 'COUNTY'];
export const LEVELS: Level[] = ['GENERAL', 'MAJOR'];

/** Every place on the usual way of a row, then CLOSED and VOIDED (voided from its first state). */
export function situationsOf(finder: FinderLevel, level: Level): Situation[] {
  const at = (status: Status, due: Due | null = null): Situation => ({ finder, level, status, due });
  return [
    ...(finder === 'ENTERPRISE' ? [at('REPORTED')] : []),
    ...CONFIRM_ROUTES[finder][level].map((due) => at('CONFIRMING', due)),
    at('RECTIFYING'),
    ...ACCEPT_ROUTES[finder][level].map((due) => at('ACCEPTING', due)),
    at('CLOSED'),
    at('VOIDED'),
  ];
}
export const SITUATIONS: Situation[] = FINDERS.flatMap((finder) =>
  LEVELS.flatMap((level) => situationsOf(finder, level)),
);
export const nameOf = (s: Situation): string => [s.finder, s.level, s.status, s.due].filter(Boolean).join(' ');

/** What is done to the row, on the way to its situation, before the cell's move is tried. */
export const PREPARED: Partial<Record<Move, 'REFUSED' | 'LISTED' | 'SUSPENDED' | 'EXTENSION_PENDING' | 'CEASED'>> = {
  'take-over': 'REFUSED',
  delist: 'LISTED',
  'resume-operations': 'SUSPENDED',
  'decide-extension': 'EXTENSION_PENDING',
  terminate: 'CEASED',
};

export interface Caller {
  seat: Seat;
  /** Of the row's enterprise, or of an authority over it. The county and the city see every row of the sandbox county. */
  inside: boolean;
}
export const CALLERS: Caller[] = [
  ...SEATS.map((seat) => ({ seat, inside: true })),
  ...SEATS.filter((seat) => levelOf(seat) === undefined || levelOf(seat) === 'TOWN').map((seat) => ({
    seat,
    inside: false,
  })),
];

/** 200, or the refusals of which one is due; undefined where the contract leaves it open. */
export type Expected = 200 | Refusal[] | undefined;

export function expectedMove(s: Situation, move: Move, caller: Caller): Expected {
  const row = moveRow(move);
  if (!caller.inside) return [NOT_FOUND];
  if (caller.seat === 'KEY' && row.human) return [HUMAN_REQUIRED];
  if (open(s, move, caller.seat)) return undefined;
  const stateAllows = startsFrom(s, move);
  if (move === 'accept' || move === 'send-back') return judgeAtDueLevel(s, move, caller.seat, stateAllows);
  if (!row.who.includes(caller.seat)) return [WRONG_ROLE];
  const levelRefusal = wrongLevel(s, move, caller.seat);
  if (levelRefusal) return [levelRefusal];
  if (!stateAllows) return [MOVE_NOT_ALLOWED];
  if (move === 'confirm' && isPassed(s, caller.seat)) return [MOVE_NOT_ALLOWED];
  if (move === 'confirm' && levelOf(caller.seat) !== s.due) return [LEVEL_NOT_DUE];
  // §3 resume-operations: only when no open MAJOR stands under the order; the row itself is one.
  if (move === 'resume-operations' && s.level === 'MAJOR' && isOpen(s.status)) {
    return [{ status: 422, codes: ['OPEN_MAJOR_UNDER_ORDER'] }];
  }
  return 200;
}

function startsFrom(s: Situation, move: Move): boolean {
  const row = moveRow(move);
  if (!row.from[s.finder === 'ENTERPRISE' ? 'own' : 'authority'][s.level].includes(s.status)) return false;
  // A signature stands on an own find from CONFIRMING on, and nobody signs or refuses twice.
  const signed = s.finder === 'ENTERPRISE' && s.status !== 'REPORTED';
  return !(signed && (move === 'sign' || move === 'refuse-to-sign'));
}

/** Cells on which neither the contract nor its recorded readings say anything. */
function open(s: Situation, move: Move, seat: Seat): boolean {
  if (seat === 'SUPERVISOR CITY') {
    if (move === 'refuse-to-sign' || move === 'terminate') return true;
    if ((move === 'void' || move === 'restore') && s.level === 'MAJOR') return true;
  }
  // May the town send back a firm's own acceptance that it did not give? And what is a principal told outside ACCEPTING?
  const firmAccepts = ACCEPT_ROUTES[s.finder][s.level].includes('PRINCIPAL');
  if (move !== 'send-back' || !firmAccepts) return false;
  if (seat === 'INSPECTOR TOWN') return true;
  return s.status === 'ACCEPTING' && seat === 'SUPERVISOR TOWN';
}

function wrongLevel(s: Situation, move: Move, seat: Seat): Refusal | undefined {
  const level = levelOf(seat);
  const route = CONFIRM_ROUTES[s.finder][s.level];
  switch (moveRow(move).level) {
    case 'REGISTRAR':
      return level !== undefined && level !== s.finder ? WRONG_ROLE : undefined;
    case 'LAST_CONFIRMING':
      return level === route[route.length - 1] ? undefined : LEVEL_NOT_DUE;
    case 'FINDER_UP':
      return level && RANK[level] >= (s.level === 'MAJOR' ? RANK.COUNTY : RANK[s.finder]) ? undefined : LEVEL_NOT_DUE;
    case 'DOWNGRADE':
      return s.level === 'MAJOR' && level === 'TOWN' ? LEVEL_NOT_DUE : undefined;
    default:
      return undefined;
  }
}

/** The level that has already spoken in this round: its second word finds the move taken, not the level wrong. */
function isPassed(s: Situation, seat: Seat): boolean {
  const route: Due[] = s.status === 'CONFIRMING' ? CONFIRM_ROUTES[s.finder][s.level] : ACCEPT_ROUTES[s.finder][s.level];
  const level = levelOf(seat);
  return (
    level !== undefined && s.due !== null && route.indexOf(level) >= 0 && route.indexOf(level) < route.indexOf(s.due)
  );
}

function judgeAtDueLevel(s: Situation, move: 'accept' | 'send-back', seat: Seat, stateAllows: boolean): Expected {
  const firmAccepts = ACCEPT_ROUTES[s.finder][s.level].includes('PRINCIPAL');
  const byPaper = move === 'accept' && firmAccepts && (seat === 'INSPECTOR TOWN' || seat === 'SUPERVISOR TOWN');
  const supervises = seat.startsWith('SUPERVISOR');
  if (seat === 'PRINCIPAL' && !firmAccepts) return stateAllows ? [WRONG_ROLE] : [WRONG_ROLE, MOVE_NOT_ALLOWED];
  if (seat === 'PRINCIPAL' && s.status === 'CONFIRMING' && move === 'send-back') return [WRONG_ROLE];
  if (seat === 'PRINCIPAL' && move === 'send-back' && !stateAllows) return [WRONG_ROLE, MOVE_NOT_ALLOWED];
  if (!supervises && !byPaper && seat !== 'PRINCIPAL') return [WRONG_ROLE];
  if (!stateAllows) return [MOVE_NOT_ALLOWED];
  if (byPaper || seat === 'PRINCIPAL' || levelOf(seat) === s.due) return 200;
  if (isPassed(s, seat)) return move === 'accept' ? [MOVE_NOT_ALLOWED] : [MOVE_NOT_ALLOWED, WRONG_ROLE];
  return [LEVEL_NOT_DUE];
}

export interface Cell {
  situation: Situation;
  move: Move;
  caller: Caller;
  expected: Expected;
}
export const MATRIX: Cell[] = SITUATIONS.flatMap((situation) =>
  MOVES.flatMap((move) =>
    CALLERS.map((caller) => ({ situation, move, caller, expected: expectedMove(situation, move, caller) })),
  ),
);
