/** 一企一台账: the enterprises one below the other, each beginning on a page of its own. Pure. */
import type { EnterpriseCounted } from '../../hazards/hazard.stream.reader.js';
import type { CellOut, RowOut, SheetOut } from '../../platform/sheets/sheet-xml.js';
import { aboutRow, BLOCK, bodyRow, headRows, LEDGER, noneRow } from './layouts.js';
import type { Heading, Shown } from './layouts.js';

/** Excel keeps so many page breaks in a sheet. */
const BREAKS_MAX = 1_000;

export interface Block { enterprise: EnterpriseCounted & { town: string; sectorLabel: string | null }; rows: AsyncIterable<Shown> }

export function enterpriseLedger(blocks: () => AsyncIterable<Block>, heading: Heading): SheetOut[] {
  const heads = headRows(LEDGER);
  return [{
    name: '一企一台账', landscape: true, widths: LEDGER.map(({ width }) => width), footer: BLOCK.footer,
    rows: (async function* (): AsyncGenerator<RowOut> {
      let breaks = 0;
      let before: RowOut | null = null;
      for await (const { enterprise, rows } of blocks()) {
        if (before) {
          breaks += 1;
          yield { ...before, pageBreak: breaks <= BREAKS_MAX };
        }
        yield { height: 34, cells: [{ value: `${enterprise.name}事故隐患台账`, style: BLOCK.title, across: LEDGER.length }] };
        yield aboutRow(LEDGER, heading);
        yield { height: 22, cells: [{ value: firmLine(enterprise), style: BLOCK.about, across: LEDGER.length }] };
        yield* heads;
        let number = 0;
        for await (const one of rows) {
          number += 1;
          yield bodyRow(LEDGER, one, number);
        }
        before = { height: 12, cells: [null] as (CellOut | null)[] };
      }
      if (!before) {
        yield { height: 34, cells: [{ value: '一企一台账', style: BLOCK.title, across: LEDGER.length }] };
        yield aboutRow(LEDGER, heading);
        yield* heads;
        yield noneRow(LEDGER);
      }
    })(),
  }];
}

const firmLine = ({ creditCode, town, sectorLabel, count, majors, open }: Block['enterprise']): string =>
  [`统一社会信用代码：${creditCode ?? '待核'}`, `所在镇：${town}`, `行业类别：${sectorLabel ?? '—'}`, `隐患 ${count} 条，其中重大 ${majors} 条、未销号 ${open} 条`].join('　　');
