import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Answer } from '../../platform/http/answer.js';
import { ok } from '../../platform/http/answer.js';
import { From } from '../../platform/http/asked.js';
import { Can, Multipart } from '../../platform/http/can.decorator.js';
import { Cursors, filterHashOf, pageAnswer, pageOf } from '../../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../../platform/http/refuses.decorator.js';
import type { Requested } from '../../platform/http/requested.js';
import { readUpload } from '../../platform/http/upload.js';
import { IdPipe } from '../../platform/http/validation.js';
import { FileStore } from '../../platform/storage/store.js';
import { CODE_SETS } from '../words.js';
import { ImportAsked, ImportRowsQuery } from './import.dto.js';
import { ImportReader } from './import.reader.js';
import { ImportRowView, importRowView, ImportView, importView } from './import.view.js';
import { ImportService } from './import.service.js';
import { Template } from './template.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FORM = {
  type: 'object', required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary', description: 'XLSX 或 CSV（UTF-8、GB18030），不超过 20 MB、100,000 条隐患（同一台账编号在几张表中只计一条）；以文件内容为准，不看文件名。不接受 .xls、含宏或加密的文件' },
    dryRun: { type: 'boolean', description: '只检查、不登记；检查后用 commit 提交', example: true },
    codeSet: { type: 'string', enum: [...CODE_SETS], description: '等级用数字书写时须说明：LEVEL_0_1（0 一般、1 重大）或 LEVEL_1_2（1 一般、2 重大）' },
  },
};
const FILE_FAULTS = ['SHEET_TYPE_NOT_ALLOWED', 'SHEET_OLD_EXCEL', 'SHEET_ENCRYPTED', 'SHEET_HAS_MACROS', 'SHEET_DAMAGED', 'SHEET_UNFOLDS_TOO_FAR', 'SHEET_TOO_LARGE', 'SHEET_CHARSET_UNKNOWN', 'SHEET_EMPTY', 'HEADER_NOT_FOUND'] as const;

@ApiTags('Excel 导入导出')
@Controller('imports')
export class ImportController {
  constructor(
    private readonly service: ImportService,
    private readonly reader: ImportReader,
    private readonly template: Template,
    private readonly store: FileStore,
    private readonly cursors: Cursors,
  ) {}

  @Post()
  @Can('import.post')
  @Multipart()
  @HttpCode(202)
  @ApiOperation({
    summary: '导入隐患表格',
    description: '表头可在标题和合并单元格之下，列名用常见叫法即可。按“统一社会信用代码＋自编号”或台账编号认出同一条：同一文件再次导入不增加，改过的只修改改动之处。以上传人的身份登记，监管单位登记的企业自查按代报。空单元格不清除已有内容。',
  })
  @ApiBody({ schema: FORM })
  @Answers(202, ImportView, '已接收，排队办理')
  @Refuses(...FILE_FAULTS, 'WRONG_COUNT', 'WRONG_CODE')
  async post(@From() requested: Requested, @Query() query: ImportAsked, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Answer> {
    return this.service.post(requested, query, await readUpload(request, response, this.store));
  }

  @Get('template')
  @Can('import.read')
  @ApiOperation({ summary: '下载登记模板', description: '含下拉列表和各列的填写说明；填好即可导入。' })
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: '模板', schema: { type: 'string', format: 'binary' } })
  async templateFile(@From() requested: Requested): Promise<Answer> {
    requested.permit('import.read');
    return this.template.answer(requested);
  }

  @Get(':id')
  @Can('import.read')
  @ApiOperation({ summary: '导入的状态和合计' })
  @Answers(200, ImportView, '导入')
  @Refuses('NOT_FOUND', 'WRONG_UUID')
  async one(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer> {
    const job = await this.reader.one(requested.caller.organisation, id);
    requested.permit('import.read');
    return ok(importView(job));
  }

  @Get(':id/rows')
  @Can('import.read')
  @ApiOperation({ summary: '逐行结果：新登记、有修改、无变化、退回及原因' })
  @AnswersPage(ImportRowView, '逐行结果，按文件中的次序')
  @Refuses('NOT_FOUND', 'WRONG_UUID', 'CURSOR_INVALID')
  async rows(@From() requested: Requested, @Param('id', IdPipe) id: string, @Query() query: ImportRowsQuery): Promise<Answer> {
    await this.reader.one(requested.caller.organisation, id);
    requested.permit('import.read');
    const bound = filterHashOf({ ...query, importId: id });
    const [after = 0] = query.cursor === undefined ? [] : this.cursors.open(query.cursor, bound);
    const rows = await this.reader.rows(id, Number(after), query.limit, query.outcome);
    const { items, nextCursor } = pageOf(rows, query.limit, (last) => this.cursors.seal([last.position], bound));
    return pageAnswer({ items: items.map(importRowView), nextCursor, ...(await this.reader.totalOf(id, query)) }, requested, query);
  }

  @Get(':id/workbook')
  @Can('import.read')
  @ApiOperation({ summary: '下载标注后的文件', description: '与所传文件相同，退回的单元格标红并附批注，末列为结果；改正后可直接再次导入。' })
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: '标注后的文件', schema: { type: 'string', format: 'binary' } })
  @Refuses('NOT_FOUND', 'WRONG_UUID', 'IMPORT_STATE', 'FILE_GONE')
  workbook(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.service.workbook(requested, id);
  }

  @Post(':id/commit')
  @Can('import.post')
  @HttpCode(202)
  @ApiOperation({ summary: '提交已检查的导入', description: '由上传人提交，以上传人的身份登记。' })
  @Answers(202, ImportView, '已提交，排队办理')
  @Refuses('NOT_FOUND', 'IMPORT_STATE', 'FILE_GONE')
  commit(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.service.commit(requested, id);
  }
}
