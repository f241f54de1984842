/** Lists as people keep them: what they call their columns and what they write in them. Pure. */

/** Columns by the names that lists on paper give them; the first name is the one that is asked for. */
export const ROW_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  externalRef: ['编号', '序号', '隐患编号', '台账编号', '自编号', '台账号'],
  enterpriseName: ['企业名称', '企业', '单位名称', '被检查单位', '受检单位', '受检企业', '被检查企业', '被检单位', '生产经营单位', '隐患单位'],
  creditCode: ['统一社会信用代码', '信用代码', '社会信用代码', '企业信用代码', '统一信用代码'],
  town: ['所在镇', '镇', '乡镇', '属地', '所属镇', '所在乡镇', '所属乡镇', '镇名', '乡镇名称', '属地乡镇', '辖区'],
  sector: ['行业', '行业类别', '行业领域', '所属行业', '行业分类'],
  level: ['等级', '隐患等级', '隐患级别', '级别', '隐患分级'],
  description: ['隐患内容', '隐患描述', '问题描述', '存在问题', '存在的问题', '重大隐患明细', '隐患情况', '隐患名称', '问题隐患', '隐患问题', '具体问题', '发现的问题', '检查发现的问题', '发现的隐患', '主要问题', '事故隐患', '隐患具体内容'],
  location: ['部位', '位置', '隐患部位', '场所', '隐患位置', '地点', '具体部位', '隐患地点', '隐患场所'],
  basisClause: ['判定依据', '依据', '依据条款', '判定条款', '法律依据', '违反条款', '判定标准'],
  foundOn: ['发现日期', '检查日期', '排查日期', '发现时间', '检查时间', '排查时间', '隐患发现时间', '隐患发现日期'],
  status: ['状态', '整改状态', '整改情况', '是否整改', '是否整改完成', '整改结果', '整改落实情况', '隐患状态', '销号情况', '是否销号'],
  closedOn: ['销号日期', '整改完成日期', '整改完成时间', '销号时间', '完成整改时间', '实际完成时间'],
  inspectors: ['检查人员', '检查人', '排查人员', '排查人', '发现人', '发现人员', '检查组成员', '检查人员姓名'],
};
export const REQUIRED = ['externalRef', 'enterpriseName', 'town', 'sector', 'level', 'description', 'foundOn', 'status'] as const;

export const VISIT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  enterpriseName: ROW_COLUMNS.enterpriseName ?? [], creditCode: ROW_COLUMNS.creditCode ?? [], inspectedOn: ['检查日期', '日期', '检查时间', '时间'],
};
export const VISITS_REQUIRED = ['enterpriseName', 'inspectedOn'] as const;
/** 检查记录, 镇级检查台账. */
export const VISIT_SHEET = /检查(记录|台账)/;

export const DAYS: readonly string[] = ['foundOn', 'closedOn', 'inspectedOn'];
/** Nothing, as it is written where the column must not be left blank. */
export const NOTHING = /^([/\\]|[-—－–]+|无|暂无|空)$/;
/** Signs, sums and remarks above and below the rows. */
export const REMARK = /^(合计|总计|共计|小计|备注|注\s*[:：]|注$|说明|填报|填表|制表|审核|报送|联系|负责人|单位负责人|签字|盖章|第.{1,4}页)/;

/** As a list on paper writes them; blanks and width are the typist's. */
const WRITTEN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  level: { GENERAL: ['一般', '一般隐患', '一般事故隐患', '一般安全隐患'], MAJOR: ['重大', '重大隐患', '重大事故隐患', '重大安全隐患'] },
  status: {
    OPEN: ['未整改', '待整改', '尚未整改', '未销号', '未完成', '未完成整改', '未整改完成', '未整改到位', '否'],
    RECTIFYING: ['整改中', '正在整改', '限期整改', '限期整改中', '正在整改中'],
    CLOSED: ['已销号', '已整改', '销号', '已完成', '已完成整改', '整改完成', '已整改完成', '完成整改', '已整改到位', '整改到位', '已闭环', '已关闭', '是'],
  },
};
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');
const CODES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(Object.entries(WRITTEN).map(([field, words]) =>
  [field, new Map(Object.entries(words).flatMap(([code, all]) => all.map((word): [string, string] => [word, code])))]));

/** The code that a word stands for; anything else stays as it is. */
export const codeWritten = (field: string, value: unknown): unknown => (typeof value === 'string' && CODES.get(field)?.get(plain(value))) || value;

/** What may be written in a column of a file, for whoever wrote something else. */
export const wordsFor = (field: string): string | undefined => {
  const words = WRITTEN[field];
  return words && Object.values(words).map(([first]) => first).join('、');
};
export const columnTitle = (field: string): string => ROW_COLUMNS[field]?.[0] ?? VISIT_COLUMNS[field]?.[0] ?? field;
