import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CHAIN_START } from '../../domain/fact.js';
import { holds } from '../../domain/permission.js';
import type { Caller, Mandate, Organisation, Role } from '../../domain/permission.js';
import { judge, refuse } from '../../domain/refusal.js';
import type { Reason } from '../../domain/refusal.js';
import { Config } from '../../platform/config/config.js';
import { created, ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Requested } from '../../platform/http/requested.js';
import { Door } from '../../platform/ledger/door.js';
import { Callers } from '../callers/caller.resolver.js';
import type { CreateDelegationDto } from './delegation.dto.js';
import type { DelegationEntity } from './delegation.entity.js';
import { DelegationReader, delegationReachOf } from './delegation.reader.js';
import { DelegationRepository } from './delegation.repository.js';
import type { Deputy } from './delegation.repository.js';
import { mayDeputise, periodFaults, periodOf } from './delegation.rules.js';
import { delegationView } from './delegation.view.js';
import type { DelegationView } from './delegation.view.js';

/** 委托: a deputy acts in the name of another; both stand in every fact (contract §2). */
@Injectable()
export class DelegationService {
  constructor(
    private readonly door: Door,
    private readonly delegations: DelegationRepository,
    private readonly reader: DelegationReader,
    private readonly callers: Callers,
    private readonly config: Config,
  ) {}

  async create(dto: CreateDelegationDto, requested: Requested): Promise<Answer<DelegationView>> {
    requested.permit('delegation.manage');
    const { caller } = requested;
    const { organisation, role: held } = ownMandate(caller, dto.role);
    const answer = await this.door.write(requested, async (writing) => {
      const { countyCode } = organisation;
      const deputy = await this.delegations.deputy(writing, dto.toUserId, countyCode, caller.id);
      const { fromAt, untilAt } = periodOf(dto.from, dto.until, this.config.countyZone);
      judge([...deputyFaults(dto, caller, organisation, deputy), ...periodFaults(fromAt, untilAt, writing.at)]);
      const id = uuidv7();
      const { toUserId, role, reason } = dto;
      const detail = { toUserId, toName: deputy?.name ?? '', role, from: fromAt, until: untilAt, reason };
      const fact = writing.record({ objectKind: 'DELEGATION', objectId: id, countyCode, move: 'create', role: held, detail }, { version: 0, hash: CHAIN_START });
      const row: DelegationEntity = {
        id, version: fact.version, headHash: fact.hash, countyCode, organisationId: organisation.id, fromUserId: caller.id,
        toUserId, role, fromAt, untilAt, reason, endedAt: null, createdAt: writing.at,
      };
      this.delegations.insert(writing, row);
      return created(delegationView({ ...row, fromName: caller.name, toName: deputy?.name ?? '', organisation }, writing.at), `/api/v1/delegations/${id}`);
    });
    this.callers.forget();
    return answer;
  }

  /** By the one who gave it, the deputy who declines it, or the administrator. */
  async end(id: string, requested: Requested): Promise<Answer<DelegationView>> {
    requested.permit('delegation.manage');
    const { caller } = requested;
    const reach = delegationReachOf(caller);
    const row = await this.reader.one(reach, id);
    if (!row) throw refuse('NOT_FOUND');
    const answer = await this.door.write(requested, async (writing) => {
      const before = await this.delegations.lock(writing, id, row.countyCode);
      if (!before) throw refuse('NOT_FOUND');
      const office = caller.mandates.find(({ role }) => role === 'ADMINISTRATOR') ?? null;
      const concerned = [before.fromUserId, before.toUserId].includes(caller.id);
      if (!office && !concerned) throw refuse('FORBIDDEN');
      requested.mayMatch(before.version);
      if (before.endedAt !== null) throw refuse('MOVE_NOT_ALLOWED', { status: '已结束', move: '结束委托' });
      const after = this.delegations.end(writing, before, concerned ? null : office, {});
      return ok(delegationView({ ...row, ...after }, writing.at));
    });
    this.callers.forget();
    return answer;
  }
}

/** Only what one holds himself: a deputy sends no deputy. */
function ownMandate({ mandates }: Caller, role: Role): Mandate {
  const own = mandates.find((mandate) => mandate.onBehalfOf === null && holds(mandate, role));
  if (!own) throw refuse('FORBIDDEN', {}, 'role');
  return own;
}

function deputyFaults(dto: CreateDelegationDto, caller: Caller, from: Organisation, deputy: Deputy | null): Reason[] {
  if (dto.toUserId === caller.id) return [{ code: 'RULE_BROKEN', params: { why: '不能委托给本人' }, path: 'toUserId' }];
  const fits = deputy !== null && mayDeputise(dto.role, from, deputy.organisation);
  return fits ? [] : [{ code: 'REFERENCE_UNKNOWN', params: { what: '受托人' }, path: 'toUserId' }];
}
