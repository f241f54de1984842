/** The people of the test county, and rows standing in each situation of the matrix, built without going there. */
import { ACCEPT_ROUTES, CONFIRM_ROUTES, levelOf, type Move } from './contract.js';
import { register, type Hazard, type Person } from './hazard.js';
import { PREPARED, situationsOf, type Caller, type Situation } from './matrix.js';

export const TODAY = '2026-03-10';
export const DEADLINE = '2026-04-30';
export const FIVE = { measures: 'm', responsibility: 'r', funds: 'f', schedule: DEADLINE, contingencyPlan: 'c' };

const firm = (name: string, town: string): Person[] => [
  { account: `${name}.operator`, seat: 'OPERATOR', organisation: name, town },
  { account: `${name}.operator2`, seat: 'OPERATOR', organisation: name, town },
  { account: `${name}.principal`, seat: 'PRINCIPAL', organisation: name, town },
  { account: `${name}.key`, seat: 'KEY', organisation: name, town },
];
const centre = (town: string): Person[] => [
  { account: `${town}.inspector`, seat: 'INSPECTOR TOWN', organisation: town, town },
  { account: `${town}.supervisor`, seat: 'SUPERVISOR TOWN', organisation: town, town },
  { account: `${town}.supervisor2`, seat: 'SUPERVISOR TOWN', organisation: town, town },
];
/** Two towns, three enterprises, two supervisors at each level that confirms, and one above the county. */
export const PEOPLE: Person[] = [
  ...firm('example1', 'nancun'),
  ...firm('example2', 'bagong'),
  ...firm('example3', 'nancun'),
  ...centre('nancun'),
  ...centre('bagong'),
  { account: 'county.inspector', seat: 'INSPECTOR COUNTY', organisation: 'county' },
  { account: 'county.supervisor', seat: 'SUPERVISOR COUNTY', organisation: 'county' },
  { account: 'county.supervisor2', seat: 'SUPERVISOR COUNTY', organisation: 'county' },
  { account: 'city.supervisor', seat: 'SUPERVISOR CITY', organisation: 'city' },
  { account: 'county.admin', seat: 'ADMINISTRATOR', organisation: 'county' },
  { account: 'county.auditor', seat: 'AUDITOR', organisation: 'county' },
];

/** Somebody of that seat who has done nothing yet; the rows stand with example1 in nancun. */
export function freshCaller({ seat, inside }: Caller): Person {
  const town = inside ? 'nancun' : 'bagong';
  const organisation = inside ? 'example1' : 'example2';
  const level = levelOf(seat);
  if (level === undefined) return { account: 'fresh', seat, organisation, town };
  if (level === 'TOWN') return { account: 'fresh', seat, organisation: town, town };
  return { account: 'fresh', seat, organisation: level === 'CITY' ? 'city' : 'county' };
}

/** Who prepares: others than the callers. */
const PREPARER = { TOWN: 'prep.town', COUNTY: 'prep.county', CITY: 'prep.city', PRINCIPAL: 'prep.principal' };
const REGISTRAR: Record<Situation['finder'], Person> = {
  ENTERPRISE: { account: 'prep.operator', seat: 'OPERATOR', organisation: 'example1', town: 'nancun' },
  TOWN: { account: 'prep.inspector', seat: 'INSPECTOR TOWN', organisation: 'nancun', town: 'nancun' },
  COUNTY: { account: 'prep.county.inspector', seat: 'INSPECTOR COUNTY', organisation: 'county' },
};

export function hazardAt(s: Situation, forMove: Move): Hazard {
  const { finder, level } = s;
  const base = register(
    { ref: 'h', enterprise: 'example1', town: 'nancun', finder, level, hasOwner: true, deadline: DEADLINE },
    REGISTRAR[finder],
  );
  const usual = situationsOf(finder, level);
  const place = s.status === 'VOIDED' ? 0 : usual.findIndex((u) => u.status === s.status && u.due === s.due);
  const passed = usual.slice(0, place);
  const confirmations = CONFIRM_ROUTES[finder][level]
    .filter((due) => passed.some((u) => u.status === 'CONFIRMING' && u.due === due))
    .map((due) => ({ level: due, by: PREPARER[due] }));
  const acceptances = ACCEPT_ROUTES[finder][level]
    .filter((due) => passed.some((u) => u.status === 'ACCEPTING' && u.due === due))
    .map((due) => ({ level: due, by: PREPARER[due], onSite: true }));
  const submitted = passed.some((u) => u.status === 'RECTIFYING');
  return {
    ...base,
    status: s.status,
    due: s.due,
    five: FIVE,
    evidence: ['AFTER', 'SIGNED_SHEET', 'DOCUMENT'],
    signature: finder === 'ENTERPRISE' && place > 0 ? { by: PREPARER.PRINCIPAL } : null,
    actedEver: place > 0,
    confirmations,
    acceptances,
    submission: submitted ? { by: 'prep.operator', sentBack: false } : null,
    ...(s.status === 'VOIDED' ? { beforeVoid: { status: base.status, due: base.due } } : {}),
    ...prepared(s, forMove),
  };
}

function prepared(s: Situation, move: Move): Partial<Hazard> {
  switch (PREPARED[move]) {
    case 'REFUSED':
      return { refusal: 'STANDING' };
    case 'LISTED':
      return { listed: s.status !== 'CLOSED' };
    case 'SUSPENDED':
      return { suspendedBy: 'n' };
    case 'EXTENSION_PENDING':
      return { extensions: [{ deadline: '2026-06-30', state: 'PENDING' }] };
    default:
      return {};
  }
}
