/** Which styles of a workbook show a number as a date (ECMA-376 §18.8.30): all that tells a day from a number. */
import type { Readable } from 'node:stream';
import { refuse } from '../../domain/refusal.js';
import { SHEET_LIMITS } from './sheet.js';
import { readXmlWhole } from './xml.js';

/** Built-in formats that show dates: the general ones, and those of Chinese and Japanese programs. Not the pure times 18–21, 45–47. */
const isBuiltInDay = (id: number): boolean => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** For each style of a cell (`s="3"`): whether it shows a day. */
export async function dayStyles(content: Readable): Promise<boolean[]> {
  const custom = new Map<number, boolean>();
  const days: boolean[] = [];
  let inCells = false;
  await readXmlWhole(content, {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), showsDay(attributes['formatCode'] ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        days.push(custom.get(id) ?? isBuiltInDay(id));
      }
      if (days.length > SHEET_LIMITS.styles || custom.size > SHEET_LIMITS.styles) throw refuse('SHEET_DAMAGED');
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return days;
}

/** `yyyy"年"m"月"d"日"`, `[$-804]yyyy/m/d`; not `0.00`, `h:mm`, `"日期"0`. */
export function showsDay(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[yd]|e(?![+-])/i.test(bare) && !/^general/i.test(bare.trim());
}
