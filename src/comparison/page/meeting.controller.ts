import { Controller, Get, Param, Query } from '@nestjs/common';
import { shown } from '../../pages/layout.js';
import type { Answer } from '../../platform/http/answer.js';
import { From } from '../../platform/http/asked.js';
import { Can, Public } from '../../platform/http/can.decorator.js';
import { Page, Visiting } from '../../platform/http/page.door.js';
import type { Visit } from '../../platform/http/page.door.js';
import { Requested } from '../../platform/http/requested.js';
import { IdPipe } from '../../platform/http/validation.js';
import { ComparisonQuery, MeetingQuery, OutcomeQuery, PairQuery } from '../comparison.dto.js';
import { ComparisonReader } from '../comparison.reader.js';
import { portionOf } from '../comparison.scope.js';
import { Behind, figuresOfTown, figureViews } from '../figures.js';
import { ResultReader } from '../result.reader.js';
import { outcomeView, pairView, townView } from '../result.view.js';
import type { OutcomeView } from '../result.view.js';
import { listPage, MEETING_PATH, meetingPage } from './meeting.page.js';
import type { Meeting } from './meeting.page.js';
import { MEETING_STYLE, MEETING_STYLE_PATH } from './meeting.style.js';

/** Shown at once; the workbook has all. */
const PAIRS = 60;
const HAZARDS = 100;

/** 大比对 for the bureau's meeting: the same readers and the same scope as the API. */
@Controller()
export class MeetingController {
  constructor(private readonly reader: ComparisonReader, private readonly results: ResultReader) {}

  @Public() @Page()
  @Get(MEETING_STYLE_PATH)
  style(): Answer<null> {
    return { status: 200, body: null, text: MEETING_STYLE, headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' } };
  }

  @Can('comparison.read') @Page()
  @Get(MEETING_PATH)
  async list(@From() requested: Requested, @Visiting() visit: Visit): Promise<Answer<null>> {
    requested.permit('comparison.read');
    const { items } = await this.reader.list(requested, Object.assign(new ComparisonQuery(), { limit: 100 }));
    return shown({ title: '大比对', visit, main: listPage(items) });
  }

  @Can('comparison.read') @Page()
  @Get(`${MEETING_PATH}/:id`)
  async one(@From() requested: Requested, @Visiting() visit: Visit, @Param('id', IdPipe) id: string, @Query() { town }: MeetingQuery): Promise<Answer<null>> {
    const comparison = await this.reader.view(requested, id);
    requested.permit('comparison.read');
    return shown({ title: comparison.name, visit, main: meetingPage(await this.meeting(requested, comparison, town)) });
  }

  private async meeting(requested: Requested, comparison: Meeting['comparison'], code: string | undefined): Promise<Meeting> {
    const nothing: Meeting = { comparison, towns: [], chosen: null, pairs: [], morePairs: false, missed: [], playedDown: [] };
    if (comparison.state !== 'DONE' && comparison.state !== 'PUBLISHED') return nothing;
    const row = await this.reader.one(requested, comparison.id);
    const portion = portionOf(requested, row);
    const towns = (await this.reader.towns(row, portion)).map(({ figures }) => townView(figures, figureViews(figuresOfTown(figures), new Behind())));
    const chosen = towns.find(({ townCode }) => code !== undefined && townCode === code) ?? null;
    const listed = async (filters: Partial<OutcomeQuery>): Promise<OutcomeView[]> =>
      (await this.results.hazards(row, portion, Object.assign(new OutcomeQuery(), { limit: HAZARDS, ...filters, ...(chosen?.townCode && { townCode: [chosen.townCode] }) }))).items.map(outcomeView);
    const pairs = await this.results.pairs(row, portion, Object.assign(new PairQuery(), { limit: PAIRS, ...(chosen?.townCode ? { townCode: [chosen.townCode], shown: true } : { decision: ['UNDECIDED'] }) }));
    const [missed, differing] = await Promise.all([listed({ missed: ['MISSED'] }), listed({ finding: ['LEVEL_DIFFERS'] })]);
    const playedDown = differing.filter(({ findings }) => findings.some(({ message }) => message.startsWith('镇级定为一般')));
    return { comparison, towns, chosen, pairs: pairs.items.map((pair) => pairView(pair, portion === null)), morePairs: pairs.nextCursor !== null, missed, playedDown };
  }
}
