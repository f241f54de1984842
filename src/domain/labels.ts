/** The Chinese name of every code: each code field `x` is answered with `xLabel` (contract §1). */
const LABELS = {
  areaLevel: { CITY: '市', COUNTY: '县', TOWN: '镇' },
  organisationKind: { ENTERPRISE: '企业', TOWN_CENTRE: '镇应急管理中心', COUNTY_BUREAU: '县应急管理局', CITY_BUREAU: '市应急管理局' },
  organisationStatus: { ACTIVE: '在营', CEASED: '已注销或关闭' },
  sector: {
    HAZCHEM: '危险化学品', METALLURGY: '冶金', FIREWORKS: '烟花爆竹', OTHER_INDUSTRY: '其他工贸', NON_COAL_MINE: '非煤矿山',
    GAS: '燃气', CONSTRUCTION: '建筑施工', TRANSPORT: '交通运输', FIRE: '消防', OTHER: '其他',
  },
  scale: { LARGE: '大型', MEDIUM: '中型', SMALL: '小型', MICRO: '微型' },
  riskClass: { RED: '红（重大风险）', ORANGE: '橙（较大风险）', YELLOW: '黄（一般风险）', BLUE: '蓝（低风险）' },
  riskFeature: {
    BLAST_FURNACE: '高炉', MOLTEN_METAL: '高温熔融金属', METALLURGICAL_GAS: '冶金煤气', DUST_EXPLOSION: '粉尘涉爆',
    AMMONIA_REFRIGERATION: '液氨制冷', CONFINED_SPACE: '有限空间', MAJOR_HAZARD_SOURCE: '重大危险源',
    KEY_CHEMICAL_PROCESS: '重点监管危险化工工艺', KEY_HAZARDOUS_CHEMICAL: '重点监管危险化学品', LABOUR_INTENSIVE: '劳动密集型',
  },
  settingName: { 'approval-routes': '确认与验收的层级', limits: '限额', 'working-calendar': '工作日历', escalation: '提醒与逾期通知' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type LabelGroup = keyof typeof LABELS;

/** null for null; a code without a name is a defect and is shown as itself. */
export function labelOf(group: LabelGroup, code: string): string;
export function labelOf(group: LabelGroup, code: string | null): string | null;
export function labelOf(group: LabelGroup, code: string | null): string | null {
  return code === null ? null : (LABELS[group] as Readonly<Record<string, string>>)[code] ?? code;
}
