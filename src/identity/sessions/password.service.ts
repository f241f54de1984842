import { Injectable } from '@nestjs/common';
import { judge, refuse } from '../../domain/refusal.js';
import type { Reason } from '../../domain/refusal.js';
import { gone } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Requested } from '../../platform/http/requested.js';
import { Door } from '../../platform/ledger/door.js';
import { Callers } from '../callers/caller.resolver.js';
import { UserRepository } from '../users/user.repository.js';
import type { ChangePasswordDto } from './auth.dto.js';
import { sessionOf } from './auth.service.js';
import { PasswordCheck } from './password-check.js';
import { Passwords, sameAs, weaknesses } from './passwords.js';
import { SessionRepository } from './session.repository.js';

/** What somebody else has set becomes nobody's own by being typed again. */
const STILL_ANOTHERS: Reason[] = [{ code: 'RULE_BROKEN', path: 'newPassword', params: { why: '现在的密码是管理员设置的，须换成只有您自己知道的' } }];

/** One's own password (contract §2). Without If-Match: the current password says more. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly door: Door,
    private readonly check: PasswordCheck,
    private readonly passwords: Passwords,
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly callers: Callers,
  ) {}

  async change({ currentPassword, newPassword }: ChangePasswordDto, requested: Requested): Promise<Answer<null>> {
    requested.permit('self.password');
    const { caller, address } = requested;
    const known = await this.check.known(caller.id, currentPassword, address);
    if (!known) throw refuse('PASSWORD_INCORRECT', {}, 'currentPassword');
    const passwordHash = await this.passwords.hash(newPassword);
    await this.door.write(requested, async (writing) => {
      // somebody may have reset it since it was looked at: whoever knew the one before knows this one no more
      const user = await this.users.lockSelf(writing, known);
      if (!user) throw refuse('PASSWORD_INCORRECT', {}, 'currentPassword');
      judge([...weaknesses(newPassword, user.username, 'newPassword'), ...(user.passwordTemporary && sameAs(newPassword, currentPassword) ? STILL_ANOTHERS : [])]);
      const said = { objectKind: 'USER', objectId: user.id, countyCode: user.countyCode, move: 'change-password' } as const;
      const fact = writing.record(said, { version: user.version, hash: user.headHash });
      this.users.update(writing, { ...user, version: fact.version, headHash: fact.hash, passwordTemporary: false, updatedAt: writing.at });
      this.users.setPassword(writing, user.id, passwordHash);
      this.sessions.endLater(writing, user.id, sessionOf(requested));
      return gone();
    });
    this.callers.forget();
    return gone();
  }
}
