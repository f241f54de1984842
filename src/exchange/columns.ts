/** The columns of a table of hazards: how the county heads them, what else people write there, and what belongs in them. */
export type Column =
  | 'ledgerNo' | 'externalRef' | 'creditCode' | 'enterpriseName' | 'town' | 'address' | 'level' | 'source' | 'sector' | 'category'
  | 'description' | 'location' | 'basisClause' | 'basisNote' | 'foundOn' | 'foundBy' | 'foundByPost' | 'foundByOrganisation'
  | 'ownerName' | 'ownerPost' | 'ownerDepartment' | 'ownerPhone' | 'deadline' | 'supervisingOfficer' | 'interimMeasures' | 'operationsSuspended'
  | 'measures' | 'unit' | 'person' | 'fundsYuan' | 'fundsSource' | 'fundsZeroReason' | 'contingencyPlan';

/** From where a column's choices come; `LABELS` groups, or words of our own. */
export type Choices = 'level' | 'source' | 'sector' | 'category' | 'yesNo';

export interface ColumnSays {
  /** As our template and our exports head it. */
  title: string;
  /** What else it is called, without the title. */
  also: readonly string[];
  hint: string;
  example: string;
  width: number;
  choices?: Choices;
  /** Without it no hazard is registered. */
  required?: true;
}

export const COLUMNS: Readonly<Record<Column, ColumnSays>> = {
  ledgerNo: { title: '台账编号', also: ['台账号', '隐患编号', '隐患台账编号'], width: 22, hint: '系统登记后给出。新登记的留空；填写时按此编号修改已有的隐患', example: '140525100-2026-000001' },
  externalRef: { title: '自编号', also: ['企业自编号', '单位自编号', '外部编号', '本单位编号', '自编编号'], width: 14, hint: '本单位自己的编号，同一企业内不重复。再次导入时按“统一社会信用代码＋自编号”认出同一条，只修改有变化的内容', example: 'YH-2026-001' },
  creditCode: { title: '统一社会信用代码', also: ['社会信用代码', '信用代码', '企业信用代码', '统一信用代码'], width: 22, hint: '18 位，与营业执照一致。企业导入自己的隐患时可留空', example: '91140525XXXX00019C' },
  enterpriseName: { title: '企业名称', also: ['单位名称', '企业', '受检单位', '受检企业', '被检查单位', '生产经营单位', '隐患单位'], width: 26, hint: '没有统一社会信用代码时按名称查找；名称须与台账一致', example: '泽州县示例甲铸造有限公司' },
  town: { title: '所在镇', also: ['所属镇', '镇', '乡镇', '所在乡镇', '所属乡镇', '属地', '镇（办）'], width: 11, hint: '镇的名称。台账中没有的企业（只限监管单位登记）须填写', example: '南村镇' },
  address: { title: '企业地址', also: ['地址', '单位地址', '详细地址'], width: 20, hint: '只用于台账中没有的企业', example: '南村镇示例路 1 号' },
  level: { title: '隐患等级', also: ['等级', '隐患级别', '级别', '隐患分级'], width: 9, hint: '一般、重大。使用数字代码的，上传时须说明代码集', example: '一般', choices: 'level', required: true },
  source: { title: '隐患来源', also: ['来源', '检查类型', '排查类型', '检查来源'], width: 13, hint: '留空时：企业为“企业自查”，镇为“镇级检查”，县为“县级检查”。监管单位填“企业自查”即为代报', example: '企业自查', choices: 'source' },
  sector: { title: '行业类别', also: ['行业', '行业领域', '所属行业', '行业分类'], width: 13, hint: '留空时取企业登记的行业', example: '冶金', choices: 'sector' },
  category: { title: '隐患类别', also: ['类别', '隐患分类', '隐患类型', '分类'], width: 15, hint: '人的不安全行为、物的不安全状态、环境因素、管理缺陷（可简写为人、物、环境、管理）', example: '物的不安全状态', choices: 'category', required: true },
  description: { title: '隐患描述', also: ['隐患内容', '存在问题', '存在的问题', '问题描述', '隐患情况', '隐患名称', '事故隐患', '问题隐患', '隐患问题', '具体问题', '检查发现的问题'], width: 44, hint: '写清何处、何物、有何问题，1–2000 个字', example: '2号中频炉冷却水未设置进出水流量差监测报警装置', required: true },
  location: { title: '隐患部位', also: ['部位', '隐患位置', '位置', '地点', '隐患地点', '具体部位'], width: 16, hint: '车间、设备等，不超过 200 个字', example: '铸造车间2号炉' },
  basisClause: { title: '判定条款', also: ['条款代码', '判定条款代码', '判定标准条款'], width: 16, hint: '重大隐患判定标准的条款代码，如 GM-2023-05-05；重大隐患须填条款或依据之一', example: 'GM-2023-05-05' },
  basisNote: { title: '判定依据', also: ['依据', '依据说明', '法律依据', '判定依据说明', '违反条款'], width: 24, hint: '没有条款代码时，写明依据', example: '专家现场认定' },
  foundOn: { title: '发现日期', also: ['排查日期', '检查日期', '发现时间', '排查时间', '检查时间', '隐患发现时间'], width: 12, hint: '可写 2026-11-20、2026.11.20、2026/11/20、2026年11月20日、11月20日，不晚于今天', example: '2026-11-20', required: true },
  foundBy: { title: '检查人员', also: ['发现人', '发现人员', '排查人', '排查人员', '检查人', '检查组成员', '检查人员姓名'], width: 16, hint: '谁检查、谁签名、谁负责：1–10 人，用顿号隔开', example: '示例检查员甲、示例检查员乙', required: true },
  foundByPost: { title: '检查人员职务', also: ['检查人职务', '发现人职务', '排查人职务'], width: 12, hint: '几人职务不同时，按相同次序用顿号隔开', example: '安全员' },
  foundByOrganisation: { title: '检查单位', also: ['发现单位', '排查单位', '检查部门', '检查人员单位'], width: 20, hint: '检查人员的单位', example: '泽州县示例甲铸造有限公司' },
  ownerName: { title: '整改责任人', also: ['责任人', '责任人姓名', '整改责任人姓名', '整改负责人'], width: 12, hint: '最迟在签字、确认之前填写', example: '示例责任人乙' },
  ownerPost: { title: '责任人职务', also: ['整改责任人职务', '职务'], width: 12, hint: '', example: '车间主任' },
  ownerDepartment: { title: '责任部门', also: ['整改责任部门', '部门', '责任人部门'], width: 14, hint: '', example: '铸造车间' },
  ownerPhone: { title: '责任人电话', also: ['整改责任人电话', '联系电话', '电话', '联系方式', '手机', '手机号'], width: 14, hint: '加密保存，对无关人员打码', example: '13800005678' },
  deadline: { title: '整改期限', also: ['整改时限', '整改完成期限', '完成期限', '完成时限', '整改截止日期', '期限', '要求完成时间', '计划完成时间', '整改完成时限'], width: 12, hint: '重大隐患登记时必填，不早于发现日期；写法同发现日期', example: '2026-12-31' },
  supervisingOfficer: { title: '督办人员', also: ['督办人', '督办责任人'], width: 12, hint: '', example: '示例督办员丙' },
  interimMeasures: { title: '防范措施', also: ['临时措施', '管控措施', '防控措施', '临时防范措施'], width: 24, hint: '整改期间的防范措施', example: '停用2号炉，设置警戒' },
  operationsSuspended: { title: '是否停产', also: ['停产', '是否已停产', '停产停业'], width: 9, hint: '是、否', example: '否', choices: 'yesNo' },
  measures: { title: '整改措施', also: ['治理措施', '整改方案', '整改要求'], width: 32, hint: '五到位：措施', example: '加装进出水流量差监测报警装置并与电源联锁' },
  unit: { title: '整改责任单位', also: ['责任单位', '治理责任单位'], width: 16, hint: '五到位：责任', example: '铸造车间' },
  person: { title: '治理责任人', also: ['治理负责人', '五到位责任人'], width: 12, hint: '五到位：责任。填了责任单位而未填此列时，取整改责任人', example: '示例责任人乙' },
  fundsYuan: { title: '整改资金（元）', also: ['整改资金', '治理资金', '资金（元）', '资金', '资金金额（元）', '整改资金（万元）', '治理资金（万元）', '资金（万元）'], width: 13, hint: '五到位：资金。列名写明“万元”的按万元计', example: '12000.00' },
  fundsSource: { title: '资金来源', also: ['整改资金来源'], width: 14, hint: '五到位：资金从哪里出', example: '安全生产费用' },
  fundsZeroReason: { title: '无需资金的原因', also: ['资金为零的原因', '零资金原因', '不需要资金的原因'], width: 16, hint: '五到位：资金。整改资金为 0 时必填', example: '更换备用件，不另支出' },
  contingencyPlan: { title: '应急预案', also: ['预案', '预案要点', '应急措施'], width: 24, hint: '五到位：预案要点', example: '断水立即停炉，人员撤离至炉台外 20 米' },
};
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

/** What our own papers show beside them: what only acts in the ledger change is read past. */
const SHOWN_ONLY = [
  '序号', '状态', '隐患状态', '整改状态', '整改情况', '是否完成整改', '完成日期', '整改完成日期', '销号日期', '验收日期', '验收人', '验收情况', '逾期天数', '逾期', '是否逾期',
  '挂牌督办单位', '督办单位', '督办期限', '督办文号', '备注', '五到位', '待办层级', '整改进展', '进展', '佐证', '镇级监管责任人', '县级监管责任人', '主要负责人', '导入结果', '原因',
  '重大隐患明细及整改计划', '待办单位', '企业主要负责人',
] as const;

/** Names are compared without blanks, brackets, marks of what is required, and in half width. */
export const plainName = (text: string): string =>
  text.normalize('NFKC').replace(/[\s*＊:：]/g, '').replace(/[()（）[\]【】<>《》]/g, '').replace(/(必填|选填)$/, '').toUpperCase();

const NAMES = new Map<string, { column: Column; rank: number }>();
for (const column of COLUMN_NAMES) {
  const { title, also } = COLUMNS[column];
  [title, ...also].forEach((name, rank) => NAMES.set(plainName(name), { column, rank }));
}
const PASSED = new Set(SHOWN_ONLY.map(plainName));

/** The column that a head means; `rank` 0 is its own title, others the less usual names. */
export const columnNamed = (text: string): { column: Column; rank: number } | null => NAMES.get(plainName(text)) ?? null;
export const isShownOnly = (text: string): boolean => PASSED.has(plainName(text));
export const isInTenThousands = (head: string): boolean => /万元?/.test(head);
