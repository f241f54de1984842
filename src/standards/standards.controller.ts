import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { CLAUSES } from '../reference/reference.js';
import type { Clause } from '../reference/reference.js';
import { ClauseQuery } from './clause.dto.js';
import { sectorsOf } from './clause.sectors.js';
import { ClausePage, clauseView } from './clause.view.js';

@ApiTags('判定标准')
@Controller('standards')
export class StandardsController {
  /** 重大事故隐患判定标准的条款 */
  @Get('clauses')
  @Can('standards.read')
  @ApiOkResponse({ type: ClausePage, description: '条款' })
  clauses(@From() requested: Requested, @Query() query: ClauseQuery): Answer<ClausePage> {
    requested.permit('standards.read');
    return ok({ items: CLAUSES.filter((clause) => fits(clause, query)).map(clauseView), nextCursor: null });
  }
}

export function fits(clause: Clause, { sector, q }: ClauseQuery): boolean {
  const inSector = !sector || sectorsOf(clause).some((one) => sector.includes(one));
  return inSector && (!q || [clause.code, clause.article, clause.sector, clause.text].some((text) => text.includes(q)));
}
