import { Injectable } from '@nestjs/common';
import { canonical, sha256 } from '../domain/fact.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { PublishDto, SignOffDto } from './comparison.dto.js';
import type { ComparisonTownEntity } from './comparison.entity.js';
import { ComparisonReader } from './comparison.reader.js';
import { ComparisonRepository } from './comparison.repository.js';
import { moved } from './comparison.service.js';
import type { ComparisonView } from './comparison.view.js';
import { Papers } from './documents/papers.js';
import type { SignOff } from './run.state.js';
import { mustAllow } from './run.state.js';
import { townNamed } from './known.js';

/** 公布: freezes the comparison, gives it its number and its hash, and keeps the circular byte for byte. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly door: Door,
    private readonly comparisons: ComparisonRepository,
    private readonly reader: ComparisonReader,
    private readonly papers: Papers,
  ) {}

  async publish(requested: Requested, id: string, { documentNo, followUpBy, signOffs = [] }: PublishDto): Promise<Answer<ComparisonView>> {
    const answer = await this.door.write(requested, async (writing) => {
      const before = await this.comparisons.lock(writing, { reach: requested.reach, organisationId: requested.caller.organisation.id }, id);
      if (!before) throw refuse('NOT_FOUND');
      requested.permit('comparison.publish');
      requested.mayMatch(before.version);
      mustAllow('publish', before.state);
      const towns = await this.reader.towns(before, null);
      const signedOff = signed(towns, signOffs, requested.caller.name, writing.at);
      judge(undecidedFaults(towns, signedOff));
      const year = Number(writing.today.slice(0, 4));
      const number = await this.comparisons.nextNumber(writing, before.countyCode, year);
      const published = {
        state: 'PUBLISHED' as const, circularYear: year, circularNumber: number, documentNo: documentNo ?? null, signedOff,
        publishedAt: writing.at, publishedById: requested.caller.id, publishedByName: requested.caller.name,
      };
      const circular = await this.papers.circular({ ...before, ...published }, writing.today, followUpBy);
      const publishedHash = sha256(canonical({
        id, name: before.name, inputHash: before.inputHash, resultHash: before.resultHash, figures: before.figures, parameters: before.parameters, year, number, documentNo: documentNo ?? null, signedOff,
        circularSha256: circular.sha256,
      }));
      await this.comparisons.putDocument(writing, { comparisonId: id, kind: 'CIRCULAR', ...circular });
      this.comparisons.store(writing, moved(writing, before, { ...published, publishedHash }, {
        move: 'publish', contentHash: publishedHash, detail: { year, number, documentNo: documentNo ?? null, resultHash: before.resultHash, circularSha256: circular.sha256, signedOff },
      }));
      return ok(null);
    });
    return { ...answer, body: await this.reader.view(requested, id), text: undefined };
  }
}

/** A signature counts for a town whose figure is touched; one for another town is a mistake that is told. */
function signed(towns: readonly ComparisonTownEntity[], signOffs: readonly SignOffDto[], by: string, at: string): SignOff[] {
  const named = towns.map(({ town, townCode, figures }) => ({ code: townCode ?? town, name: town, hazards: figures.undecided.value }));
  return signOffs.map(({ town, reason, hazards: seen }, index): SignOff => {
    const found = townNamed(named, town);
    const hazards = named.find(({ name }) => name === found?.name)?.hazards ?? 0;
    if (!found || hazards === 0) throw refuse('REFERENCE_UNKNOWN', { what: '待签发的镇' }, `signOffs[${index}].town`);
    if (seen !== undefined && seen !== hazards) throw refuse('COMPARISON_UNDECIDED', { town: found.name, count: hazards }, `signOffs[${index}].hazards`);
    return { town: found.name, reason, by, at, hazards };
  });
}

/** No circular names a town on an undecided pair (comparison, definition). */
function undecidedFaults(towns: readonly ComparisonTownEntity[], signedOff: readonly SignOff[]): Reason[] {
  return towns.filter(({ town, figures }) => figures.undecided.value > 0 && !signedOff.some((one) => one.town === town))
    .map(({ town, figures }) => ({ code: 'COMPARISON_UNDECIDED', path: 'signOffs', params: { town, count: figures.undecided.value } }));
}
