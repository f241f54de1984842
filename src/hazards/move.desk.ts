import { Injectable } from '@nestjs/common';
import type { MoveName } from '../domain/dossier.js';
import { refuse } from '../domain/refusal.js';
import { PasswordCheck } from '../identity/sessions/password-check.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { HazardLooking } from './hazard.looking.js';
import { MOVE_ROUTES } from './move.routes.js';
import type { MoveRoute } from './move.routes.js';
import { MoveService } from './move.service.js';

/** Where a move is brought, whether as JSON or from a page: what was sent becomes a command, the password is asked for. */
@Injectable()
export class MoveDesk {
  constructor(private readonly moving: MoveService, private readonly looking: HazardLooking, private readonly passwords: PasswordCheck) {}

  /** `body` has been checked against the move's DTO. */
  async one(move: MoveName, route: MoveRoute, requested: Requested, id: string, body: object): Promise<Answer> {
    const right = await this.passwordRight(route, requested, (body as { password?: string }).password);
    return this.moving.one(requested, move, { id, command: route.command(present(body), this.looking, right) });
  }

  /** Undefined where none is asked for: an inspector signs on paper, and only a principal's password signs anything. */
  async passwordRight(route: MoveRoute, { caller, address }: Requested, password: string | undefined): Promise<boolean | undefined> {
    if (!route.password || !caller.mandates.some((mandate) => mandate.role === 'PRINCIPAL')) return undefined;
    if (password === undefined) {
      if (route === MOVE_ROUTES.sign) throw refuse('REQUIRED', undefined, 'password');
      return undefined;
    }
    return this.passwords.right(caller.id, password, address);
  }
}

export const present = <T extends object>(body: T): T => JSON.parse(JSON.stringify(body)) as T;
