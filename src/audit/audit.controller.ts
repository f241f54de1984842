import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Reach } from '../domain/permission.js';
import type { Answer } from '../platform/http/answer.js';
import { ok } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Cursors, filterHashOf, pageAnswer, pageOf } from '../platform/http/cursor.js';
import type { Page } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { AccessLog } from '../platform/ledger/access-log.js';
import { AccessLogQuery, FactsQuery, VerificationQuery } from './audit.dto.js';
import { AuditReader } from './audit.reader.js';
import { AccessLogView, accessLogView, FactView, factView, WholenessView } from './audit.view.js';
import { ExportService } from './export.service.js';
import { VerificationService } from './verification/verification.service.js';

const NDJSON = 'application/x-ndjson';

@ApiTags('审计')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly reader: AuditReader,
    private readonly exporting: ExportService,
    private readonly verification: VerificationService,
    private readonly cursors: Cursors,
    private readonly accesses: AccessLog,
  ) {}

  @Get('facts')
  @Can('audit.read')
  @ApiOperation({ summary: '查询事实，或导出为文件', description: 'format=ndjson 导出每行一条的文件，可用 npm run audit:verify 独立核对；导出本身也留下记录。' })
  @AnswersPage(FactView, '事实，新的在前；或导出的文件', {}, { [NDJSON]: { schema: { type: 'string', description: '每行一个 JSON 对象' } } })
  async facts(@From() requested: Requested, @Query() query: FactsQuery, @Headers('accept') accept = ''): Promise<Answer<Page<FactView>> | StreamableFile> {
    const reach = this.mayRead(requested);
    if (query.format === 'ndjson' || (query.format === undefined && accept.includes(NDJSON))) {
      return new StreamableFile(await this.exporting.facts(requested, query), { type: NDJSON, disposition: 'attachment; filename="facts.ndjson"' });
    }
    const bound = filterHashOf(query);
    const after = query.cursor === undefined ? null : this.cursors.open(query.cursor, bound);
    const rows = await this.reader.facts(reach, query, after, query.limit + 1);
    const page = pageOf(rows, query.limit, (last) => this.cursors.seal([last.at, last.objectId, last.version], bound));
    return pageAnswer({ ...page, items: page.items.map(factView), ...(await this.reader.totalOfFacts(reach, query)) }, requested, query);
  }

  @Get('access-log')
  @Can('audit.read')
  @ApiOperation({ summary: '查询访问日志：登录、拒绝、敏感读取' })
  @AnswersPage(AccessLogView, '访问日志，新的在前')
  async accessLog(@From() requested: Requested, @Query() query: AccessLogQuery): Promise<Answer<Page<AccessLogView>>> {
    const reach = this.mayRead(requested);
    const bound = filterHashOf(query);
    const after = query.cursor === undefined ? null : this.cursors.open(query.cursor, bound);
    const rows = await this.reader.accessLog(reach, query, after, query.limit + 1);
    const page = pageOf(rows, query.limit, (last) => this.cursors.seal([last.at, last.id], bound));
    return pageAnswer({ ...page, items: page.items.map(accessLogView), ...(await this.reader.totalOfAccesses(reach, query)) }, requested, query);
  }

  @Get('verification')
  @Can('audit.read')
  @ApiOperation({ summary: '核对历史是否完整：全部，或一条隐患（hazardId）' })
  @Answers(200, WholenessView, '核对结果')
  @Refuses('NOT_FOUND')
  async verify(@From() requested: Requested, @Query() query: VerificationQuery): Promise<Answer<WholenessView>> {
    return ok(await this.verification.verify(requested, query.hazardId));
  }

  /** Who looked into the trail stands in the access log (security S37). What he reads is his own office's, whomever he deputises for. */
  private mayRead(requested: Requested): Reach {
    requested.permit('audit.read');
    const { caller, address, method, path, requestId } = requested;
    this.accesses.sensitiveRead(caller, { address, method, path, requestId });
    return requested.reachFor('audit.read');
  }
}
