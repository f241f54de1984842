import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CHAIN_START } from '../../domain/fact.js';
import type { Act } from '../../domain/labels.js';
import type { Mandate } from '../../domain/permission.js';
import { judge, refuse } from '../../domain/refusal.js';
import { Config } from '../../platform/config/config.js';
import { created, ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Requested } from '../../platform/http/requested.js';
import { Door } from '../../platform/ledger/door.js';
import type { Said, Writing } from '../../platform/ledger/door.js';
import { TodoRepository } from '../../todos/todo.repository.js';
import { Callers } from '../callers/caller.resolver.js';
import { employerFor, seesNoMore } from '../employer.js';
import { mandated } from '../mandated.js';
import { Passwords, weaknesses } from '../sessions/passwords.js';
import { Departures } from './departures.js';
import type { CreateUserDto, PatchUserDto } from './user.dto.js';
import type { User } from './user.entity.js';
import { userReachOf } from './user.reader.js';
import { UserRepository } from './user.repository.js';
import type { LockedUser } from './user.repository.js';
import { changed, differences, lastAdministrator, mayGive, mayManage, rolesNotOf } from './user.rules.js';
import { userView } from './user.view.js';
import type { UserView } from './user.view.js';

/** What is not typed in with a person; `passwordTemporary`: somebody else chose it, and has to be forgotten at the first sign-in. */
export interface Entered { id: string; passwordHash: string; passwordTemporary: boolean }

/** Who enters somebody: a mandate, or the installation, which has no role. */
export type Mandator = Pick<Mandate, 'organisation'> & Partial<Mandate>;

/** People are entered, changed and disabled by the county's administrator; a firm's operators also by its principal. */
@Injectable()
export class UserService {
  constructor(
    private readonly door: Door,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly departures: Departures,
    private readonly callers: Callers,
    private readonly todos: TodoRepository,
    private readonly config: Config,
  ) {}

  /** `id`: where the caller has one to keep (the demonstration county). */
  async create(dto: CreateUserDto, requested: Requested, id: string = uuidv7()): Promise<Answer<UserView>> {
    const mandate = mandated(requested, 'user.manage');
    judge(mayGive(mandate, dto.roles));
    const passwordHash = await this.passwords.hash(dto.password);
    // partners make themselves accounts in the sandbox by the dozen; what it keeps is nobody's
    const passwordTemporary = requested.caller.kind === 'PERSON' && !this.config.sandbox;
    return this.door.write(requested, async (writing) => {
      const user = await this.add(writing, mandate, dto, { id, passwordHash, passwordTemporary });
      return created(userView(user), `/api/v1/users/${user.id}`);
    });
  }

  /** Within a write of somebody else's. */
  async add(writing: Writing, by: Mandator, dto: CreateUserDto, { id, passwordHash, passwordTemporary }: Entered): Promise<LockedUser> {
    const { username, name, post = null, email = null, organisationId } = dto;
    const organisation = await employerFor(writing, organisationId, by.organisation);
    const taken = await this.users.isTaken(writing, username);
    judge([
      ...(taken ? [{ code: 'USERNAME_TAKEN', path: 'username' } as const] : []),
      ...(organisation ? rolesNotOf(organisation.kind, dto.roles) : []),
      ...weaknesses(dto.password, username, 'password'),
    ]);
    if (!organisation) throw refuse('REFERENCE_UNKNOWN', { what: '单位' }, 'organisationId');
    const roles = [...new Set(dto.roles)];
    const { countyCode } = by.organisation;
    const fact = writing.record({ ...saidOf(by, { id, countyCode }, 'create'), detail: { username, name, post, roles, organisationId } },
      { version: 0, hash: CHAIN_START });
    const user: User = {
      id, version: fact.version, headHash: fact.hash, countyCode, organisationId, username, name, post, email,
      roles, status: 'ACTIVE', passwordTemporary, createdAt: writing.at, updatedAt: writing.at,
    };
    if (!(await this.users.insert(writing, user, passwordHash))) throw refuse('USERNAME_TAKEN', {}, 'username');
    this.todos.personChanged(writing, id);
    return { ...user, organisation };
  }

  async patch(id: string, dto: PatchUserDto, requested: Requested): Promise<Answer<UserView>> {
    const reach = userReachOf(mandated(requested, 'user.read').organisation);
    const passwordHash = dto.password === undefined ? null : await this.passwords.hash(dto.password);
    const answer = await this.door.write(requested, async (writing) => {
      const locked = await this.users.lock(writing, reach, id);
      if (!locked) throw refuse('NOT_FOUND');
      const { user: { organisation, ...before }, otherAdministrators } = locked;
      const mandate = mandated(requested, 'user.manage');
      if (!await seesNoMore(writing, organisation.id, mandate.organisation)) throw refuse('FORBIDDEN');
      judge(mayManage(mandate, requested.caller.id, before, dto));
      requested.mustMatch(before.version);
      const after = this.judged(locked.user, dto, otherAdministrators.length);
      const user = this.write(writing, mandate, before, after, differences(before, after, dto));
      if (passwordHash) this.users.setPassword(writing, id, passwordHash);
      if (passwordHash || after.status === 'DISABLED') await this.departures.of(writing, user, mandate);
      return ok(userView({ ...user, organisation }));
    });
    this.callers.forget();
    return answer;
  }

  /** The row as it will be; throws 409 and 422. */
  private judged(user: LockedUser, dto: PatchUserDto, otherAdministratorsCount: number): User {
    const { organisation, ...before } = user;
    const after = changed(before, dto);
    judge([
      ...lastAdministrator(before, after, otherAdministratorsCount),
      ...(dto.roles ? rolesNotOf(organisation.kind, dto.roles) : []),
      ...(dto.password === undefined ? [] : weaknesses(dto.password, before.username, 'password')),
      ...(Object.keys(differences(before, after, dto)).length === 0 ? [{ code: 'EMPTY_CHANGE' } as const] : []),
    ]);
    return after;
  }

  private write(writing: Writing, mandate: Mandate, before: User, after: User, detail: Record<string, unknown>): User {
    const move = before.status === after.status ? 'patch' : after.status === 'DISABLED' ? 'disable' : 'enable';
    const fact = writing.record({ ...saidOf(mandate, before, move), from: before.status, to: after.status, detail },
      { version: before.version, hash: before.headHash });
    const user = { ...after, version: fact.version, headHash: fact.hash, updatedAt: writing.at };
    this.users.update(writing, user);
    if (before.status !== after.status || before.roles.join() !== after.roles.join()) this.todos.personChanged(writing, user.id);
    return user;
  }
}

const saidOf = ({ role, onBehalfOf = null }: Mandator, { id, countyCode }: Pick<User, 'id' | 'countyCode'>, move: Act): Said =>
  ({ objectKind: 'USER', objectId: id, countyCode, move, role, onBehalfOf });
