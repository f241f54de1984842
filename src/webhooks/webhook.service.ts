import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CHAIN_START } from '../domain/fact.js';
import { labelOf } from '../domain/labels.js';
import type { Act } from '../domain/labels.js';
import type { Mandate, Organisation } from '../domain/permission.js';
import { judge, refuse } from '../domain/refusal.js';
import { employerFor } from '../identity/employer.js';
import { Wall } from '../platform/clock/wall.js';
import { created, gone, ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Said, Writing } from '../platform/ledger/door.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import { makeSecret } from './signature.js';
import { Targets } from './targets.js';
import type { CreateWebhookDto } from './webhook.dto.js';
import type { DisabledReason, Webhook, WebhookState } from './webhook.entity.js';
import type { Owned, WebhookRow } from './webhook.reader.js';
import { WebhookRepository } from './webhook.repository.js';
import { webhookView } from './webhook.view.js';
import type { NewWebhookView, RotatedWebhookView, WebhookView } from './webhook.view.js';

const SHOWN_ONCE = ['secret'];
const WEBHOOKS_PER_ORGANISATION_MAX = 20;
/** After a rotation both secrets sign for a day: long enough to change it everywhere (security S06). */
const OVERLAP_MS = 24 * 3_600_000;

/** Whose webhooks this caller has to do with. A key's are its organisation's; the county's office has all of the county. */
export function ownedBy(requested: Requested, action: 'webhook.read' | 'webhook.manage'): { owned: Owned; organisation: Organisation; mandate: Mandate | undefined } {
  requested.permit(action);
  const mandate = requested.mandate(action);
  const organisation = mandate?.organisation ?? requested.caller.organisation;
  const owned: Owned = mandate ? { column: 'county_code', value: organisation.countyCode } : { column: 'organisation_id', value: organisation.id };
  return { owned, organisation, mandate };
}

/** Receivers of other systems: made, rotated, switched and removed by the county's administrator or by a key (contract §5). */
@Injectable()
export class WebhookService {
  constructor(
    private readonly door: Door,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: Deliveries,
    private readonly targets: Targets,
    private readonly seal: FieldSeal,
    private readonly wall: Wall,
  ) {}

  /** The name service is asked before the transaction: nothing waits for it. */
  async create(dto: CreateWebhookDto, requested: Requested): Promise<Answer<NewWebhookView>> {
    const { organisation: own, mandate } = ownedBy(requested, 'webhook.manage');
    const fault = await this.targets.fault(dto.url, own.countyCode);
    return this.door.write(requested, async (writing) => {
      const owner = await this.ownerOf(writing, dto.organisationId, own, mandate);
      judge(fault ? [{ code: 'TARGET_NOT_ALLOWED', params: { why: fault }, path: 'url' }] : []);
      if (await this.webhooks.count(writing, owner.id) >= WEBHOOKS_PER_ORGANISATION_MAX) throw refuse('WEBHOOK_LIMIT', { limit: WEBHOOKS_PER_ORGANISATION_MAX });
      const at = { id: uuidv7(), countyCode: owner.countyCode };
      const eventTypes = [...new Set(dto.eventTypes)];
      const detail = { organisationId: owner.id, host: new URL(dto.url).host, eventTypes };
      const fact = writing.record({ ...saidOf(mandate, at, 'create'), detail }, { version: 0, hash: CHAIN_START });
      const secret = makeSecret();
      this.webhooks.insert(writing, {
        ...at, version: fact.version, headHash: fact.hash, organisationId: owner.id, url: dto.url, eventTypes, state: 'ENABLED', disabledReason: null,
        previousUntil: null, heldUntil: null, failingSince: null, createdBy: requested.caller.id, createdAt: writing.at, updatedAt: writing.at,
      }, this.seal.seal(secret));
      return { ...created({ id: at.id, secret }, `/api/v1/webhooks/${at.id}`), shownOnce: SHOWN_ONCE };
    });
  }

  rotate(id: string, requested: Requested): Promise<Answer<RotatedWebhookView>> {
    return this.door.write(requested, async (writing) => {
      const { before, mandate } = await this.found(writing, id, requested);
      const previousUntil = this.wall.after(OVERLAP_MS);
      const fact = writing.record({ ...saidOf(mandate, before, 'rotate'), detail: { previousUntil } }, headOf(before));
      const secret = makeSecret();
      this.webhooks.rotate(writing, id, fact, previousUntil, this.seal.seal(secret));
      return { ...ok({ id, secret, previousUntil }), shownOnce: SHOWN_ONCE };
    });
  }

  /** Nothing goes out any more, what waited is shown as parked; what happens meanwhile is in the feed. */
  disable(id: string, requested: Requested): Promise<Answer<WebhookView>> {
    return this.door.write(requested, async (writing) => ok(webhookView(await this.switched(writing, id, requested, 'disable', 'DISABLED'))));
  }

  enable(id: string, requested: Requested): Promise<Answer<WebhookView>> {
    return this.door.write(requested, async (writing) => ok(webhookView(await this.switched(writing, id, requested, 'enable', 'ENABLED'))));
  }

  async remove(id: string, requested: Requested): Promise<Answer<null>> {
    return this.door.write(requested, async (writing) => {
      await this.switched(writing, id, requested, 'remove', 'REMOVED');
      return gone();
    });
  }

  /** Again in the state it is in: nothing more happens. */
  private async switched(writing: Writing, id: string, requested: Requested, move: Act, state: WebhookState): Promise<WebhookRow> {
    const { before, mandate } = await this.found(writing, id, requested);
    if (before.state === state) return before;
    const fact = writing.record({ ...saidOf(mandate, before, move), from: before.state, to: state }, headOf(before));
    const disabledReason: DisabledReason | null = state === 'DISABLED' ? 'BY_OWNER' : null;
    this.webhooks.switch(writing, id, fact, state, disabledReason);
    if (state !== 'ENABLED') this.deliveries.parkWaitingLater(writing, id, state);
    return { ...before, version: fact.version, state, disabledReason, heldUntil: null, failingSince: null, updatedAt: writing.at };
  }

  private async ownerOf(writing: Writing, id: string | undefined, own: Organisation, mandate: Mandate | undefined): Promise<Organisation> {
    if (id === undefined || id === own.id) return own;
    const other = mandate ? await employerFor(writing, id, own) : null;
    if (!other) throw refuse('REFERENCE_UNKNOWN', { what: '单位' }, 'organisationId');
    return other;
  }

  /** Who may look and not touch: 404 first, then 403. */
  async found(writing: Writing, id: string, requested: Requested): Promise<{ before: WebhookRow; mandate: Mandate | undefined }> {
    const { owned } = ownedBy(requested, 'webhook.read');
    const before = await this.webhooks.lock(writing, owned, id);
    if (!before) throw refuse('NOT_FOUND');
    const { mandate } = ownedBy(requested, 'webhook.manage');
    requested.mayMatch(before.version);
    return { before, mandate };
  }
}

export const headOf = ({ version, headHash }: Webhook): { version: number; hash: string } => ({ version, hash: headHash });

export const saidOf = (mandate: Mandate | undefined, { id, countyCode }: Pick<Webhook, 'id' | 'countyCode'>, move: Act): Said =>
  ({ objectKind: 'WEBHOOK', objectId: id, countyCode, move, ...(mandate && { role: mandate.role, onBehalfOf: mandate.onBehalfOf }) });

/** Only an enabled one is sent to. */
export function judgeEnabled({ state }: Webhook, move: string): void {
  if (state !== 'ENABLED') throw refuse('MOVE_NOT_ALLOWED', { status: labelOf('webhookState', state), move });
}
