/**
 * What each word of the published rows becomes in the ledger, to be read and disputed as a table.
 * Codes are the contract's (§3); where a publication is silent, the line says that the reading is ours.
 */

/** found_by → source. A town's importer enters them, so every authority above a town is its superior (contract §3). */
export const SOURCE_OF = {
  town_bureau: 'TOWN_INSPECTION',
  town_office: 'TOWN_INSPECTION',
  public_hotline: 'PUBLIC_REPORT',
  county_bureau: 'SUPERIOR_INSPECTION',
  county_department: 'SUPERIOR_INSPECTION',
  county_government: 'SUPERIOR_INSPECTION',
  county_safety_committee: 'SUPERIOR_INSPECTION',
  district_bureau: 'SUPERIOR_INSPECTION',
  district_safety_committee: 'SUPERIOR_INSPECTION',
  city_and_county_joint: 'SUPERIOR_INSPECTION',
  city_and_district_bureau: 'SUPERIOR_INSPECTION',
  city_bureau: 'SUPERIOR_INSPECTION',
  city_government: 'SUPERIOR_INSPECTION',
  city_safety_committee: 'SUPERIOR_INSPECTION',
  division_bureau: 'SUPERIOR_INSPECTION',
  province_bureau: 'SUPERIOR_INSPECTION',
  province_government: 'SUPERIOR_INSPECTION',
  province_safety_committee: 'SUPERIOR_INSPECTION',
  national_inspection: 'SUPERIOR_INSPECTION',
  fire_brigade: 'SUPERIOR_INSPECTION',
  joint: 'SUPERIOR_INSPECTION',
} as const;

/** The first word that a published sector begins with decides. 铸造 goes with metal: the county's 冶铸股 supervises both. */
export const SECTOR_OF = [
  ['HAZCHEM', ['危化', '医药化工']],
  ['FIREWORKS', ['烟花']],
  ['METALLURGY', ['冶金', '有色', '机械铸造']],
  ['OTHER_INDUSTRY', ['机械', '粉尘涉爆', '轻工', '建材', '工贸', '纺织', '商贸', '液氨制冷', '有限空间']],
  // Our reading: the contract names four sectors, so what belongs to none of the first three stands under the last.
  ['OTHER_INDUSTRY', ['消防', '煤矿', '非煤矿山', '建筑', '燃气', '公共设施', '特殊作业', '电气', '通用']],
] as const;

/** Our reading, no publication states it: the first word found in the description decides, else ENVIRONMENT. */
export const CATEGORY_OF = [
  ['PEOPLE', ['人员', '持证', '培训']],
  ['EQUIPMENT', ['设备', '装置', '报警', '灭火器', '消火栓', '喷淋']],
  ['MANAGEMENT', ['制度', '管理', '记录', '机制', '作业证']],
] as const;

export const LEVEL_OF = { major: 'MAJOR', general: 'GENERAL' } as const;

/** Published rows name no person; this says so where the contract wants a name. */
export const FINDER_NOT_STATED = '来源未载明';

/** True of every row; what is true of one row only stands in its own `readings`. */
export const READINGS_OF_ALL = [
  '发现人：公布材料不载姓名，写作“来源未载明”，单位栏写公布来源的标题',
  '来源：登记单位是镇级中心，县区级及以上部门（含消防）的发现都作上级检查',
  '类别：按描述中的用词判断（见 CATEGORY_OF），公布材料没有这一项',
  '企业名称按公布写法（可能已隐名或合指几家）；地址只有公布的地区；区域一律为示范数据区',
] as const;
