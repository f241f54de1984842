import { Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVIDENCE_KINDS } from '../domain/hazard.js';
import { HazardReader } from '../hazards/hazard.reader.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can, Multipart } from '../platform/http/can.decorator.js';
import { Cursors, filterHashOf, pageAnswer, pageOf } from '../platform/http/cursor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import type { Requested } from '../platform/http/requested.js';
import { readUpload } from '../platform/http/upload.js';
import { IdPipe } from '../platform/http/validation.js';
import { MEDIA } from '../platform/media/media-type.js';
import { FileStore } from '../platform/storage/store.js';
import { EvidenceContent } from './evidence.content.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceView, evidenceView } from './evidence.view.js';

/** Beyond it a file is not read before its hazard is known to be there; below it all reasons keep the contract's order. */
const SMALL_BYTES = 1_000_000;
const FORM = {
  type: 'object', required: ['file', 'kind'],
  properties: {
    file: { type: 'string', format: 'binary', description: 'JPEG、PNG、WebP、PDF、DOCX、XLSX 或 MP4，不超过 20 MB；以文件内容为准，不看文件名' },
    kind: { type: 'string', enum: [...EVIDENCE_KINDS], description: '整改前、整改后、文件、治理方案、签字单', example: 'AFTER' },
    takenAt: { type: 'string', format: 'date-time', description: '拍摄或形成的时刻', example: '2026-11-21T06:50:00Z' },
  },
};

@ApiTags('整改佐证')
@Controller()
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly content: EvidenceContent,
    private readonly reader: EvidenceReader,
    private readonly hazards: HazardReader,
    private readonly store: FileStore,
    private readonly cursors: Cursors,
  ) {}

  @Post('hazards/:id/evidence')
  @Can('hazard.attach')
  @Multipart()
  @ApiOperation({ summary: '上传佐证', description: '带 Idempotency-Key 时，比较的是各字段和文件的 SHA-256。上传中断不留下任何内容。' })
  @ApiBody({ schema: FORM })
  @Answers(201, EvidenceView, '已上传')
  @Refuses('EVIDENCE_TYPE_NOT_ALLOWED', 'NOT_FOUND', 'WRONG_CODE', 'WRONG_INSTANT', 'WRONG_COUNT', 'MOVE_NOT_ALLOWED', 'EVIDENCE_LIMIT', 'TAKEN_IN_FUTURE', 'VERSION_STALE')
  async attach(@From() requested: Requested, @Param('id', IdPipe) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Answer> {
    if (Number(request.headers['content-length'] ?? 0) > SMALL_BYTES) await this.evidence.judgeAhead(requested, id);
    return this.evidence.attach(requested, id, await readUpload(request, response, this.store));
  }

  @Get('hazards/:id/evidence')
  @Can('hazard.read')
  @ApiParam({ name: 'id', description: '隐患编号（UUID）或台账编号', example: '140525100-2026-000001' })
  @ApiOperation({ summary: '一条隐患的佐证，按上传先后' })
  @AnswersPage(EvidenceView, '佐证')
  @Refuses('NOT_FOUND', 'CURSOR_INVALID')
  async list(@From() requested: Requested, @Param('id') key: string, @Query() query: PageQuery): Promise<Answer> {
    const { hazard } = await this.hazards.one(requested.reach, key);
    requested.permit('hazard.read');
    const filters = filterHashOf({ hazardId: hazard.id });
    const [after] = query.cursor === undefined ? [] : this.cursors.open(query.cursor, filters);
    const rows = await this.reader.listOf(hazard.id, (after as string | undefined) ?? null, query.limit);
    const { items, nextCursor } = pageOf(rows, query.limit, (last) => this.cursors.seal([last.id], filters));
    return pageAnswer({ items: items.map((row) => evidenceView(requested.caller, row)), nextCursor, ...(await this.reader.totalOf(hazard.id, query)) }, requested, query);
  }

  @Get('evidence/:id/content')
  @Can('hazard.read')
  @ApiOperation({ summary: '下载佐证', description: '总是作为附件下载。送出之前核对 SHA-256，不符时答 500 并记录。' })
  @ApiHeader({ name: 'Range', required: false, description: '单个范围，例如 bytes=0-1023；多个范围时答复整个文件' })
  @ApiProduces(...Object.values(MEDIA).map(({ mediaType }) => mediaType))
  @ApiResponse({ status: 200, description: '整个文件', schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 206, description: '文件的一部分', schema: { type: 'string', format: 'binary' } })
  @Refuses('NOT_FOUND', 'WRONG_UUID', 'RANGE_NOT_SATISFIABLE')
  download(@From() requested: Requested, @Param('id', IdPipe) id: string, @Headers('range') range?: string, @Headers('if-range') ifRange?: string): Promise<Answer> {
    return this.content.answer(requested, id, { ...(range !== undefined && { range }), ...(ifRange !== undefined && { ifRange }) });
  }
}
