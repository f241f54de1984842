import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../../platform/http/answer.js';
import { ok } from '../../platform/http/answer.js';
import { From } from '../../platform/http/asked.js';
import { Can, Exporting } from '../../platform/http/can.decorator.js';
import { Answers, Refuses, Takes } from '../../platform/http/refuses.decorator.js';
import type { Requested } from '../../platform/http/requested.js';
import { IdPipe } from '../../platform/http/validation.js';
import { EXPORT_EXAMPLES, ExportAsked } from './export.dto.js';
import { ExportReader } from './export.reader.js';
import { ExportService } from './export.service.js';
import { ExportView, exportView } from './export.view.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('Excel 导入导出')
@Controller('exports')
export class ExportController {
  constructor(private readonly service: ExportService, private readonly reader: ExportReader) {}

  @Post()
  @Can('export.ask')
  @Exporting()
  @HttpCode(202)
  @Takes(ExportAsked, EXPORT_EXAMPLES)
  @ApiOperation({ summary: '导出隐患表格', description: '按县里印发的样式（A4 横向）生成 XLSX，最多 100,000 条；范围以申请时的权限为准，下载时再核对。电话按申请人的权限显示。导出的表格可以改好后再导入。' })
  @Answers(202, ExportView, '已接收，排队办理')
  @Refuses('QUERY_TOO_WIDE', 'RANGE_UPSIDE_DOWN')
  ask(@From() requested: Requested, @Body() body: ExportAsked): Promise<Answer> {
    return this.service.ask(requested, body);
  }

  @Get(':id')
  @Can('export.read')
  @ApiOperation({ summary: '导出的状态' })
  @Answers(200, ExportView, '导出')
  @Refuses('NOT_FOUND', 'WRONG_UUID')
  async one(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer> {
    const job = await this.reader.one(requested.caller, id);
    requested.permit('export.read');
    return ok(exportView(job));
  }

  @Get(':id/content')
  @Can('export.read')
  @ApiOperation({ summary: '下载导出的表格', description: '总是作为附件下载，并记入访问日志。' })
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: '表格', schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 206, description: '表格的一部分', schema: { type: 'string', format: 'binary' } })
  @Refuses('NOT_FOUND', 'WRONG_UUID', 'EXPORT_STATE', 'FILE_GONE', 'RANGE_NOT_SATISFIABLE')
  content(@From() requested: Requested, @Param('id', IdPipe) id: string, @Headers('range') range?: string, @Headers('if-range') ifRange?: string): Promise<Answer> {
    return this.service.content(requested, id, { ...(range !== undefined && { range }), ...(ifRange !== undefined && { ifRange }) });
  }
}
