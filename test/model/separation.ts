/** Separation of duties and "whose turn is it" (contract §2: duties are separated by person; §3: confirm, accept). */
import { RANK, levelOf, type AuthorityLevel } from './contract.js';
import { isFirm, reaches, type Hazard, type Person, type World } from './hazard.js';

/** Never the person who registered or signed it, never one person twice. */
export const barredFromConfirming = (h: Hazard, account: string): boolean =>
  h.registeredBy.account === account ||
  h.signature?.by === account ||
  h.confirmations.some((given) => given.by === account);

/** Never whoever registered it or submitted the rectification; two people for a MAJOR. */
export const barredFromAccepting = (h: Hazard, account: string): boolean =>
  h.registeredBy.account === account ||
  h.submission?.by === account ||
  h.acceptances.some((given) => given.by === account);

type Bar = (h: Hazard, account: string) => boolean;

function eligibleAt(level: AuthorityLevel, h: Hazard, world: World, barred: Bar): boolean {
  return world.people.some((p) => p.seat === `SUPERVISOR ${level}` && reaches(p, h) && !barred(h, p.account));
}

export const eligiblePrincipal = (h: Hazard, world: World): boolean =>
  world.people.some((p) => p.seat === 'PRINCIPAL' && reaches(p, h) && !barredFromAccepting(h, p.account));

export type Turn = 'MINE' | 'NOT_MY_LEVEL' | 'ALREADY_GIVEN' | 'SILENT';

/** Is it this supervisor's level that is due, or does it stand in because nobody eligible is left below? */
export function turnOf(h: Hazard, actor: Person, world: World): Turn {
  const mine = levelOf(actor.seat);
  const confirming = h.status === 'CONFIRMING';
  const barred = confirming ? barredFromConfirming : barredFromAccepting;
  if (mine === undefined || h.due === null) return 'NOT_MY_LEVEL';
  if (h.due === 'PRINCIPAL') return turnForTheFirm(h, mine, world);
  if (h.due === mine) return 'MINE';
  const given = confirming ? h.confirmations : h.acceptances;
  if (given.some((act) => act.level === mine)) return 'ALREADY_GIVEN';
  const below = (['TOWN', 'COUNTY', 'CITY'] as const).filter(
    (level) => h.due !== null && h.due !== 'PRINCIPAL' && RANK[level] >= RANK[h.due] && RANK[level] < RANK[mine],
  );
  const standsIn = below.length > 0 && below.every((level) => !eligibleAt(level, h, world, barred));
  return standsIn ? 'MINE' : 'NOT_MY_LEVEL';
}

/** "A firm's own acceptance: the town", where no eligible principal is left. */
function turnForTheFirm(h: Hazard, mine: AuthorityLevel, world: World): Turn {
  if (eligiblePrincipal(h, world)) return 'NOT_MY_LEVEL';
  if (mine === 'TOWN') return 'MINE';
  return eligibleAt('TOWN', h, world, barredFromAccepting) ? 'NOT_MY_LEVEL' : 'SILENT';
}

export const isTownStaff = (p: Person): boolean => p.seat === 'INSPECTOR TOWN' || p.seat === 'SUPERVISOR TOWN';
export const isSupervisor = (p: Person): boolean => p.seat.startsWith('SUPERVISOR');
export const isAuthorityStaff = (p: Person): boolean =>
  !isFirm(p) && p.seat !== 'ADMINISTRATOR' && p.seat !== 'AUDITOR';
