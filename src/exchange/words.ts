/** Codes and the words people write for them: what comes in is forgiven, what goes out is one word. */
import { CATEGORIES, HAZARD_LEVELS, SECTORS, SOURCES } from '../domain/hazard.js';
import { LABELS } from '../domain/labels.js';
import type { Choices } from './columns.js';

/** Digits mean different levels to different systems: an import names its set (glossary, 一般/重大). */
export const CODE_SETS = ['LEVEL_0_1', 'LEVEL_1_2'] as const;
export type CodeSet = (typeof CODE_SETS)[number];
const LEVEL_DIGITS: Record<CodeSet, Readonly<Record<string, string>>> = {
  LEVEL_0_1: { 0: 'GENERAL', 1: 'MAJOR' },
  LEVEL_1_2: { 1: 'GENERAL', 2: 'MAJOR' },
};

const SAID: Record<Choices, Readonly<Record<string, readonly string[]>>> = {
  level: { GENERAL: ['一般隐患', '一般事故隐患', '一般安全隐患'], MAJOR: ['重大隐患', '重大事故隐患', '重大安全隐患'] },
  source: {
    ENTERPRISE_SELF_CHECK: ['自查', '企业自检', '自检', '企业排查', '自查自改', '企业自查自纠'], TOWN_INSPECTION: ['镇检查', '镇级', '乡镇检查', '镇排查', '乡镇排查'],
    COUNTY_INSPECTION: ['县检查', '县级', '县局检查', '县排查'], EXPERT_SERVICE: ['专家检查', '专家', '专家指导', '专家服务', '第三方检查'],
    SUPERIOR_INSPECTION: ['上级', '市级检查', '省级检查', '上级督查', '督查', '国务院督查'], PUBLIC_REPORT: ['群众举报', '举报', '12350', '12350举报', '公众举报'],
    RESUMPTION_CHECK: ['复工复产', '复产检查', '复工检查', '复产验收'],
  },
  sector: {
    HAZCHEM: ['危化', '危化品', '危险化学', '化工', '危险化学品企业'], METALLURGY: ['冶金工贸', '冶金铸造', '冶铸', '铸造', '钢铁'], FIREWORKS: ['烟花'],
    OTHER_INDUSTRY: ['工贸', '工贸企业', '机械', '轻工', '建材', '纺织', '商贸', '有色', '粉尘涉爆', '其他工贸企业'], NON_COAL_MINE: ['非煤', '矿山'], GAS: ['城镇燃气', '燃气企业'],
    CONSTRUCTION: ['建筑', '建设施工', '建筑工程'], TRANSPORT: ['交通', '道路运输', '运输'], FIRE: ['消防安全'], OTHER: ['其它'],
  },
  category: {
    PEOPLE: ['人', '人员', '人的因素', '人的行为', '行为'], EQUIPMENT: ['物', '设备', '设备设施', '设施', '物的因素', '物的状态', '设施设备'],
    ENVIRONMENT: ['环境', '环境的不安全因素', '作业环境', '环', '场所环境'], MANAGEMENT: ['管理', '管', '管理因素', '基础管理', '管理的缺陷', '安全管理'],
  },
  yesNo: { true: ['Y', 'YES', 'TRUE', '已停产', '停产', '对', '√', '1'], false: ['N', 'NO', 'FALSE', '未停产', '无', '错', '×', '0'] },
};
const LABEL_OF: Record<Choices, Readonly<Record<string, string>>> = {
  level: LABELS.level, source: LABELS.source, sector: LABELS.sector, category: LABELS.category, yesNo: { true: '是', false: '否' },
};
const ORDER: Record<Choices, readonly string[]> = {
  level: HAZARD_LEVELS, source: SOURCES, sector: SECTORS, category: CATEGORIES, yesNo: ['true', 'false'],
};

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s()（）、,，]/g, '').toUpperCase();
const CODES: Record<Choices, ReadonlyMap<string, string>> = Object.fromEntries((Object.keys(SAID) as Choices[]).map((of) => [of, new Map(
  ORDER[of].flatMap((code) => [code, LABEL_OF[of][code] ?? '', ...(SAID[of][code] ?? [])].map((word): [string, string] => [plain(word), code])),
)])) as unknown as Record<Choices, ReadonlyMap<string, string>>;

/** The words to choose from, in our order. */
export const wordsOf = (of: Choices): string[] => ORDER[of].map((code) => LABEL_OF[of][code] ?? code);
export const wordOf = (of: Choices, code: string): string => LABEL_OF[of][code] ?? code;

/** The code a word stands for; null for none that we know. */
export const codeOf = (of: Choices, text: string): string | null => CODES[of].get(plain(text)) ?? null;

export type LevelRead = { level: string } | { unknown: true } | { unnamedSet: true };

/** A digit is read by the set that the import named, and by nothing else. */
export function levelOf(text: string, set: CodeSet | null): LevelRead {
  const word = codeOf('level', text);
  if (word) return { level: word };
  const digit = text.normalize('NFKC').trim();
  if (!/^\d$/.test(digit)) return { unknown: true };
  if (!set) return { unnamedSet: true };
  const level = LEVEL_DIGITS[set][digit];
  return level ? { level } : { unknown: true };
}
