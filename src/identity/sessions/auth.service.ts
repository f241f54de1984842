import { Injectable } from '@nestjs/common';
import { refuse, Refused } from '../../domain/refusal.js';
import { ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Asked } from '../../platform/http/asked.js';
import type { Requested } from '../../platform/http/requested.js';
import { AccessLog } from '../../platform/ledger/access-log.js';
import type { Asking } from '../../platform/ledger/access-log.js';
import type { SignedIn } from '../callers/caller.reader.js';
import { Callers } from '../callers/caller.resolver.js';
import { ACCESS_TOKEN_SECONDS, Tokens } from '../callers/tokens.js';
import type { Claims } from '../callers/tokens.js';
import type { LoginDto } from './auth.dto.js';
import type { TokensView } from './auth.view.js';
import { PasswordCheck } from './password-check.js';
import type { Account } from './password-check.js';
import { SessionRepository } from './session.repository.js';

export type Opened = Claims & { refreshToken: string };

/** The session of a person; null for a key, which has none. */
export const sessionOf = ({ caller }: Requested): string | null => ('sessionId' in caller ? (caller as SignedIn).sessionId : null);

/** Signing in, staying signed in, signing out (contract §2). */
@Injectable()
export class AuthService {
  constructor(
    private readonly check: PasswordCheck,
    private readonly sessions: SessionRepository,
    private readonly tokens: Tokens,
    private readonly callers: Callers,
    private readonly log: AccessLog,
  ) {}

  async login(dto: LoginDto, asked: Asked): Promise<Answer<TokensView>> {
    return this.answer(await this.enter(dto, asked, '/api/v1/auth/login'));
  }

  /** Whoever knows the password gets a session, whichever door he came to (`path`). Throws CREDENTIALS_WRONG and ACCOUNT_LOCKED. */
  async enter({ username, password }: LoginDto, asked: Asked, path: string): Promise<Opened> {
    const account = await this.check.account(username);
    try {
      const right = await this.check.maySignIn(account, username, password, asked.address);
      const opened = account && right ? await this.sessions.open(account) : null;
      if (!opened) throw refuse('CREDENTIALS_WRONG');
      this.note(account, asked, path, 200, null);
      return opened;
    } catch (error) {
      if (error instanceof Refused) this.note(account, asked, path, error.status, error.code);
      throw error;
    }
  }

  /** Whoever the county's OA vouches for. Null where he may not come in. */
  async enterAs(userId: string, asked: Asked, path: string): Promise<Opened | null> {
    const account = await this.check.activeAccount(userId);
    const opened = account && (await this.sessions.open(account));
    if (opened) this.note(account, asked, path, 200, null);
    return opened;
  }

  async refresh(refreshToken: string): Promise<Answer<TokensView>> {
    const opened = await this.sessions.refresh(refreshToken);
    if (opened) return this.answer(opened);
    if (await this.sessions.endFamilyOf(refreshToken)) this.callers.forget();
    throw refuse('REFRESH_TOKEN_INVALID');
  }

  async logout(requested: Requested): Promise<void> {
    requested.permit('self.sign-out');
    const sessionId = sessionOf(requested);
    if (sessionId) await this.sessions.end(sessionId);
    this.callers.forget();
  }

  async answer({ refreshToken, ...claims }: Opened): Promise<Answer<TokensView>> {
    return ok({ accessToken: await this.tokens.issue(claims), refreshToken, expiresIn: ACCESS_TOKEN_SECONDS });
  }

  private note(account: Account | null, { address, requestId }: Asked, path: string, status: number, code: string | null): void {
    const asking: Asking = { address, requestId, method: 'POST', path };
    const { id: callerId = null, name: callerName = null, organisationId = null, countyCode = null } = account ?? {};
    this.log.note({ kind: 'SIGN_IN', callerId, callerName, organisationId, countyCode, ...asking, status, code });
  }
}
