import { Injectable } from '@nestjs/common';
import { sha256 } from '../domain/fact.js';
import { refuse } from '../domain/refusal.js';
import { AuthService } from '../identity/sessions/auth.service.js';
import type { Opened } from '../identity/sessions/auth.service.js';
import { Wall } from '../platform/clock/wall.js';
import type { Asked } from '../platform/http/asked.js';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import { SSO_SECRET } from './channel.service.js';
import { TicketRepository } from './ticket.repository.js';
import { personOf } from './ticket.js';

/** A ticket of the OA becomes a session of the same kind that a password opens. Any fault is one answer. */
@Injectable()
export class SsoService {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly auth: AuthService,
    private readonly seal: FieldSeal,
    private readonly wall: Wall,
  ) {}

  /** Throws TICKET_INVALID. */
  async enter(channelId: string, ticket: string, asked: Asked, path: string): Promise<Opened> {
    const channel = await this.tickets.channel(channelId);
    const secrets = channel ? (JSON.parse(this.seal.open(channel.secrets)) as Record<string, string>) : {};
    const person = personOf(ticket, channelId, secrets[SSO_SECRET] ?? 'none', this.wall.nowMs());
    const userId = channel && person !== null ? await this.tickets.userOf(channelId, person) : null;
    // Used up by whoever was first, also where the account may not come in any more.
    const first = userId !== null && (await this.tickets.use(channelId, sha256(ticket), this.wall.now()));
    const opened = userId !== null && first ? await this.auth.enterAs(userId, asked, path) : null;
    if (!opened) throw refuse('TICKET_INVALID');
    return opened;
  }
}
