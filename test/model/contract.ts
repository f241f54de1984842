/**
 * What the contract (§2 and §3) promises, typed by hand: who may make which move on which hazard, in which state.
 * Nothing here is imported from the product: where the two disagree, one of them is wrong, and a person decides which.
 */
export type Status = 'REPORTED' | 'CONFIRMING' | 'RECTIFYING' | 'ACCEPTING' | 'CLOSED' | 'VOIDED';
export type Level = 'GENERAL' | 'MAJOR';
export type AuthorityLevel = 'TOWN' | 'COUNTY' | 'CITY';
/** Whose word is awaited. `pendingLevel` shows the authorities and is null while the principal is due. */
export type Due = AuthorityLevel | 'PRINCIPAL';
/** The level of the organisation that found it; ENTERPRISE is the "own find" of the contract. */
export type FinderLevel = 'ENTERPRISE' | 'TOWN' | 'COUNTY';

/** A role at its organisation, as the role table of §2 pairs them; KEY is an API key of the enterprise. */
export const SEATS = [
  'OPERATOR',
  'PRINCIPAL',
  'KEY',
  'INSPECTOR TOWN',
  'INSPECTOR COUNTY',
  'SUPERVISOR TOWN',
  'SUPERVISOR COUNTY',
  'SUPERVISOR CITY',
  'ADMINISTRATOR',
  'AUDITOR',
] as const;
export type Seat = (typeof SEATS)[number];

const FIRM_PEOPLE: Seat[] = ['OPERATOR', 'PRINCIPAL'];
const FIRM: Seat[] = [...FIRM_PEOPLE, 'KEY'];
const TOWN_STAFF: Seat[] = ['INSPECTOR TOWN', 'SUPERVISOR TOWN'];
const SUPERVISORS: Seat[] = ['SUPERVISOR TOWN', 'SUPERVISOR COUNTY', 'SUPERVISOR CITY'];
const COUNTY_UP: Seat[] = ['SUPERVISOR COUNTY', 'SUPERVISOR CITY'];
const AUTHORITY_STAFF: Seat[] = ['INSPECTOR TOWN', 'INSPECTOR COUNTY', ...SUPERVISORS];

export const OPEN: Status[] = ['REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING'];
const RUNNING: Status[] = ['REPORTED', 'CONFIRMING', 'RECTIFYING'];
const ANY: Status[] = [...OPEN, 'CLOSED', 'VOIDED'];

export const CONFIRM_ROUTES: Record<FinderLevel, Record<Level, AuthorityLevel[]>> = {
  ENTERPRISE: { GENERAL: ['TOWN'], MAJOR: ['TOWN', 'COUNTY'] },
  TOWN: { GENERAL: ['TOWN'], MAJOR: ['TOWN', 'COUNTY'] },
  COUNTY: { GENERAL: ['COUNTY'], MAJOR: ['COUNTY'] },
};
export const ACCEPT_ROUTES: Record<FinderLevel, Record<Level, Due[]>> = {
  ENTERPRISE: { GENERAL: ['PRINCIPAL'], MAJOR: ['TOWN', 'COUNTY'] },
  TOWN: { GENERAL: ['TOWN'], MAJOR: ['TOWN', 'COUNTY'] },
  COUNTY: { GENERAL: ['COUNTY'], MAJOR: ['TOWN', 'COUNTY'] },
};

/**
 * Which level among the seats that hold the role:
 * DUE = the level in `pendingLevel`; LAST_CONFIRMING = last of the confirm route; FINDER_UP = the finder's level or above,
 * a MAJOR the county only; REGISTRAR = of the organisation that registered it; DOWNGRADE = MAJOR to GENERAL county or above.
 */
export type LevelRule = 'DUE' | 'LAST_CONFIRMING' | 'FINDER_UP' | 'REGISTRAR' | 'DOWNGRADE';

export interface ExpectedMove {
  who: Seat[];
  /** States it starts from. `own`: what the enterprise found itself. */
  from: { own: { GENERAL: Status[]; MAJOR: Status[] }; authority: { GENERAL: Status[]; MAJOR: Status[] } };
  /** "People decide, keys do not" (§2). */
  human: boolean;
  level?: LevelRule;
}

const everywhere = (states: Status[]): ExpectedMove['from'] => ({
  own: { GENERAL: states, MAJOR: states },
  authority: { GENERAL: states, MAJOR: states },
});
const ownOnly = (states: Status[]): ExpectedMove['from'] => ({
  own: { GENERAL: states, MAJOR: states },
  authority: { GENERAL: [], MAJOR: [] },
});
const byLevel = (general: Status[], major: Status[]): ExpectedMove['from'] => ({
  own: { GENERAL: general, MAJOR: major },
  authority: { GENERAL: general, MAJOR: major },
});

/** The table of §3, row by row. Conditions on acts (signature standing, listed, suspended …) are in `REFINEMENTS` below. */
export const EXPECTED_MOVES = {
  sign: { who: ['PRINCIPAL', ...TOWN_STAFF], from: everywhere(OPEN), human: true },
  'refuse-to-sign': { who: AUTHORITY_STAFF, from: everywhere(OPEN), human: true },
  'take-over': { who: ['SUPERVISOR TOWN', 'SUPERVISOR COUNTY'], from: ownOnly(['REPORTED']), human: true },
  confirm: { who: SUPERVISORS, from: everywhere(['CONFIRMING']), human: true, level: 'DUE' },
  'send-back': { who: SUPERVISORS, from: everywhere(['CONFIRMING', 'ACCEPTING']), human: true, level: 'DUE' },
  'record-progress': { who: FIRM, from: everywhere(['RECTIFYING']), human: false },
  amend: {
    who: [...FIRM_PEOPLE, ...AUTHORITY_STAFF],
    from: everywhere(['RECTIFYING', 'ACCEPTING']),
    human: true,
    level: 'REGISTRAR',
  },
  'submit-rectification': { who: [...FIRM, ...TOWN_STAFF], from: byLevel(RUNNING, ['RECTIFYING']), human: false },
  accept: { who: SUPERVISORS, from: everywhere(['ACCEPTING']), human: true, level: 'DUE' },
  'request-extension': { who: FIRM, from: everywhere(RUNNING), human: false },
  'decide-extension': { who: SUPERVISORS, from: everywhere(RUNNING), human: true, level: 'LAST_CONFIRMING' },
  reclassify: { who: SUPERVISORS, from: everywhere(OPEN), human: true, level: 'DOWNGRADE' },
  'list-for-supervision': { who: COUNTY_UP, from: everywhere(OPEN), human: true },
  delist: { who: COUNTY_UP, from: everywhere(OPEN), human: true },
  verify: { who: AUTHORITY_STAFF, from: everywhere(['CLOSED']), human: true },
  'suspend-operations': { who: COUNTY_UP, from: everywhere(OPEN), human: true },
  'resume-operations': { who: COUNTY_UP, from: everywhere(ANY), human: true },
  void: { who: SUPERVISORS, from: everywhere(OPEN), human: true, level: 'FINDER_UP' },
  restore: { who: SUPERVISORS, from: everywhere(['VOIDED']), human: true, level: 'FINDER_UP' },
  terminate: { who: ['SUPERVISOR COUNTY'], from: everywhere(OPEN), human: true },
} satisfies Record<string, ExpectedMove>;
export type Move = keyof typeof EXPECTED_MOVES;
export const MOVES = Object.keys(EXPECTED_MOVES) as Move[];
export const moveRow = (move: Move): ExpectedMove => EXPECTED_MOVES[move];

/** A named code must be answered; an empty list means that the contract names none for this refusal. */
export interface Refusal {
  status: 401 | 403 | 404 | 409 | 412 | 422;
  codes: string[];
}
export const NOT_FOUND: Refusal = { status: 404, codes: [] };
export const WRONG_ROLE: Refusal = { status: 403, codes: [] };
export const HUMAN_REQUIRED: Refusal = { status: 403, codes: ['HUMAN_REQUIRED'] };
export const LEVEL_NOT_DUE: Refusal = { status: 403, codes: ['LEVEL_NOT_DUE'] };
export const MOVE_NOT_ALLOWED: Refusal = { status: 409, codes: ['MOVE_NOT_ALLOWED'] };

/** Rank of a seat's organisation among the authorities; undefined for enterprises. */
export const levelOf = (seat: Seat): AuthorityLevel | undefined => {
  if (seat.endsWith('TOWN')) return 'TOWN';
  if (seat.endsWith('CITY')) return 'CITY';
  return seat.endsWith('COUNTY') || seat === 'ADMINISTRATOR' || seat === 'AUDITOR' ? 'COUNTY' : undefined;
};
export const RANK: Record<FinderLevel | AuthorityLevel, number> = { ENTERPRISE: 0, TOWN: 1, COUNTY: 2, CITY: 3 };
export const isOpen = (status: Status): boolean => OPEN.includes(status);
