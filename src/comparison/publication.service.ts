import { Injectable } from '@nestjs/common';
import { canonical, sha256 } from '../domain/fact.js';
import { judge, refuse } from '../domain/refusal.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { PublishDto } from './comparison.dto.js';
import { ComparisonReader } from './comparison.reader.js';
import { ComparisonRepository } from './comparison.repository.js';
import { moved } from './comparison.service.js';
import type { ComparisonView } from './comparison.view.js';
import { Papers } from './documents/papers.js';
import { mustAllow } from './run.state.js';
import { signed, unsigned } from './sign-off.js';

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
    const seen = await this.reader.one(requested, id);
    requested.permit('comparison.publish');
    const read = seen.state === 'DONE' ? await this.papers.material(seen) : null;
    const answer = await this.door.write(requested, async (writing) => {
      const before = await this.comparisons.lock(writing, { reach: requested.reach, organisationId: requested.caller.organisation.id }, id);
      if (!before) throw refuse('NOT_FOUND');
      requested.mayMatch(before.version);
      mustAllow('publish', before.state);
      const undecided = await this.comparisons.undecided(writing, id);
      const signedOff = signed(undecided, signOffs, { by: requested.caller.name, at: writing.at, exactly: requested.ifMatch !== null });
      judge(unsigned(undecided, signedOff));
      const year = Number(writing.today.slice(0, 4));
      const number = await this.comparisons.nextNumber(writing, before.countyCode, year);
      const published = {
        state: 'PUBLISHED' as const, circularYear: year, circularNumber: number, documentNo: documentNo ?? null, signedOff,
        publishedAt: writing.at, publishedById: requested.caller.id, publishedByName: requested.caller.name,
      };
      const material = read && seen.version === before.version ? read : await this.papers.material(before);
      const circular = await this.papers.circular({ ...before, ...published }, material, writing.today, followUpBy);
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
