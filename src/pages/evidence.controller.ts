import { Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Refused } from '../domain/refusal.js';
import { EvidenceContent } from '../evidence/evidence.content.js';
import { EvidenceService } from '../evidence/evidence.service.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can, Multipart } from '../platform/http/can.decorator.js';
import { Page, PAGES_PATH, Visiting } from '../platform/http/page.door.js';
import type { PageRequest, Visit } from '../platform/http/page.door.js';
import { readPageUpload } from '../platform/http/page.upload.js';
import { sentencesOf } from '../platform/http/problem.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { FileStore } from '../platform/storage/store.js';
import { ATTACH } from './hazard.attaching.js';
import { HazardShowing } from './hazard.showing.js';
import { seeOther } from './layout.js';

/** Photos and papers of a hazard on its page: put there and fetched by the services of the API. */
@Controller()
export class EvidencePageController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly content: EvidenceContent,
    private readonly store: FileStore,
    private readonly showing: HazardShowing,
  ) {}

  /** Whoever may not, or does not see the hazard, is told so before his file is read. */
  @Can('hazard.attach') @Page() @Multipart()
  @Post(`${PAGES_PATH}/hazards/:id/evidence`)
  async attach(
    @From() requested: Requested, @Visiting() visit: Visit, @Param('id', IdPipe) id: string, @Req() request: PageRequest, @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<null>> {
    await this.evidence.judgeAhead(requested, id);
    const sent = await readPageUpload(request, response, this.store);
    try {
      await this.evidence.attach(sent.requested, id, sent.upload);
      return seeOther(`${PAGES_PATH}/hazards/${id}?done=${ATTACH}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { kind } = sent.upload.fields;
      return this.showing.page(sent.requested, visit, id, { message: { bad: true, sentences: sentencesOf(error) }, tried: ATTACH, typed: typeof kind === 'string' ? { kind } : {}, status: error.status });
    }
  }

  /** The same right and the same check of the hash as `GET /evidence/{id}/content`. */
  @Can('hazard.read') @Page()
  @Get(`${PAGES_PATH}/evidence/:id/content`)
  picture(@From() requested: Requested, @Param('id', IdPipe) id: string, @Headers('range') range?: string): Promise<Answer> {
    return this.content.answer(requested, id, range === undefined ? {} : { range });
  }
}
