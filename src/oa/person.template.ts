import { Readable, Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Calendar } from '../platform/clock/calendar.js';
import type { Answer } from '../platform/http/answer.js';
import { downloadAnswer } from '../platform/http/download.js';
import type { CellOut, RowOut } from '../platform/sheets/sheet-xml.js';
import type { Style } from '../platform/sheets/style-table.js';
import { writeWorkbook } from '../platform/sheets/workbook-writer.js';
import type { OaChannel } from './channel.entity.js';
import type { SeatRow } from './channel.reader.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEAD_ROW = 3;
const TITLE: Style = { bold: true, size: 16, align: 'center', font: '黑体' };
const REMARK: Style = { size: 10, color: '595959', align: 'left', wrap: true };
const HEAD: Style = { bold: true, size: 11, fill: 'D9E1F2', border: 'thin', align: 'center' };
const NEEDED: Style = { ...HEAD, fill: 'FCE4D6' };
const GIVEN: Style = { size: 11, border: 'thin', format: '@', color: '404040' };
const ASKED: Style = { size: 11, border: 'thin', format: '@', fill: 'FFFDF5' };

/** 人员对应表模板: whoever may have todos stands in it already; only the number in the OA is to be filled in. */
@Injectable()
export class PersonTemplate {
  constructor(private readonly calendar: Calendar) {}

  async answer({ name }: OaChannel, seats: readonly SeatRow[]): Promise<Answer> {
    const pieces: Buffer[] = [];
    const sink = new Writable({ write: (piece: Buffer, _encoding, next) => { pieces.push(piece); next(); } });
    const sheet = {
      name: '人员对应表', widths: [26, 14, 32, 26], titleRows: [HEAD_ROW, HEAD_ROW] as const, frozen: { rows: HEAD_ROW }, footer: '第 &P 页，共 &N 页',
      filter: { row: HEAD_ROW, columns: 4 }, rows: rowsOf(name, seats),
    };
    await writeWorkbook(sink, [sheet], { title: '人员对应表', creator: '隐患台账', createdAt: this.calendar.now() });
    const content = Buffer.concat(pieces);
    const download = { fileName: `人员对应表-${name}.xlsx`, mediaType: XLSX, sizeBytes: content.length, etag: `"${content.length}"` };
    return downloadAnswer(download, { first: 0, last: content.length - 1, whole: true }, Readable.from([content]));
  }
}

function* rowsOf(channel: string, seats: readonly SeatRow[]): Generator<RowOut> {
  yield { height: 30, cells: [{ value: `人员对应表（${channel}）`, style: TITLE, across: 4 }] };
  yield { height: 34, cells: [{ value: '只填“OA编号”一列：此人在 OA 中的登录名、工号或人员编号。没有填的，表示此人不在该 OA 中。导入时整表替换；有一行不合格则全部不收，并逐行说明。', style: REMARK, across: 4 }] };
  yield { height: 24, cells: ['用户名', '姓名', '单位', 'OA编号'].map((value): CellOut => ({ value, style: value === 'OA编号' ? NEEDED : HEAD })) };
  for (const { username, name, organisation, externalId } of seats) {
    yield { cells: [{ value: username, style: GIVEN }, { value: name, style: GIVEN }, { value: organisation, style: GIVEN }, { value: externalId, style: ASKED }] };
  }
}
