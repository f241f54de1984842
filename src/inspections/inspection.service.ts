import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { CHAIN_START } from '../domain/fact.js';
import { judge, refuse } from '../domain/refusal.js';
import { EnterpriseReader } from '../organisations/enterprise.reader.js';
import { created, ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { NewInspectionDto } from './inspection.dto.js';
import type { InspectionEntity } from './inspection.entity.js';
import { InspectionReader } from './inspection.reader.js';
import { InspectionRepository } from './inspection.repository.js';
import { inspectionFaults, inspectionLevelOf, usualMode } from './inspection.rules.js';
import { inspectionView } from './inspection.view.js';
import type { InspectionView } from './inspection.view.js';

/** 检查: recorded by whoever inspected, voided by the same organisation where it was a mistake. */
@Injectable()
export class InspectionService {
  constructor(
    private readonly door: Door,
    private readonly inspections: InspectionRepository,
    private readonly reader: InspectionReader,
    private readonly enterprises: EnterpriseReader,
  ) {}

  record(requested: Requested, dto: NewInspectionDto): Promise<Answer<InspectionView>> {
    requested.permit('inspection.record');
    return this.door.write(requested, async (writing) => {
      const mandate = requested.mandate('inspection.record');
      const organisation = mandate?.organisation ?? requested.caller.organisation;
      const { inspectedOn, mode = usualMode(organisation.kind), enterpriseId, enterpriseCreditCode } = dto;
      if ((enterpriseId === undefined) === (enterpriseCreditCode === undefined)) throw refuse('ENTERPRISE_AMBIGUOUS', undefined, 'enterpriseId');
      const [enterprise = null] = await this.enterprises.lockFor(writing, requested.reachFor('inspection.record'), [{ ...(enterpriseId !== undefined && { id: enterpriseId }), ...(enterpriseCreditCode !== undefined && { creditCode: enterpriseCreditCode }) }]);
      judge(inspectionFaults({ mode, inspectedOn, kind: organisation.kind, today: writing.today, enterprise }));
      if (!enterprise) throw refuse('NOT_FOUND');
      const id = newId();
      const said = {
        enterpriseId: enterprise.id, level: inspectionLevelOf(organisation.kind), mode, inspectedOn, place: dto.place ?? null, note: dto.note ?? null,
        inspectors: dto.inspectors.map(({ name, post, organisation: of }) => ({ name, post: post ?? null, organisation: of ?? null })),
      };
      const fact = writing.record({
        objectKind: 'INSPECTION', objectId: id, countyCode: enterprise.countyCode, move: 'record', onBehalfOf: mandate?.onBehalfOf ?? null, detail: { ...said, organisationId: organisation.id },
      }, { version: 0, hash: CHAIN_START });
      const inspection: InspectionEntity = {
        id, version: fact.version, headHash: fact.hash, cityCode: enterprise.cityCode, countyCode: enterprise.countyCode, ...said, organisationId: organisation.id, organisationName: organisation.name,
        recordedById: requested.caller.id, recordedByName: requested.caller.name, recordedAt: writing.at, voidedAt: null, voidedByName: null, voidReason: null,
      };
      this.inspections.insert(writing, inspection);
      return created(inspectionView({ ...inspection, enterpriseNow: enterprise.id, enterpriseName: enterprise.name, areaCode: enterprise.areaCode }), `/api/v1/inspections/${id}`);
    });
  }

  /** The row stays; comparisons that are run from now on leave it out. */
  markVoid(requested: Requested, id: string, reason: string): Promise<Answer<InspectionView>> {
    return this.door.write(requested, async (writing) => {
      const seen = await this.reader.one(requested.reachFor('inspection.void'), id);
      requested.permit('inspection.void');
      const mandate = requested.mandate('inspection.void');
      if (seen.organisationId !== (mandate?.organisation ?? requested.caller.organisation).id) throw refuse('NOT_THE_REGISTRANT');
      const before = await this.inspections.lock(writing, id);
      requested.mayMatch(before.version);
      if (before.voidedAt !== null) throw refuse('INSPECTION_VOIDED');
      const fact = writing.record({
        objectKind: 'INSPECTION', objectId: id, countyCode: before.countyCode, move: 'void', opinion: reason, onBehalfOf: mandate?.onBehalfOf ?? null,
      }, { version: before.version, hash: before.headHash });
      const after: InspectionEntity = { ...before, version: fact.version, headHash: fact.hash, voidedAt: writing.at, voidedByName: requested.caller.name, voidReason: reason };
      this.inspections.markVoid(writing, after);
      return ok(inspectionView({ ...seen, ...after }));
    });
  }
}
