/** Days as people type them (contract §7): ISO, 2024.3.5, 2024/3/5, 3月5日, 2024年3月5日, and Excel's serial numbers. */
import { isDay } from '../../domain/deadline.js';
import type { Day } from '../../domain/deadline.js';
import { dayOfSerial } from './sheet.js';
import type { Cell, Epoch } from './sheet.js';

const WHOLE = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[\sT]+\d{1,2}[:时]\d{1,2}.*)?$/;
const RUN_TOGETHER = /^((?:19|20)\d\d)(\d\d)(\d\d)$/;
const WITHOUT_YEAR = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/;
const SERIAL = /^\d{5}(\.\d+)?$/;

/** Of a day without a year: the last one up to `by`, or the first one from `by` on. */
export interface Year { by: Day; looking: 'BACK' | 'AHEAD' }

/** null where it is no real day. */
export function dayFrom(cell: Pick<Cell, 'kind' | 'value'>, epoch: Epoch, year: Year): Day | null {
  if (cell.kind === 'NUMBER') return Number(cell.value) > 9_999_999 ? dayIn(String(cell.value), epoch, year) : dayOfSerial(Number(cell.value), epoch);
  return dayIn(String(cell.value), epoch, year);
}

function dayIn(said: string, epoch: Epoch, year: Year): Day | null {
  const text = said.normalize('NFKC').trim();
  const whole = WHOLE.exec(text) ?? RUN_TOGETHER.exec(text);
  if (whole) return real(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const [, month, day] = WITHOUT_YEAR.exec(text) ?? [];
  if (month !== undefined) return inYear(Number(month), Number(day), year);
  return SERIAL.test(text) ? dayOfSerial(Number(text), epoch) : null;
}

function inYear(month: number, day: number, { by, looking }: Year): Day | null {
  const year = Number(by.slice(0, 4));
  const years = looking === 'BACK' ? [year, year - 1, year - 2, year - 3, year - 4] : [year, year + 1, year + 2, year + 3, year + 4];
  const days = years.map((one) => real(one, month, day)).filter((one): one is Day => one !== null);
  return days.find((one) => (looking === 'BACK' ? one <= by : one >= by)) ?? null;
}

function real(year: number, month: number, day: number): Day | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) ? text : null;
}

