/** Bodies that the sandbox accepts as they stand: invented firms, invented hazards. Days are told as of TOLD_ON. */
const row = (externalRef: string, side: 'X' | 'Z' | 'Q', said: object) => ({
  externalRef: `${side}-${externalRef}`, enterpriseName: '泽州县示例铸造一厂', town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', foundOn: '2026-11-10', status: 'OPEN', inspectors: ['示例检查员甲'], ...said,
});

export const COUNTY_ROWS = [
  row('001', 'X', { description: '熔炼车间2号中频炉炉前坑内积水，未采取防积水措施', location: '熔炼车间' }),
  row('002', 'X', { description: '浇注区行车吊运铁水时下方有人员作业', location: '浇注区', foundOn: '2026-11-11' }),
];
export const TOWN_ROWS = [
  row('001', 'Z', { enterpriseName: '示例铸造一厂', town: '南村', level: 'GENERAL', description: '2#中频炉炉前坑有积水', location: null, foundOn: '2026-11-09', inspectors: ['示例检查员乙'] }),
  row('002', 'Z', { description: '危废间未设置警示标识', level: 'GENERAL', location: '危废间', foundOn: '2026-11-12', inspectors: ['示例检查员乙'] }),
];

export const NEW_COMPARISON_EXAMPLES = {
  '取自清单（county.supervisor）': {
    name: '冶金工贸企业重大事故隐患大比对', periodFrom: '2026-11-01', periodTo: '2026-11-20', areaCode: '140525', sides: ['COUNTY', 'TOWN'], from: 'LISTS',
  },
  '取自台账，三方（county.supervisor）': {
    name: '危险化学品企业重大事故隐患大比对', periodFrom: '2026-10-01', periodTo: '2026-11-20', areaCode: '140525', sectors: ['HAZCHEM', 'METALLURGY'], sides: ['COUNTY', 'TOWN', 'ENTERPRISE'],
    from: 'LEDGER', levels: 'MAJOR',
  },
};

export const LIST_EXAMPLES = {
  镇级清单和检查记录: { rows: TOWN_ROWS, inspections: [{ enterpriseName: '泽州县示例铸造一厂', inspectedOn: '2026-11-12' }] },
};
export const RULE_EXAMPLES = { 同一隐患: { verdict: 'SAME', note: '部位和缺陷一致' }, 不是同一隐患: { verdict: 'DIFFERENT', note: '不是同一台设备' } };
export const UNRULE_EXAMPLES = { 撤销: { note: '核定有误，重新核对' } };
export const JOIN_EXAMPLES = {
  指定一对: { left: { side: 'COUNTY', externalRef: 'X-002' }, right: { side: 'TOWN', externalRef: 'Z-002' }, note: '现场核对为同一处' },
};
export const ALIAS_EXAMPLES = {
  同一家企业: { left: { name: '泽州县示例铸造一厂', town: '南村镇' }, right: { name: '示例铸造一厂', town: '南村' }, same: true, note: '营业执照所载简称' },
};
export const PUBLISH_EXAMPLES = {
  公布: { documentNo: '泽应急发〔2026〕88号', followUpBy: '2026-12-15' },
};
