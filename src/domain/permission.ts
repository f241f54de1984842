/**
 * Roles, actions and reach (contract §2). One table says who may do what; routes name an action of it,
 * the published table and the OpenAPI document are generated from it.
 */
export const ROLES = ['OPERATOR', 'PRINCIPAL', 'INSPECTOR', 'SUPERVISOR', 'ADMINISTRATOR', 'AUDITOR'] as const;
export type Role = (typeof ROLES)[number];

export const ORGANISATION_KINDS = ['ENTERPRISE', 'TOWN_CENTRE', 'COUNTY_BUREAU', 'CITY_BUREAU'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const AUTHORITY_LEVELS = ['TOWN', 'COUNTY', 'CITY'] as const;
export type AuthorityLevel = (typeof AUTHORITY_LEVELS)[number];

export const KEY_SCOPES = ['hazards:read', 'hazards:write', 'evidence:write', 'comparisons:read', 'webhooks:manage'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** Roles an organisation of each kind may give. */
export const ROLES_OF: Record<OrganisationKind, readonly Role[]> = {
  ENTERPRISE: ['OPERATOR', 'PRINCIPAL'],
  TOWN_CENTRE: ['INSPECTOR', 'SUPERVISOR'],
  COUNTY_BUREAU: ['INSPECTOR', 'SUPERVISOR', 'ADMINISTRATOR', 'AUDITOR'],
  CITY_BUREAU: ['SUPERVISOR'],
};

const LEVEL_OF: Record<OrganisationKind, AuthorityLevel | null> = {
  ENTERPRISE: null, TOWN_CENTRE: 'TOWN', COUNTY_BUREAU: 'COUNTY', CITY_BUREAU: 'CITY',
};
export const levelOf = (kind: OrganisationKind): AuthorityLevel | null => LEVEL_OF[kind];

export interface Organisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  areaCode: string;
  cityCode: string;
  countyCode: string;
  /** null above the town. */
  townCode: string | null;
}

/** The right to act in a role of an organisation: one's own, or another's by delegation. */
export interface Mandate {
  role: Role;
  organisation: Organisation;
  onBehalfOf: { id: string; name: string } | null;
}

/** Who is calling. A key has no mandates: people decide, keys do not. */
export interface Caller {
  kind: 'PERSON' | 'KEY' | 'SYSTEM';
  id: string;
  name: string;
  organisation: Organisation;
  mandates: readonly Mandate[];
  scopes: readonly KeyScope[];
  /** His password is one that somebody else has set. */
  passwordTemporary?: boolean;
}

/** What may be done with a password that somebody else has set: find out who one is, choose another, leave. */
export const actsWithTemporaryPassword = (name: ActionName): boolean => name.startsWith('self.');

/** What a caller can see: an equality on one column (house, hard parts: scope). */
export interface Reach {
  column: 'city_code' | 'county_code' | 'town_code' | 'enterprise_id';
  value: string;
}

interface Action {
  roles: readonly Role[];
  /** The scope that lets a key do it; absent: a person must. */
  key?: KeyScope;
  /** Only organisations of these kinds. */
  kinds?: readonly OrganisationKind[];
}

const EVERYONE = ROLES;
const FIRM: readonly Role[] = ['OPERATOR', 'PRINCIPAL'];
const AUTHORITY: readonly Role[] = ['INSPECTOR', 'SUPERVISOR'];
const ADMIN: readonly Role[] = ['ADMINISTRATOR'];
const AUTHORITY_READERS: readonly Role[] = ['INSPECTOR', 'SUPERVISOR', 'ADMINISTRATOR', 'AUDITOR'];
const COUNTY_UP: readonly OrganisationKind[] = ['COUNTY_BUREAU', 'CITY_BUREAU'];

export const ACTIONS = {
  'self.read': { roles: EVERYONE, key: 'hazards:read' },
  'self.password': { roles: EVERYONE },
  'self.sign-out': { roles: EVERYONE },
  'limits.read': { roles: EVERYONE, key: 'hazards:read' },
  'standards.read': { roles: EVERYONE, key: 'hazards:read' },

  'area.read': { roles: EVERYONE, key: 'hazards:read' },
  'area.manage': { roles: ADMIN },
  'organisation.read': { roles: EVERYONE, key: 'hazards:read' },
  'organisation.manage': { roles: ADMIN },
  'enterprise.read': { roles: EVERYONE, key: 'hazards:read' },
  'enterprise.manage': { roles: ADMIN },
  'user.read': { roles: ['ADMINISTRATOR', 'AUDITOR', 'PRINCIPAL'] },
  'user.manage': { roles: ['ADMINISTRATOR', 'PRINCIPAL'] },
  'key.manage': { roles: ADMIN },
  'key.read': { roles: ['ADMINISTRATOR', 'AUDITOR'] },
  'delegation.manage': { roles: EVERYONE },
  'setting.read': { roles: AUTHORITY_READERS },
  'setting.manage': { roles: ADMIN },
  'clock.manage': { roles: EVERYONE },
  'sandbox.reset': { roles: ADMIN },

  'hazard.read': { roles: EVERYONE, key: 'hazards:read' },
  'hazard.register': { roles: [...FIRM, ...AUTHORITY], key: 'hazards:write' },
  'hazard.edit': { roles: [...FIRM, ...AUTHORITY], key: 'hazards:write' },
  'hazard.attach': { roles: [...FIRM, ...AUTHORITY], key: 'evidence:write' },
  'hazard.progress': { roles: FIRM, key: 'hazards:write' },
  'hazard.submit': { roles: [...FIRM, ...AUTHORITY], key: 'hazards:write' },
  'hazard.extend': { roles: FIRM, key: 'hazards:write' },
  'hazard.sign': { roles: ['PRINCIPAL', ...AUTHORITY] },
  'hazard.refuse-to-sign': { roles: AUTHORITY },
  'hazard.amend': { roles: [...FIRM, ...AUTHORITY] },
  'hazard.confirm': { roles: ['SUPERVISOR'] },
  'hazard.take-over': { roles: ['SUPERVISOR'], kinds: ['TOWN_CENTRE', 'COUNTY_BUREAU'] },
  'hazard.send-back': { roles: ['SUPERVISOR', 'PRINCIPAL'] },
  'hazard.accept': { roles: ['SUPERVISOR', 'PRINCIPAL', 'INSPECTOR'] },
  'hazard.decide-extension': { roles: ['SUPERVISOR'] },
  'hazard.reclassify': { roles: ['SUPERVISOR'] },
  'hazard.supervise': { roles: ['SUPERVISOR'], kinds: COUNTY_UP },
  'hazard.suspend': { roles: ['SUPERVISOR'], kinds: COUNTY_UP },
  'hazard.verify': { roles: AUTHORITY },
  'hazard.void': { roles: ['SUPERVISOR'] },
  'hazard.terminate': { roles: ['SUPERVISOR'], kinds: ['COUNTY_BUREAU'] },

  'inspection.read': { roles: EVERYONE, key: 'hazards:read' },
  'inspection.record': { roles: [...FIRM, ...AUTHORITY], key: 'hazards:write' },
  'inspection.void': { roles: [...FIRM, ...AUTHORITY] },

  'comparison.read': { roles: EVERYONE, key: 'comparisons:read' },
  'comparison.run': { roles: ['SUPERVISOR'] },
  'comparison.rule': { roles: ['SUPERVISOR'] },
  'comparison.publish': { roles: ['SUPERVISOR'], kinds: ['COUNTY_BUREAU'] },
  'comparison.papers': { roles: AUTHORITY_READERS, key: 'comparisons:read' },
  'event.read': { roles: EVERYONE, key: 'hazards:read' },
  'webhook.read': { roles: ['ADMINISTRATOR', 'AUDITOR'], key: 'webhooks:manage' },
  'inbox.read': { roles: EVERYONE, key: 'webhooks:manage' },
  'webhook.manage': { roles: ADMIN, key: 'webhooks:manage' },
  'notice.read': { roles: EVERYONE, key: 'hazards:read' },
  'notice.acknowledge': { roles: [...FIRM, ...AUTHORITY, 'ADMINISTRATOR'] },
  'digest.read': { roles: EVERYONE },
  'delivery.manage': { roles: ADMIN },
  'queue.read': { roles: ADMIN },
  'escalation.read': { roles: EVERYONE, key: 'hazards:read' },
  'todo.read': { roles: EVERYONE },
  'oa.read': { roles: ['ADMINISTRATOR', 'AUDITOR'] },
  'oa.manage': { roles: ADMIN },

  'import.post': { roles: [...FIRM, ...AUTHORITY], key: 'hazards:write' },
  'import.read': { roles: [...FIRM, ...AUTHORITY], key: 'hazards:read' },
  'export.ask': { roles: EVERYONE, key: 'hazards:read' },
  'export.read': { roles: EVERYONE, key: 'hazards:read' },

  'audit.read': { roles: ['AUDITOR'] },
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof ACTIONS;

/** SUPERVISOR has all an INSPECTOR may, PRINCIPAL all an OPERATOR may (contract §2). */
const IMPLIED: Partial<Record<Role, Role>> = { SUPERVISOR: 'INSPECTOR', PRINCIPAL: 'OPERATOR' };
const implies = (held: Role, role: Role): boolean => held === role || IMPLIED[held] === role;
export const holds = (mandate: Mandate, role: Role): boolean => implies(mandate.role, role);
export const holdsAny = (roles: readonly Role[], role: Role): boolean => roles.some((held) => implies(held, role));

const isImplied = ({ role }: Mandate): number => Number(Object.values(IMPLIED).includes(role));

/** A caller does not change: what is found for him once holds as long as he is remembered. */
const found = new WeakMap<Caller, Map<ActionName, readonly Mandate[]>>();

/** The mandates under which a person may do this at all: own ones first, then those of delegations; of each the wider role first. */
export function mandatesFor(caller: Caller, name: ActionName): readonly Mandate[] {
  const all = found.get(caller) ?? new Map<ActionName, readonly Mandate[]>();
  if (all.size === 0) found.set(caller, all);
  const known = all.get(name) ?? sought(caller, name);
  all.set(name, known);
  return known;
}

function sought(caller: Caller, name: ActionName): Mandate[] {
  const action: Action = ACTIONS[name];
  return caller.mandates
    .filter((mandate) => action.roles.some((role) => holds(mandate, role)))
    .filter((mandate) => !action.kinds || action.kinds.includes(mandate.organisation.kind))
    .sort((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null) || isImplied(a) - isImplied(b));
}

export type Denial = 'HUMAN_REQUIRED' | 'KEY_SCOPE_MISSING' | 'FORBIDDEN';

/** Why this caller may never do this, or null. Whether it may on this very row is the row's rules' business. */
export function denial(caller: Caller, name: ActionName): Denial | null {
  if (caller.kind === 'SYSTEM') return null;
  if (caller.kind === 'PERSON') return mandatesFor(caller, name).length > 0 ? null : 'FORBIDDEN';
  const action: Action = ACTIONS[name];
  if (!action.key) return 'HUMAN_REQUIRED';
  if (!caller.scopes.includes(action.key)) return 'KEY_SCOPE_MISSING';
  const firmOnly = action.roles.every((role) => FIRM.includes(role));
  return firmOnly && caller.organisation.kind !== 'ENTERPRISE' ? 'FORBIDDEN' : null;
}

/** What an organisation sees. */
export function reachOf(organisation: Organisation): Reach {
  switch (organisation.kind) {
    case 'ENTERPRISE': return { column: 'enterprise_id', value: organisation.id };
    case 'TOWN_CENTRE': return { column: 'town_code', value: organisation.areaCode };
    case 'COUNTY_BUREAU': return { column: 'county_code', value: organisation.areaCode };
    case 'CITY_BUREAU': return { column: 'city_code', value: organisation.areaCode };
  }
}

const WIDTH: Record<Reach['column'], number> = { enterprise_id: 0, town_code: 1, county_code: 2, city_code: 3 };

/** A deputy sees what the one who sent him sees: the widest reach of all his mandates. */
export function reachOfCaller(caller: Caller): Reach {
  return [caller.organisation, ...caller.mandates.map((mandate) => mandate.organisation)]
    .map(reachOf)
    .reduce((widest, reach) => (WIDTH[reach.column] > WIDTH[widest.column] ? reach : widest));
}
