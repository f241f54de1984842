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
import type { NewOrganisationDto, OrganisationChangeDto } from './organisation.dto.js';
import { begun, changed, differences, given, renamed } from './organisation.history.js';
import { OrganisationRepository } from './organisation.repository.js';
import type { OrganisationRow } from './organisation.repository.js';
import { organisationView } from './organisation.view.js';
import type { OrganisationView } from './organisation.view.js';

/** The authorities of the county. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly door: Door,
    private readonly organisations: OrganisationRepository,
    private readonly areas: AreaRepository,
    private readonly hazards: HazardScope,
    private readonly todos: TodoRepository,
  ) {}

  create(requested: Requested, dto: NewOrganisationDto): Promise<Answer<OrganisationView>> {
    requested.permit('organisation.manage');
    return this.door.write(requested, async (writing) => {
      const row = await this.add(writing, requested, dto);
      return created(organisationView(row), `/api/v1/organisations/${row.id}`);
    });
  }

  /** `id`: where the caller has one to keep (the demonstration county). */
  async add(writing: Writing, requested: Requested, dto: NewOrganisationDto, id: string = newId()): Promise<OrganisationRow> {
    const { kind, name, shortNames = [], address = null, areaCode } = dto;
    const area = await this.areas.hold(writing, areaCode);
    judge(placementFaults(kind, area, requested.caller.organisation.countyCode));
    if (!area) throw refuse('AREA_UNKNOWN', {}, 'areaCode');
    if (await this.organisations.namesake(writing, { kind, areaCode, name })) throw refuse('ALREADY_EXISTS', { what: '监管单位' }, 'name');
    const row = begun(writing, { id, kind, name, shortNames, address, ...placed(area) });
    await this.organisations.insert(writing, row);
    return { ...row, areaName: area.name };
  }

  change(requested: Requested, id: string, dto: OrganisationChangeDto): Promise<Answer<OrganisationView>> {
    return this.door.write(requested, async (writing) => {
      const row = (await this.organisations.lock(writing, requested.reachFor('organisation.manage'), [id])).get(id);
      if (!row) throw refuse('NOT_FOUND');
      requested.permit('organisation.manage');
      requested.mustMatch(row.version);
      judge(await this.faults(writing, requested, row, dto));
      const change = given(dto);
      if (Object.keys(differences(row, change)).length === 0) return ok(organisationView(row));
      const after = changed(writing, row, change, 'patch', await renamed(this.hazards, writing, row, change));
      this.organisations.update(writing, [after]);
      if (after.status !== row.status) this.todos.organisationChanged(writing, id);
      return ok(organisationView(after));
    });
  }

  private async faults(writing: Writing, requested: Requested, row: OrganisationRow, dto: OrganisationChangeDto): Promise<Reason[]> {
    const reasons: Reason[] = Object.keys(given(dto)).length === 0 ? [{ code: 'EMPTY_CHANGE' }] : [];
    if (dto.status === 'CEASED' && row.id === requested.caller.organisation.id) {
      reasons.push({ code: 'STILL_IN_USE', params: { why: '本人所在单位' }, path: 'status' });
    }
    if (row.mergedIntoId) reasons.push({ code: 'ORGANISATION_MERGED' });
    const namesake = row.kind === 'ENTERPRISE' ? null : await this.organisations.namesake(writing, { ...row, ...given(dto) });
    if (namesake && namesake !== row.id) reasons.push({ code: 'ALREADY_EXISTS', params: { what: '监管单位' }, path: 'name' });
    return reasons;
  }
}
