import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Cursors, pageAnswer } from '../platform/http/cursor.js';
import { AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { CLAUSES } from '../reference/reference.js';
import type { Clause } from '../reference/reference.js';
import { ClauseQuery } from './clause.dto.js';
import { sectorsOf } from './clause.sectors.js';
import { clauseView, ClauseView } from './clause.view.js';

@ApiTags('判定标准')
@Controller('standards')
export class StandardsController {
  constructor(private readonly cursors: Cursors) {}

  /** 重大事故隐患判定标准的条款 */
  @Get('clauses')
  @Can('standards.read')
  @AnswersPage(ClauseView, '条款')
  @Refuses('CURSOR_INVALID')
  clauses(@From() requested: Requested, @Query() query: ClauseQuery): Answer {
    requested.permit('standards.read');
    const page = this.cursors.pageOfAll(CLAUSES.filter((clause) => fits(clause, query)), query, (clause) => CLAUSES.indexOf(clause));
    return pageAnswer({ ...page, items: page.items.map(clauseView) }, requested, query);
  }
}

export function fits(clause: Clause, { sector, q }: Pick<ClauseQuery, 'sector' | 'q'>): boolean {
  const inSector = !sector || sectorsOf(clause).some((one) => sector.includes(one));
  return inSector && (!q || [clause.code, clause.article, clause.sector, clause.text].some((text) => text.includes(q)));
}
