/** What an accepted move changes. Every effect raises the version by one: a move writes one fact (contract §1, §3). */
import { ACCEPT_ROUTES, CONFIRM_ROUTES, levelOf, type Move } from './contract.js';
import { isOwn, type Args, type Hazard, type Person, type World } from './hazard.js';
import { routeOf, uncovered } from './rules.js';

type Effect = (h: Hazard, actor: Person, args: Args, world: World) => Partial<Hazard>;

const firstState = (h: Pick<Hazard, 'finder' | 'level'>): Pick<Hazard, 'status' | 'due'> =>
  h.finder === 'ENTERPRISE'
    ? { status: 'REPORTED', due: null }
    : { status: 'CONFIRMING', due: CONFIRM_ROUTES[h.finder][h.level][0] ?? null };

/** Before RECTIFYING an edit, and always a sending-back, spends signature and confirmations and starts the row again. */
export const startAgain = (h: Hazard): Partial<Hazard> => ({
  ...firstState(h),
  signature: null,
  signatureOwed: false,
  confirmations: [],
  refusal: h.refusal === 'STANDING' && h.signature !== null ? 'BEFORE_SIGNATURE' : h.refusal,
});

/** A request that nobody decided ends with the closing: its notices would pause for ever after a reopening (contract §3, 延期). */
const closed = (h: Hazard): Partial<Hazard> => ({
  status: 'CLOSED', due: null, listed: false, extensions: h.extensions.map((e) => (e.state === 'PENDING' ? { ...e, state: 'LAPSED' } : e)),
});
const rectifying: Partial<Hazard> = { status: 'RECTIFYING', due: null };
const none: Effect = () => ({});

const EFFECTS: Record<Move, Effect> = {
  sign: (h, actor) => ({
    signature: { by: actor.account },
    signatureOwed: false,
    actedEver: true,
    refusal: h.refusal === 'NONE' ? 'NONE' : 'BEFORE_SIGNATURE',
    ...(isOwn(h) && h.status === 'REPORTED' ? { status: 'CONFIRMING' as const, due: routeOf(h)[0] ?? null } : {}),
  }),
  'refuse-to-sign': () => ({ refusal: 'STANDING' }),
  'take-over': (h, actor) => {
    const finder = levelOf(actor.seat) === 'COUNTY' ? 'COUNTY' : 'TOWN';
    return { finder, ...firstState({ finder, level: h.level }), actedEver: true };
  },
  confirm: (h, actor) => {
    const level = h.due === null || h.due === 'PRINCIPAL' ? 'TOWN' : h.due;
    const confirmations = [...h.confirmations, { level, by: actor.account }];
    const next = uncovered({ ...h, confirmations })[0];
    return { confirmations, actedEver: true, ...(next ? { due: next } : rectifying) };
  },
  'send-back': (h) =>
    h.status === 'CONFIRMING'
      ? startAgain(h)
      : { ...rectifying, acceptances: [], submission: h.submission && { ...h.submission, sentBack: true } },
  'record-progress': none,
  amend: (h, actor, args) => {
    const renewed = actor.seat === 'PRINCIPAL' && args.password === 'RIGHT';
    return {
      signature: renewed ? { by: actor.account } : null,
      signatureOwed: !renewed && isOwn(h) && (h.signature !== null || h.signatureOwed),
      acceptances: [],
      ...(h.status === 'ACCEPTING' ? { due: ACCEPT_ROUTES[h.finder][h.level][0] ?? null } : {}),
      ...(args.five ? { five: args.five } : {}),
    };
  },
  'submit-rectification': (h, actor) => ({
    status: 'ACCEPTING',
    due: ACCEPT_ROUTES[h.finder][h.level][0] ?? null,
    submission: { by: actor.seat === 'KEY' ? null : actor.account, sentBack: false },
    acceptances: [],
    actedEver: true,
  }),
  accept: (h, actor, args) => {
    const acceptances = [
      ...h.acceptances,
      { level: h.due ?? 'PRINCIPAL', by: actor.account, onSite: args.onSite === true },
    ];
    const next = ACCEPT_ROUTES[h.finder][h.level][acceptances.length];
    return { acceptances, ...(next ? { due: next } : closed(h)) };
  },
  'request-extension': (h, _actor, args) => ({
    extensions: [...h.extensions, { deadline: args.deadline ?? '', state: 'PENDING' }],
  }),
  'decide-extension': (h, _actor, args) => {
    const approved = args.verdict === 'APPROVED';
    const state = approved ? ('APPROVED' as const) : ('REFUSED' as const);
    const extensions = h.extensions.map((e, i) => (i === args.extension ? { ...e, state } : e));
    return { extensions, ...(approved ? { deadline: h.extensions[args.extension ?? -1]?.deadline ?? null } : {}) };
  },
  reclassify: (h, _actor, args) => ({
    ...(args.level === 'MAJOR' ? raised(h) : lowered(h)),
    hasBasis: h.hasBasis || args.basis === true,
  }),
  'list-for-supervision': () => ({ listed: true }),
  delist: () => ({ listed: false }),
  verify: (_h, _actor, args, world) =>
    args.verdict === 'NOT_GENUINE'
      ? { ...rectifying, acceptances: [], submission: null, judged: true, deadline: args.deadline ?? addDays(world.today, 15) }
      : {},
  'suspend-operations': (_h, _actor, args) => ({ suspendedBy: args.noticeNo ?? '' }),
  'resume-operations': () => ({ suspendedBy: null }),
  void: (h) => ({ status: 'VOIDED', due: null, beforeVoid: { status: h.status, due: h.due } }),
  restore: (h) => ({ ...h.beforeVoid, beforeVoid: null }),
  terminate: (h) => ({ ...closed(h), terminated: true }),
};

/** GENERAL to MAJOR: every act is spent, the row begins where its finder's level begins. */
function raised(h: Hazard): Partial<Hazard> {
  const major: Hazard = { ...h, level: 'MAJOR' };
  return { ...startAgain(major), level: 'MAJOR', acceptances: [], submission: null };
}

/** MAJOR to GENERAL asks for less: what is confirmed counts, acceptances start again. */
function lowered(h: Hazard): Partial<Hazard> {
  const general: Hazard = { ...h, level: 'GENERAL', acceptances: [] };
  if (h.status === 'ACCEPTING')
    return { level: 'GENERAL', acceptances: [], due: ACCEPT_ROUTES[h.finder].GENERAL[0] ?? null };
  if (h.status !== 'CONFIRMING') return { level: 'GENERAL', acceptances: [] };
  const next = uncovered(general)[0];
  return { level: 'GENERAL', acceptances: [], ...(next ? { due: next } : rectifying) };
}

export function effectOf(h: Hazard, move: Move, actor: Person, args: Args, world: World): Hazard {
  return { ...h, ...EFFECTS[move](h, actor, args, world), version: h.version + 1 };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
