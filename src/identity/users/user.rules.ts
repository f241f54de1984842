/** Who may give whom which role (contract §2): plain functions of what was asked and what is there. */
import { ROLES_OF } from '../../domain/permission.js';
import type { Mandate, OrganisationKind, Role } from '../../domain/permission.js';
import type { Reason } from '../../domain/refusal.js';
import type { User, UserStatus } from './user.entity.js';

export interface UserChanges { name?: string; post?: string | null; email?: string | null; roles?: Role[]; status?: UserStatus; password?: string }

const FORBIDDEN: Reason[] = [{ code: 'FORBIDDEN' }];

/** A principal manages the firm's operators and nobody else: not even himself. */
const onlyOperators = (roles: readonly Role[]): boolean => roles.every((role) => role === 'OPERATOR');

export const mayGive = ({ role }: Mandate, roles: readonly Role[]): Reason[] =>
  role === 'ADMINISTRATOR' || onlyOperators(roles) ? [] : [{ code: 'FORBIDDEN', path: 'roles' }];

export function mayManage(mandate: Mandate, callerId: string, user: User, changes: UserChanges): Reason[] {
  if (mandate.role !== 'ADMINISTRATOR' && !onlyOperators(user.roles)) return FORBIDDEN;
  // whoever finds a session open must not be able to take the account over: PUT /auth/password asks for the old one
  if (changes.password !== undefined && user.id === callerId) return [{ code: 'FORBIDDEN', path: 'password' }];
  // who gives rights takes none: another administrator must give them to him, and the fact names that one
  if (user.id === callerId && changes.roles?.some((role) => !user.roles.includes(role))) return [{ code: 'FORBIDDEN', path: 'roles' }];
  return mayGive(mandate, changes.roles ?? []);
}

export const rolesNotOf = (kind: OrganisationKind, roles: readonly Role[]): Reason[] =>
  roles.flatMap((role, index) => (ROLES_OF[kind].includes(role) ? [] : [{ code: 'ROLE_NOT_OF_ORGANISATION', params: { role }, path: `roles[${index}]` }]));

const administers = ({ roles, status }: Pick<User, 'roles' | 'status'>): boolean => status === 'ACTIVE' && roles.includes('ADMINISTRATOR');

/** Without an administrator nobody could ever make one again. */
export const lastAdministrator = (before: User, after: User, othersCount: number): Reason[] =>
  administers(before) && !administers(after) && othersCount === 0
    ? [{ code: 'STILL_IN_USE', params: { why: '县内须至少有一名在用的管理员' } }]
    : [];

/** The row after the changes; roles without repeats. */
export function changed(user: User, { name, post, email, roles, status, password }: UserChanges): User {
  return {
    ...user, name: name ?? user.name, post: post === undefined ? user.post : post, email: email === undefined ? user.email : email,
    roles: roles ? [...new Set(roles)] : user.roles, status: status ?? user.status,
    passwordTemporary: password === undefined ? user.passwordTemporary : true,
  };
}

/** What a fact says about it: old and new of what differs, and of a password or an e-mail address only that it changed. */
export function differences(before: User, after: User, changes: UserChanges): Record<string, unknown> {
  const fields = (['name', 'post', 'roles', 'status'] as const).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const detail = Object.fromEntries(fields.map((field) => [field, { from: before[field], to: after[field] }]));
  return { ...detail, ...(before.email !== after.email && { emailChanged: true }), ...(changes.password !== undefined && { passwordReset: true }) };
}
