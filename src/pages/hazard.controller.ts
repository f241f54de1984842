import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Refused } from '../domain/refusal.js';
import { labelOf } from '../domain/labels.js';
import { HazardReader } from '../hazards/hazard.reader.js';
import { MoveDesk } from '../hazards/move.desk.js';
import { MoveEdits } from '../hazards/move.edits.js';
import { MOVE_ROUTES } from '../hazards/move.routes.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Page, PAGES_PATH, Visiting } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { sentencesOf } from '../platform/http/problem.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { bodyOf, PAGE_MOVES } from './hazard.forms.js';
import { editOf, PAGE_EDITS } from './hazard.preparing.js';
import type { PageEdit } from './hazard.preparing.js';
import { ATTACH } from './hazard.attaching.js';
import { DoneQuery } from './hazard.query.js';
import { HazardShowing, NOTHING_TRIED } from './hazard.showing.js';
import { seeOther } from './layout.js';


/** The page behind a todo. It reads through the readers and acts through the desk of the API: it has no rules of its own. */
@Controller()
export class HazardPageController {
  constructor(
    private readonly hazards: HazardReader,
    private readonly desk: MoveDesk,
    private readonly edits: MoveEdits,
    private readonly showing: HazardShowing,
  ) {}

  @Can('hazard.read') @Page()
  @Get(`${PAGES_PATH}/hazards/:id`)
  read(@From() requested: Requested, @Visiting() visit: Visit, @Param('id') id: string, @Query() { done }: DoneQuery): Promise<Answer<null>> {
    const move = [...PAGE_MOVES, ...PAGE_EDITS, ATTACH].find((one) => one === done);
    return this.showing.page(requested, visit, id, move ? { ...NOTHING_TRIED, message: { bad: false, sentences: [`已办理：${labelOf('move', move)}`] } } : NOTHING_TRIED);
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
      return this.showing.page(requested, visit, id, { message: { bad: true, sentences: sentencesOf(error) }, tried, typed, status: error.status });
    }
  }

  private async edit(requested: Requested, id: string, edit: PageEdit, fields: Record<string, string>): Promise<Answer<null>> {
    const { hazard } = await this.hazards.one(requested.reach, id);
    const body = editOf(edit, fields, hazard.fiveInPlace.contingencyPlan);
    await (edit === 'patch' ? this.edits.patch(requested, id, body) : this.edits.five(requested, id, body));
    return seeOther(`${PAGES_PATH}/hazards/${id}?done=${edit}`);
  }
}
