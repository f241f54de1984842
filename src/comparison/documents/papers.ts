import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../domain/refusal.js';
import { AreaReader } from '../../organisations/area.reader.js';
import { Calendar } from '../../platform/clock/calendar.js';
import type { Answer } from '../../platform/http/answer.js';
import { downloadAnswer, partOf } from '../../platform/http/download.js';
import type { Wish } from '../../platform/http/download.js';
import type { Requested } from '../../platform/http/requested.js';
import { OutcomeQuery, PairQuery } from '../comparison.dto.js';
import type { ComparisonEntity } from '../comparison.entity.js';
import { ComparisonReader } from '../comparison.reader.js';
import { portionOf } from '../comparison.scope.js';
import { ResultReader } from '../result.reader.js';
import type { HazardWithRows, PairWithRows } from '../result.view.js';
import { mustAllow } from '../run.state.js';
import { circularDocx } from './circular.docx.js';
import { circularOf } from './circular.text.js';
import type { CircularInput } from './circular.text.js';
import { comparisonWorkbook } from './workbook.js';

/** Hazards of one kind that the circular lists; the workbook has all of them. */
const LISTED = 200;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export type Material = Pick<CircularInput, 'areaName' | 'towns' | 'missed' | 'playedDown' | 'reopened'>;
export interface Paper { fileName: string; sha256: string; content: Buffer }

/** The circular, and the papers about everybody: for the county and above, and for whoever made the run. */
@Injectable()
export class Papers {
  constructor(
    private readonly reader: ComparisonReader,
    private readonly results: ResultReader,
    private readonly areas: AreaReader,
    private readonly calendar: Calendar,
  ) {}

  /** Once published, as it went out, byte for byte; before, a draft that names no town on undecided pairs. */
  async answerCircular(requested: Requested, id: string, wish: Wish): Promise<Answer> {
    const comparison = await this.readable(requested, id);
    const kept = comparison.state === 'PUBLISHED' ? await this.reader.document(id, 'CIRCULAR') : undefined;
    return download(kept ?? await this.circular(comparison, await this.material(comparison), this.calendar.today()), DOCX, wish);
  }

  /** Made of what is kept: of a published comparison that never changes. */
  async answerWorkbook(requested: Requested, id: string, wish: Wish): Promise<Answer> {
    const comparison = await this.readable(requested, id);
    const [towns, hazards, pairs] = await Promise.all([this.reader.towns(comparison, null), this.listed(comparison, { levels: [comparison.levelShown] }), this.allPairs(comparison)]);
    const content = await comparisonWorkbook({ comparison, towns, hazards, pairs });
    return download({ fileName: `${comparison.name}工作簿.xlsx`, sha256: createHash('sha256').update(content).digest('hex'), content }, XLSX, wish);
  }

  private async allPairs(comparison: ComparisonEntity): Promise<PairWithRows[]> {
    const all: PairWithRows[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await this.results.pairs(comparison, null, Object.assign(new PairQuery(), { limit: 200, ...(cursor && { cursor }) }));
      all.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    return all;
  }

  /** What a circular is made of, as it stands: read with connections of its own, so before a transaction, and within one only where it has changed meanwhile. */
  async material(comparison: ComparisonEntity): Promise<Material> {
    const [area, towns, missed, differing, reopened] = await Promise.all([
      this.areas.one(comparison.countyCode, comparison.areaCode), this.reader.towns(comparison, null),
      this.listed(comparison, { missed: ['MISSED'], outcome: ['COUNTY_ONLY'] }), this.listed(comparison, { finding: ['LEVEL_DIFFERS'] }), this.listed(comparison, { finding: ['STATUS_DIFFERS'] }),
    ]);
    const playedDown = differing.filter(({ detail }) => detail.findings.some((one) => one.kind === 'LEVEL_DIFFERS' && one.direction === 'TOWN_LOWER'));
    return { areaName: area.name, towns, missed, playedDown, reopened };
  }

  async circular(comparison: ComparisonEntity, { areaName, towns, missed, playedDown, reopened }: Material, today: string, followUpBy?: string): Promise<Paper> {
    const waiting = new Set(towns.filter(({ town, figures }) => figures.undecided.value > 0 && !comparison.signedOff.some((one) => one.town === town)).map(({ town }) => town));
    const settled = (hazards: readonly HazardWithRows[]): HazardWithRows[] => hazards.filter(({ pending, town }) => !pending && !waiting.has(town));
    const [a, b, c] = [missed, playedDown, reopened].map(settled) as [HazardWithRows[], HazardWithRows[], HazardWithRows[]];
    const content = await circularDocx(circularOf({
      comparison, areaName, towns, missed: a.slice(0, LISTED), playedDown: b.slice(0, LISTED), reopened: c.slice(0, LISTED),
      left: { missed: Math.max(0, a.length - LISTED), playedDown: Math.max(0, b.length - LISTED), reopened: Math.max(0, c.length - LISTED) }, today, ...(followUpBy && { followUpBy }),
    }), comparison.organisationName);
    const draft = comparison.state === 'PUBLISHED' ? '' : '（征求意见稿）';
    return { fileName: `${comparison.name}情况的通报${draft}.docx`, sha256: createHash('sha256').update(content).digest('hex'), content };
  }

  /** 404 before 403; then the state. */
  async readable(requested: Requested, id: string): Promise<ComparisonEntity> {
    const comparison = await this.reader.one(requested, id);
    requested.permit('comparison.papers');
    if (portionOf(requested, comparison) !== null) throw refuse('FORBIDDEN');
    mustAllow('read-result', comparison.state);
    return comparison;
  }

  /** All of a kind, as far as a circular or a workbook can hold them. */
  async listed(comparison: ComparisonEntity, filters: Partial<OutcomeQuery>): Promise<HazardWithRows[]> {
    const all: HazardWithRows[] = [];
    let cursor: string | undefined;
    do {
      const query = Object.assign(new OutcomeQuery(), filters, { limit: 200, ...(cursor && { cursor }) });
      const page = await this.results.hazards(comparison, null, query);
      all.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return all;
  }
}

function download({ fileName, sha256, content }: Paper, mediaType: string, wish: Wish): Answer {
  const about = { fileName, mediaType, sizeBytes: content.length, etag: `"${sha256}"` };
  const part = partOf(wish, about);
  return downloadAnswer(about, part, Readable.from([content.subarray(part.first, part.last + 1)]));
}
