import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { HazardScope } from '../hazards/scope.repository.js';
import { created, ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import { TodoRepository } from '../todos/todo.repository.js';
import { placed, placementFaults } from './area.placement.js';
import { AreaRepository } from './area.repository.js';
import type { EnterpriseChangeDto, NewEnterpriseDto } from './enterprise.dto.js';
import { enterpriseView } from './enterprise.view.js';
import type { EnterpriseView } from './enterprise.view.js';
import { begun, changed, differences, given, renamed } from './organisation.history.js';
import { OrganisationRepository } from './organisation.repository.js';
import type { OrganisationRow } from './organisation.repository.js';

/** Enterprises as the administrator keeps them. */
@Injectable()
export class EnterpriseService {
  constructor(
    private readonly door: Door,
    private readonly organisations: OrganisationRepository,
    private readonly areas: AreaRepository,
    private readonly hazards: HazardScope,
    private readonly todos: TodoRepository,
  ) {}

  create(requested: Requested, dto: NewEnterpriseDto): Promise<Answer<EnterpriseView>> {
    requested.permit('enterprise.manage');
    return this.door.write(requested, async (writing) => {
      const row = await this.add(writing, requested, dto);
      return created(enterpriseView(row), `/api/v1/enterprises/${row.id}`);
    });
  }

  /** `id`: where the caller has one to keep (the demonstration county). */
  async add(writing: Writing, requested: Requested, dto: NewEnterpriseDto, id: string = newId()): Promise<OrganisationRow> {
    const { countyCode } = requested.caller.organisation;
    const { areaCode, name, riskFeatures = [], ...traits } = dto;
    const area = await this.areas.hold(writing, areaCode);
    judge([...await this.clashes(writing, requested, id, dto, countyCode), ...placementFaults('ENTERPRISE', area, countyCode)]);
    if (!area) throw refuse('AREA_UNKNOWN', {}, 'areaCode');
    const row = begun(writing, { ...given(traits), id, kind: 'ENTERPRISE', name, riskFeatures: [...new Set(riskFeatures)], ...placed(area) });
    await this.organisations.insert(writing, row);
    return { ...row, areaName: area.name };
  }

  change(requested: Requested, id: string, dto: EnterpriseChangeDto): Promise<Answer<EnterpriseView>> {
    return this.door.write(requested, async (writing) => {
      if (dto.parentId) await this.organisations.holdParents(writing, requested.caller.organisation.countyCode);
      const row = (await this.organisations.lock(writing, requested.reachFor('enterprise.manage'), [id])).get(id);
      if (row?.kind !== 'ENTERPRISE') throw refuse('NOT_FOUND');
      requested.permit('enterprise.manage');
      requested.mustMatch(row.version);
      const change = changeOf(row, dto);
      const empty: Reason[] = Object.keys(change).length === 0 ? [{ code: 'EMPTY_CHANGE' }] : [];
      const merged: Reason[] = row.mergedIntoId ? [{ code: 'ORGANISATION_MERGED' }] : [];
      judge([...merged, ...await this.clashes(writing, requested, id, change, row.countyCode), ...empty]);
      if (Object.keys(differences(row, change)).length === 0) return ok(enterpriseView(row));
      const after = changed(writing, row, change, 'patch', await renamed(this.hazards, writing, row, change));
      this.organisations.update(writing, [after]);
      if (after.status !== row.status) this.todos.organisationChanged(writing, id);
      return ok(enterpriseView(after));
    });
  }

  /** A credit code is unique in the county; a parent is another enterprise in reach, and no branch of this one, nor a branch's branch. */
  private async clashes(writing: Writing, requested: Requested, id: string, asked: { creditCode?: string | null; parentId?: string | null }, countyCode: string): Promise<Reason[]> {
    const reasons: Reason[] = [];
    if (asked.creditCode) {
      const holder = await this.organisations.idByCreditCode(writing, countyCode, asked.creditCode);
      if (holder !== null && holder !== id) reasons.push({ code: 'ALREADY_EXISTS', params: { what: '统一社会信用代码' }, path: 'creditCode' });
    }
    if (asked.parentId) {
      const parent = (await this.organisations.lock(writing, requested.reachFor('enterprise.manage'), [asked.parentId])).get(asked.parentId);
      const fits = parent?.kind === 'ENTERPRISE' && !await this.organisations.isAbove(writing, id, parent.id);
      if (!fits) reasons.push({ code: 'REFERENCE_UNKNOWN', params: { what: '总公司' }, path: 'parentId' });
    }
    return reasons;
  }
}

/** With its credit code a provisional enterprise is a registered one. */
function changeOf(row: OrganisationRow, dto: EnterpriseChangeDto): Partial<OrganisationRow> {
  const change = given(dto);
  return {
    ...change,
    ...(change.riskFeatures && { riskFeatures: [...new Set(change.riskFeatures)] }),
    ...(change.creditCode && row.provisional && { provisional: false }),
  };
}
