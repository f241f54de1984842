import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { AREA_CODE_LENGTH } from '../domain/enterprise.js';
import type { AreaLevel } from '../domain/enterprise.js';
import { CHAIN_START } from '../domain/fact.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { created } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import type { NewAreaDto } from './area.dto.js';
import type { AreaEntity } from './area.entity.js';
import { AreaRepository } from './area.repository.js';
import { areaView } from './area.view.js';
import type { AreaView } from './area.view.js';

const LEVEL_OF_LENGTH: Readonly<Record<number, AreaLevel>> = { 4: 'CITY', 6: 'COUNTY', 9: 'TOWN' };
const PARENT_LEVEL: Readonly<Record<AreaLevel, AreaLevel | null>> = { CITY: null, COUNTY: 'CITY', TOWN: 'COUNTY' };

@Injectable()
export class AreaService {
  constructor(private readonly door: Door, private readonly areas: AreaRepository) {}

  create(requested: Requested, dto: NewAreaDto): Promise<Answer<AreaView>> {
    requested.permit('area.manage');
    return this.door.write(requested, async (writing) => {
      const area = await this.add(writing, requested, dto);
      return created(areaView(area), `/api/v1/areas/${area.code}`);
    });
  }

  async add(writing: Writing, requested: Requested, dto: NewAreaDto): Promise<AreaEntity> {
    const { code, name, validFrom = writing.today } = dto;
    const level = dto.level ?? LEVEL_OF_LENGTH[code.length] ?? 'TOWN';
    const above = PARENT_LEVEL[level];
    const parentCode = dto.parentCode ?? (above && code.slice(0, AREA_CODE_LENGTH[above]));
    const parent = parentCode ? await this.areas.hold(writing, parentCode) : undefined;
    judge([...duplicate(await this.areas.hold(writing, code)), ...misplaced({ code, level }, parent, requested)]);
    const draft = {
      code, name, level, validFrom, validTo: null, successorCode: null,
      cityCode: code.slice(0, AREA_CODE_LENGTH.CITY),
      countyCode: level === 'CITY' ? requested.caller.organisation.countyCode : code.slice(0, AREA_CODE_LENGTH.COUNTY),
    };
    const id = newId();
    const fact = writing.record(
      { objectKind: 'AREA', objectId: id, countyCode: draft.countyCode, move: 'create', detail: draft }, { version: 0, hash: CHAIN_START });
    const area: AreaEntity = { id, version: fact.version, headHash: fact.hash, ...draft };
    if (!await this.areas.insert(writing, area)) throw refuse('ALREADY_EXISTS', { what: '区划代码' }, 'code');
    return area;
  }
}

const duplicate = (existing: AreaEntity | undefined): Reason[] =>
  existing ? [{ code: 'ALREADY_EXISTS', params: { what: '区划代码' }, path: 'code' }] : [];

/** A county's administrator arranges the towns of the county; city and county themselves come with the installation. */
function misplaced(dto: Pick<AreaEntity, 'code' | 'level'>, parent: AreaEntity | undefined, { caller }: Requested): Reason[] {
  const byPerson = caller.kind !== 'SYSTEM';
  if (byPerson && dto.level !== 'TOWN') return [{ code: 'AREA_NOT_TOWN', path: 'level' }];
  const above = PARENT_LEVEL[dto.level];
  const strange = above !== null && (!parent || (byPerson && parent.countyCode !== caller.organisation.countyCode));
  if (strange) return [{ code: 'AREA_UNKNOWN', path: 'parentCode' }];
  const reasons: Reason[] = [];
  if (parent?.validTo) reasons.push({ code: 'AREA_CLOSED', path: 'parentCode' });
  if ((parent?.level ?? null) !== above) reasons.push({ code: 'RULE_BROKEN', params: { why: '上级区划的级别不对' }, path: 'parentCode' });
  if (dto.code.length !== AREA_CODE_LENGTH[dto.level] || !dto.code.startsWith(parent?.code ?? '')) {
    reasons.push({ code: 'RULE_BROKEN', params: { why: '代码须以上级区划代码开头，市 4 位、县 6 位、镇 9 位' }, path: 'code' });
  }
  return reasons;
}
