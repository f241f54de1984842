import { Module } from '@nestjs/common';
import { CallerReader } from './callers/caller.reader.js';
import { Callers } from './callers/caller.resolver.js';
import { KeySecrets } from './callers/key-secret.js';
import { KeyUse } from './callers/key-use.js';
import { Tokens } from './callers/tokens.js';
import { DelegationController } from './delegations/delegation.controller.js';
import { DelegationReader } from './delegations/delegation.reader.js';
import { DelegationRepository } from './delegations/delegation.repository.js';
import { DelegationService } from './delegations/delegation.service.js';
import { ApiKeyController } from './keys/api-key.controller.js';
import { ApiKeyReader } from './keys/api-key.reader.js';
import { ApiKeyRepository } from './keys/api-key.repository.js';
import { ApiKeyService } from './keys/api-key.service.js';
import { KeyTerms } from './keys/key-terms.js';
import { AuthController } from './sessions/auth.controller.js';
import { AuthService } from './sessions/auth.service.js';
import { LockOut } from './sessions/lock-out.js';
import { PasswordCheck } from './sessions/password-check.js';
import { PasswordService } from './sessions/password.service.js';
import { CookieSessions } from './sessions/cookie-sessions.js';
import { Passwords } from './sessions/passwords.js';
import { SessionSweep } from './sessions/session.sweep.js';
import { SessionRepository } from './sessions/session.repository.js';
import { Departures } from './users/departures.js';
import { Founding } from './users/founding.js';
import { UserController } from './users/user.controller.js';
import { UserReader } from './users/user.reader.js';
import { UserRepository } from './users/user.repository.js';
import { UserService } from './users/user.service.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { TodosModule } from '../todos/todos.module.js';
import { Listing } from '../organisations/listing.js';
import { CALLER_RESOLVER } from '../platform/http/caller.guard.js';
import { PAGE_SESSIONS } from '../platform/http/page.door.js';

const CALLERS = [CallerReader, Callers, KeySecrets, KeyUse, Tokens, { provide: CALLER_RESOLVER, useExisting: Callers }];
const SESSIONS = [AuthService, CookieSessions, { provide: PAGE_SESSIONS, useExisting: CookieSessions }, LockOut, PasswordCheck, PasswordService, Passwords, SessionRepository, SessionSweep];
const USERS = [Departures, Founding, UserReader, UserRepository, UserService];
const KEYS = [ApiKeyReader, ApiKeyRepository, ApiKeyService, KeyTerms];
const DELEGATIONS = [Listing, DelegationReader, DelegationRepository, DelegationService];

/** Accounts, sessions, keys, delegations. Needs Config, the clocks, Database, Door, AccessLog and HttpModule. */
@Module({
  imports: [OrganisationsModule, TodosModule],
  controllers: [AuthController, UserController, ApiKeyController, DelegationController],
  providers: [...CALLERS, ...SESSIONS, ...USERS, ...KEYS, ...DELEGATIONS],
  exports: [AuthService, CALLER_RESOLVER, CallerReader, Callers, CookieSessions, Founding, PasswordCheck, PasswordService, Passwords, UserReader, UserRepository, UserService],
})
export class IdentityModule {}
