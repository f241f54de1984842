import { Injectable } from '@nestjs/common';
import type { MoveName } from '../domain/dossier.js';
import { refuse } from '../domain/refusal.js';
import { MoveService } from '../hazards/move.service.js';
import { SandboxClockService } from '../platform/clock/sandbox-clock.service.js';
import { Config } from '../platform/config/config.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { bySystem } from '../platform/ledger/by-system.js';
import { Door } from '../platform/ledger/door.js';
import { ResetRepository } from './reset.repository.js';
import type { SandboxResetView } from './reset.view.js';

const REASON = '沙箱重置';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** `POST /sandbox/reset`: back to the beginning by the moves everybody else has. Nothing is deleted of what has a history. */
@Injectable()
export class ResetService {
  constructor(
    private readonly door: Door,
    private readonly repository: ResetRepository,
    private readonly moves: MoveService,
    private readonly clock: SandboxClockService,
    private readonly config: Config,
  ) {}

  async reset(requested: Requested): Promise<Answer<SandboxResetView>> {
    if (!this.config.sandbox) throw refuse('ROUTE_NOT_FOUND');
    requested.permit('sandbox.reset');
    return this.door.write(requested, async (writing) => {
      const bySandbox = () => bySystem('sandbox/reset', requested.caller.organisation);
      const hazardsVoided = await this.void(bySandbox, requested.caller.organisation.countyCode);
      const { body: clock } = await this.clock.move(bySandbox(), null);
      this.repository.forgetLater(writing);
      return ok({ hazardsVoided, now: clock.now });
    });
  }

  /** What was closed is opened first: there is no other way out of the lists; also what was closed with its firm. Each move leaves its fact, signed 系统. */
  private async void(by: () => Requested, countyCode: string): Promise<number> {
    let voided = 0;
    for (let after = FIRST_ID; ;) {
      const rows = await this.repository.standing(countyCode, after);
      const last = rows.at(-1);
      if (!last) return voided;
      after = last.id;
      const closed = rows.filter(({ status }) => status === 'CLOSED').map(({ id }) => id);
      await this.all(by(), 'verify', closed, { verdict: 'NOT_GENUINE', opinion: REASON });
      voided += await this.all(by(), 'void', rows.map(({ id }) => id), { reason: REASON });
    }
  }

  private async all(by: Requested, move: MoveName, ids: readonly string[], command: object): Promise<number> {
    if (ids.length === 0) return 0;
    const { body } = await this.moves.many(by, move, ids.map((id) => ({ id, command: command as never })), false);
    return body.results.filter(({ status }) => status === 200).length;
  }
}
