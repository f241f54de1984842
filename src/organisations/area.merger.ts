import { Injectable } from '@nestjs/common';
import { compareDays } from '../domain/deadline.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { HazardScope } from '../hazards/scope.repository.js';
import { TodoRepository } from '../todos/todo.repository.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import type { MergeAreaDto } from './area.dto.js';
import type { AreaEntity } from './area.entity.js';
import { AreaRepository } from './area.repository.js';
import { areaView } from './area.view.js';
import type { AreaView } from './area.view.js';
import { changed } from './organisation.history.js';
import { OrganisationRepository } from './organisation.repository.js';

/** 撤并乡镇 (contract §2): the area ends, scope follows its successor; ledger numbers and frozen figures stay. */
@Injectable()
export class AreaMerger {
  constructor(
    private readonly door: Door,
    private readonly areas: AreaRepository,
    private readonly organisations: OrganisationRepository,
    private readonly hazards: HazardScope,
    private readonly todos: TodoRepository,
  ) {}

  merge(requested: Requested, code: string, dto: MergeAreaDto): Promise<Answer<AreaView>> {
    const successorCode = successorOf(dto);
    return this.door.write(requested, async (writing) => {
      const { countyCode } = requested.caller.organisation;
      const found = await this.areas.lock(writing, countyCode, [code, successorCode]);
      const area = found.get(code);
      if (!area) throw refuse('NOT_FOUND');
      requested.permit('area.manage');
      requested.mayMatch(area.version);
      const into = found.get(successorCode);
      const on = dto.on ?? writing.today;
      judge(faults(area, into, on, writing.today));
      return ok(areaView(await this.end(writing, area, successorCode, on)));
    });
  }

  private async end(writing: Writing, area: AreaEntity, successorCode: string, on: string): Promise<AreaEntity> {
    const organisationCount = await this.moveOrganisations(writing, area, successorCode);
    const hazardCount = await this.hazards.areaMerged(writing, area.countyCode, area.code, successorCode);
    const fact = writing.record({
      objectKind: 'AREA', objectId: area.id, countyCode: area.countyCode, move: 'merge',
      detail: { code: area.code, successorCode, on, organisationCount, hazardCount },
    }, { version: area.version, hash: area.headHash });
    const ended = { ...area, version: fact.version, headHash: fact.hash, validTo: on, successorCode };
    this.areas.end(writing, ended);
    this.todos.placeChanged(writing, area.countyCode, [successorCode]);
    return ended;
  }

  /** The centre of the ended town works on, for the successor, beside the centre there: the people are the same. */
  private async moveOrganisations(writing: Writing, area: AreaEntity, successorCode: string): Promise<number> {
    const rows = await this.organisations.lockTown(writing, area.countyCode, area.code);
    const moved = rows.map((row) => changed(writing, row, { areaCode: successorCode, townCode: successorCode }, 'follow-area'));
    this.organisations.update(writing, moved);
    return moved.length;
  }
}

function successorOf({ successorCode, intoCode }: MergeAreaDto): string {
  const code = successorCode ?? intoCode;
  if (code === undefined || (intoCode !== undefined && intoCode !== code)) throw refuse('REQUIRED', undefined, 'successorCode');
  return code;
}

function faults(area: AreaEntity, into: AreaEntity | undefined, on: string, today: string): Reason[] {
  if (area.validTo) return [{ code: 'AREA_CLOSED' }];
  if (area.level !== 'TOWN') return [{ code: 'AREA_NOT_TOWN' }];
  const reasons: Reason[] = [];
  if (!into) reasons.push({ code: 'AREA_UNKNOWN', path: 'successorCode' });
  else if (into.level !== 'TOWN') reasons.push({ code: 'AREA_NOT_TOWN', path: 'successorCode' });
  else if (into.code === area.code) reasons.push({ code: 'RULE_BROKEN', params: { why: '不能并入自身' }, path: 'successorCode' });
  else if (into.validTo) reasons.push({ code: 'AREA_CLOSED', path: 'successorCode' });
  if (compareDays(on, today) > 0) reasons.push({ code: 'DAY_IN_FUTURE', params: { today }, path: 'on' });
  if (compareDays(on, area.validFrom) < 0) reasons.push({ code: 'RULE_BROKEN', params: { why: '撤销日期早于启用日期' }, path: 'on' });
  return reasons;
}
