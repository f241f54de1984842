import { Injectable } from '@nestjs/common';
import type { Mandate } from '../../domain/permission.js';
import type { Writing } from '../../platform/ledger/door.js';
import { DelegationRepository } from '../delegations/delegation.repository.js';
import { SessionRepository } from '../sessions/session.repository.js';
import type { User } from './user.entity.js';

/** What ends with a person's access: sessions with every reset of the password, delegations where he is disabled. */
@Injectable()
export class Departures {
  constructor(private readonly sessions: SessionRepository, private readonly delegations: DelegationRepository) {}

  async of(writing: Writing, { id, status }: User, mandate: Mandate): Promise<void> {
    this.sessions.endLater(writing, id, null);
    if (status !== 'DISABLED') return;
    for (const delegation of await this.delegations.lockOpenOf(writing, id)) {
      this.delegations.end(writing, delegation, mandate, { because: 'disabled', userId: id });
    }
  }
}
