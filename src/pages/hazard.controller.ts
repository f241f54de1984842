import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { Refused } from '../domain/refusal.js';
import { labelOf } from '../domain/labels.js';
import { EvidenceContent } from '../evidence/evidence.content.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { evidenceView } from '../evidence/evidence.view.js';
import { HazardLooking } from '../hazards/hazard.looking.js';
import { HazardReader } from '../hazards/hazard.reader.js';
import type { HazardView } from '../hazards/hazard.whole.view.js';
import { MoveDesk } from '../hazards/move.desk.js';
import { MoveEdits } from '../hazards/move.edits.js';
import { MOVE_ROUTES } from '../hazards/move.routes.js';
import { timelineView } from '../hazards/timeline.view.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Config } from '../platform/config/config.js';
import { Page, PAGES_PATH, Visiting } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { sentencesOf } from '../platform/http/problem.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { TodoReader } from '../todos/todo.reader.js';
import { bodyOf, PAGE_MOVES } from './hazard.forms.js';
import { editOf, PAGE_EDITS } from './hazard.preparing.js';
import type { PageEdit } from './hazard.preparing.js';
import { hazardPage } from './hazard.page.js';
import type { HazardSeen } from './hazard.page.js';
import { DoneQuery } from './hazard.query.js';
import { seeOther, shown } from './layout.js';

const EVIDENCE_SHOWN = 200;
type Tried = Pick<HazardSeen, 'message' | 'tried' | 'typed'> & { status?: number };
const NOTHING_TRIED: Tried = { message: null, tried: null, typed: {} };

/** The page behind a todo. It reads through the readers and acts through the desk of the API: it has no rules of its own. */
@Controller()
export class HazardPageController {
  constructor(
    private readonly hazards: HazardReader,
    private readonly looking: HazardLooking,
    private readonly desk: MoveDesk,
    private readonly edits: MoveEdits,
    private readonly evidence: EvidenceReader,
    private readonly content: EvidenceContent,
    private readonly todos: TodoReader,
    private readonly config: Config,
  ) {}

  @Can('hazard.read') @Page()
  @Get(`${PAGES_PATH}/hazards/:id`)
  read(@From() requested: Requested, @Visiting() visit: Visit, @Param('id') id: string, @Query() { done }: DoneQuery): Promise<Answer<null>> {
    const move = [...PAGE_MOVES, ...PAGE_EDITS].find((one) => one === done);
    return this.page(requested, visit, id, move ? { ...NOTHING_TRIED, message: { bad: false, sentences: [`已办理：${labelOf('move', move)}`] } } : NOTHING_TRIED);
  }

  /** The version that the page showed goes with the form: what has changed since is not signed unseen. */
  @Can('hazard.read') @Page()
  @Post(`${PAGES_PATH}/hazards/:id`)
  async act(@From() requested: Requested, @Visiting() visit: Visit, @Param('id', IdPipe) id: string, @Body() fields: Record<string, string>): Promise<Answer<null>> {
    try {
      const edit = PAGE_EDITS.find((one) => one === fields['move']);
      if (edit) return await this.edit(requested, id, edit, fields);
      const { move, body } = bodyOf(fields);
      await this.desk.one(move, MOVE_ROUTES[move], requested, id, body);
      return seeOther(`${PAGES_PATH}/hazards/${id}?done=${move}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { password: _never, ...typed } = fields;
      const tried = [...PAGE_MOVES, ...PAGE_EDITS].find((one) => one === fields['move']) ?? null;
      return this.page(requested, visit, id, { message: { bad: true, sentences: sentencesOf(error) }, tried, typed, status: error.status });
    }
  }

  private async edit(requested: Requested, id: string, edit: PageEdit, fields: Record<string, string>): Promise<Answer<null>> {
    const { hazard } = await this.hazards.one(requested.reach, id);
    const body = editOf(edit, fields, hazard.fiveInPlace.contingencyPlan);
    await (edit === 'patch' ? this.edits.patch(requested, id, body) : this.edits.five(requested, id, body));
    return seeOther(`${PAGES_PATH}/hazards/${id}?done=${edit}`);
  }

  /** The same right and the same check of the hash as `GET /evidence/{id}/content`. */
  @Can('hazard.read') @Page()
  @Get(`${PAGES_PATH}/evidence/:id/content`)
  picture(@From() requested: Requested, @Param('id', IdPipe) id: string, @Headers('range') range?: string): Promise<Answer> {
    return this.content.answer(requested, id, range === undefined ? {} : { range });
  }

  private async page(requested: Requested, visit: Visit, id: string, { status = 200, ...tried }: Tried): Promise<Answer<null>> {
    const { caller, reach } = requested;
    const dossier = await this.hazards.one(reach, id);
    requested.permit('hazard.read');
    const [view, facts, evidence, kinds] = await Promise.all([
      this.looking.view(requested, dossier), this.hazards.facts(dossier.hazard.id),
      this.evidence.listOf(dossier.hazard.id, null, EVIDENCE_SHOWN), this.todos.kindsOpen(caller, dossier.hazard.id),
    ]);
    const hazard = view as unknown as HazardView;
    const main = hazardPage({
      visit, caller, hazard, kinds, zone: this.config.countyZone, ...tried,
      evidence: evidence.slice(0, EVIDENCE_SHOWN).map((row) => evidenceView(caller, row)), timeline: timelineView(caller, facts),
    });
    return shown({ title: hazard.ledgerNo, visit, main, status });
  }
}
