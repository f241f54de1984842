/**
 * The State Council's working calendar 2023–2026, typed a second time for the judge of the deadlines, so that a slip in
 * the product's own table is seen. Each year from its notice 《国务院办公厅关于…年部分节假日安排的通知》; the wording was read
 * in the copies named (Wikisource, Guangming, Xinhua), and a notice's year may reach into December of the year before.
 */

export type Day = string; // YYYY-MM-DD, a day in Asia/Shanghai

interface Year { notice: string; read: string; off: readonly (readonly [from: Day, to: Day])[]; madeUp: readonly Day[] }

export const YEARS: Readonly<Record<number, Year>> = {
  2023: {
    notice: '国办发明电〔2022〕16号, 2022-12-08', read: 'zh.wikisource.org; mee.gov.cn copy',
    off: [['2022-12-31', '2023-01-02'], ['2023-01-21', '2023-01-27'], ['2023-04-05', '2023-04-05'], ['2023-04-29', '2023-05-03'], ['2023-06-22', '2023-06-24'], ['2023-09-29', '2023-10-06']],
    madeUp: ['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'],
  },
  2024: {
    notice: '国办发明电〔2023〕7号, 2023-10-25', read: 'zh.wikisource.org; New Year and Dragon Boat join a weekend; New Year’s Eve (9 February) is a working day',
    off: [['2024-01-01', '2024-01-01'], ['2024-02-10', '2024-02-17'], ['2024-04-04', '2024-04-06'], ['2024-05-01', '2024-05-05'], ['2024-06-10', '2024-06-10'], ['2024-09-15', '2024-09-17'], ['2024-10-01', '2024-10-07']],
    madeUp: ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  },
  2025: {
    notice: '国办发明电〔2024〕12号, 2024-11-12', read: 'gmw.cn, from Xinhua',
    off: [['2025-01-01', '2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'], ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08']],
    madeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    notice: '国务院办公厅 2025-11-04', read: 'politics.gmw.cn, from Xinhua',
    off: [['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'], ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07']],
    madeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};

const DAY = 86_400_000;
const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY;

/** `day` moved by whole calendar days; the server's own time zone takes no part. */
export const plusDays = (day: Day, days: number): Day => new Date((numberOf(day) + days) * DAY).toISOString().slice(0, 10);
/** Whole calendar days from `from` to `to`, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

/** Whether the State Council has people at work on `day`. A year without a notice is an error, never ordinary days. */
export function isWorkingDay(day: Day): boolean {
  if (!YEARS[Number(day.slice(0, 4))]) throw new Error(`No State Council notice for the year of ${day}`);
  const years = Object.values(YEARS);
  if (years.some(({ madeUp }) => madeUp.includes(day))) return true;
  if (years.some(({ off }) => off.some(([from, to]) => from <= day && day <= to))) return false;
  const weekday = new Date(numberOf(day) * DAY).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The n-th working day after `day`; `day` itself never counts, be it a working day or not. */
export function workingDaysAfter(day: Day, n: number): Day {
  let at = day;
  for (let counted = 0; counted < n; ) {
    at = plusDays(at, 1);
    if (isWorkingDay(at)) counted += 1;
  }
  return at;
}
