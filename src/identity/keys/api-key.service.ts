import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CHAIN_START } from '../../domain/fact.js';
import type { Act } from '../../domain/labels.js';
import type { Mandate } from '../../domain/permission.js';
import { judge, refuse } from '../../domain/refusal.js';
import { created, gone, ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Requested } from '../../platform/http/requested.js';
import { Door } from '../../platform/ledger/door.js';
import type { Said, Writing } from '../../platform/ledger/door.js';
import { Callers } from '../callers/caller.resolver.js';
import { KeySecrets } from '../callers/key-secret.js';
import { employerFor, seesNoMore } from '../employer.js';
import { mandated } from '../mandated.js';
import type { CreateApiKeyDto } from './api-key.dto.js';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { KeyTerms } from './key-terms.js';
import type { NewApiKeyView, RotatedApiKeyView } from './api-key.view.js';

/** A secret is shown once: a replay of the answer has null in its place (contract §1). */
const SHOWN_ONCE = ['key'];

/** Keys of other systems: made, rotated and revoked by the county's administrator (contract §2). */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly door: Door,
    private readonly keys: ApiKeyRepository,
    private readonly secrets: KeySecrets,
    private readonly terms: KeyTerms,
    private readonly callers: Callers,
  ) {}

  create(dto: CreateApiKeyDto, requested: Requested): Promise<Answer<NewApiKeyView>> {
    const mandate = mandated(requested, 'key.manage');
    return this.door.write(requested, async (writing) => {
      judge(this.terms.expiryFaults(dto.expiresOn));
      const organisation = await employerFor(writing, dto.organisationId, mandate.organisation);
      if (!organisation) throw refuse('REFERENCE_UNKNOWN', { what: '单位' }, 'organisationId');
      const { name, organisationId, expiresOn } = dto;
      const addresses = [...new Set(dto.addresses ?? [])];
      const scopes = [...new Set(dto.scopes)];
      const at = { id: uuidv7(), countyCode: mandate.organisation.countyCode };
      const fact = writing.record({ ...saidOf(mandate, at, 'create'), detail: { name, organisationId, scopes, addresses, expiresOn } }, { version: 0, hash: CHAIN_START });
      const key = this.secrets.make(at.id);
      this.keys.insert(writing, {
        ...at, version: fact.version, headHash: fact.hash, organisationId, name, scopes, addresses, expiresOn, previousUntil: null,
        createdBy: requested.caller.id, createdAt: writing.at, updatedAt: writing.at, revokedAt: null, lastUsedAt: null,
      }, this.secrets.hash(key));
      return { ...created({ id: at.id, key }, `/api/v1/api-keys/${at.id}`), shownOnce: SHOWN_ONCE };
    });
  }

  async rotate(id: string, requested: Requested): Promise<Answer<RotatedApiKeyView>> {
    const answer = await this.door.write(requested, async (writing) => {
      const { before, mandate } = await this.found(writing, id, requested);
      if (!await seesNoMore(writing, before.organisationId, mandate.organisation)) throw refuse('FORBIDDEN');
      requested.mayMatch(before.version);
      if (!this.terms.isGood(before)) throw refuse('MOVE_NOT_ALLOWED', { status: before.revokedAt ? '已吊销' : '已过期', move: '轮换' });
      const previousUntil = this.terms.overlapEnds();
      const fact = writing.record({ ...saidOf(mandate, before, 'rotate'), detail: { previousUntil } }, { version: before.version, hash: before.headHash });
      const key = this.secrets.make(id);
      this.keys.rotate(writing, id, fact, previousUntil, this.secrets.hash(key));
      return { ...ok({ id, key, previousUntil }), shownOnce: SHOWN_ONCE };
    });
    this.callers.forget();
    return answer;
  }

  /** At once in this process, within 5 s in the others (security S04). Again on a revoked one: nothing more happens. */
  async revoke(id: string, requested: Requested): Promise<Answer<null>> {
    await this.door.write(requested, async (writing) => {
      const { before, mandate } = await this.found(writing, id, requested);
      if (before.revokedAt !== null) return gone();
      const fact = writing.record(saidOf(mandate, before, 'revoke'), { version: before.version, hash: before.headHash });
      this.keys.revoke(writing, id, fact, this.terms.thisInstant());
      return gone();
    });
    this.callers.forget();
    return gone();
  }

  /** The auditor sees keys and may not touch them: 404 first, then 403. */
  private async found(writing: Writing, id: string, requested: Requested): Promise<{ before: ApiKey; mandate: Mandate }> {
    const { organisation } = mandated(requested, 'key.read');
    const before = await this.keys.lock(writing, organisation.countyCode, id);
    if (!before) throw refuse('NOT_FOUND');
    return { before, mandate: mandated(requested, 'key.manage') };
  }
}

const saidOf = ({ role, onBehalfOf }: Mandate, { id, countyCode }: Pick<ApiKey, 'id' | 'countyCode'>, move: Act): Said =>
  ({ objectKind: 'API_KEY', objectId: id, countyCode, move, role, onBehalfOf });
