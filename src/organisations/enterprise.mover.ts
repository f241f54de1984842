import { Injectable } from '@nestjs/common';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { HazardScope } from '../hazards/scope.repository.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import { TodoRepository } from '../todos/todo.repository.js';
import { placed, placementFaults } from './area.placement.js';
import { AreaRepository } from './area.repository.js';
import { enterpriseView } from './enterprise.view.js';
import type { MovedEnterpriseView } from './enterprise.view.js';
import { changed } from './organisation.history.js';
import { OrganisationRepository } from './organisation.repository.js';
import type { OrganisationRow } from './organisation.repository.js';

/** What an enterprise takes with it when it moves or is merged: the scope of its hazards (contract §2, §3). */
@Injectable()
export class EnterpriseMover {
  constructor(
    private readonly door: Door,
    private readonly organisations: OrganisationRepository,
    private readonly areas: AreaRepository,
    private readonly hazards: HazardScope,
    private readonly todos: TodoRepository,
  ) {}

  move(requested: Requested, id: string, areaCode: string): Promise<Answer<MovedEnterpriseView>> {
    return this.door.write(requested, async (writing) => {
      // the area before the row, as a merger of areas takes them: neither then waits for the other
      const area = await this.areas.hold(writing, areaCode);
      const row = permitted(requested, (await this.organisations.lock(writing, requested.reachFor('enterprise.manage'), [id])).get(id));
      const merged: Reason[] = row.mergedIntoId ? [{ code: 'ORGANISATION_MERGED' }] : [];
      const same: Reason[] = areaCode === row.areaCode ? [{ code: 'EMPTY_CHANGE', path: 'areaCode' }] : [];
      judge([...merged, ...placementFaults('ENTERPRISE', area, row.countyCode), ...same]);
      if (!area) throw refuse('AREA_UNKNOWN', {}, 'areaCode');
      const arrived = await this.hazards.enterpriseMoved(writing, row.countyCode, id, areaCode);
      const after = { ...changed(writing, row, placed(area), 'move', { ...arrived }), areaName: area.name };
      this.organisations.update(writing, [after]);
      this.todos.placeChanged(writing, row.countyCode, [areaCode]);
      return ok({ ...enterpriseView(after), ...arrived });
    });
  }

  /** A provisional enterprise turns out to be a registered one, which keeps its name among its short names. */
  merge(requested: Requested, id: string, intoId: string): Promise<Answer<MovedEnterpriseView>> {
    return this.door.write(requested, async (writing) => {
      const locked = await this.organisations.lock(writing, requested.reachFor('enterprise.manage'), [id, intoId]);
      const row = permitted(requested, locked.get(id));
      const into = locked.get(intoId);
      judge(mergeFaults(row, into));
      if (!into?.townCode) throw refuse('ENTERPRISE_UNKNOWN', {}, 'intoId');
      const { hazardCount, told } = await this.hazards.enterpriseMerged(
        writing, row.countyCode, id, { id: intoId, name: into.name, townCode: into.townCode });
      const after = changed(writing, row, { status: 'CEASED', mergedIntoId: intoId }, 'merge', { hazardCount, told });
      const shortNames = [...new Set([...into.shortNames, row.name])].filter((name) => name !== into.name);
      const survivor = changed(writing, into, { shortNames }, 'absorb', { fromId: id, hazardCount });
      this.organisations.update(writing, [after, survivor]);
      this.todos.placeChanged(writing, row.countyCode, [into.townCode]);
      return ok({ ...enterpriseView(after), hazardCount, told });
    });
  }
}

/** 404, then 403, then 412, as the contract orders. */
function permitted(requested: Requested, row: OrganisationRow | undefined): OrganisationRow {
  if (row?.kind !== 'ENTERPRISE') throw refuse('NOT_FOUND');
  requested.permit('enterprise.manage');
  requested.mayMatch(row.version);
  return row;
}

function mergeFaults(row: OrganisationRow, into: OrganisationRow | undefined): Reason[] {
  if (row.mergedIntoId) return [{ code: 'ORGANISATION_MERGED' }];
  const reasons: Reason[] = row.provisional ? [] : [{ code: 'RULE_BROKEN', params: { why: '只有临时登记的企业可以并入' } }];
  if (into?.kind !== 'ENTERPRISE') return [...reasons, { code: 'ENTERPRISE_UNKNOWN', path: 'intoId' }];
  if (into.status === 'CEASED') reasons.push({ code: 'ENTERPRISE_CEASED', path: 'intoId' });
  if (into.provisional) reasons.push({ code: 'RULE_BROKEN', params: { why: '须并入正式登记的企业' }, path: 'intoId' });
  return reasons;
}
