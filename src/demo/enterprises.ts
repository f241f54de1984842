import { makeCreditCode } from './credit-code-maker.js';

export type DemoSector = 'FIREWORKS' | 'HAZCHEM' | 'METALLURGY' | 'OTHER_INDUSTRY';
export type DemoScale = 'LARGE' | 'MEDIUM' | 'MICRO' | 'SMALL';
/** 红橙黄蓝 of the risk map, the highest first. */
export type DemoRiskClass = 'BLUE' | 'ORANGE' | 'RED' | 'YELLOW';
export type DemoRiskFeature =
  | 'AMMONIA_REFRIGERATION'
  | 'BLAST_FURNACE'
  | 'CONFINED_SPACE'
  | 'DUST_EXPLOSION'
  | 'MAJOR_HAZARD_SOURCE'
  | 'MOLTEN_METAL';

interface Firm {
  readonly id: string;
  readonly name: string;
  readonly shortNames: readonly string[];
  readonly creditCode: string;
  readonly status: 'ACTIVE' | 'CEASED';
}

/** An enterprise is an organisation: one id (contract §2). */
export interface DemoEnterprise extends Firm {
  readonly areaCode: string;
  readonly address: string;
  readonly sector: DemoSector;
  readonly scale: DemoScale;
  readonly riskClass: DemoRiskClass;
  readonly riskFeatures: readonly DemoRiskFeature[];
  /** A branch is an enterprise of its own. */
  readonly parentId?: string;
}

// One firm a line, to be read as a table.
// prettier-ignore
export const ENTERPRISES: readonly DemoEnterprise[] = [
  { ...firm('01a199c6-9f3c-7232-8597-5f1967a3a72e', '泽州县示例甲铸造有限公司', '示例甲铸造', 'XXXX0001'), areaCode: '140525100', address: '泽州县南村镇示例路1号', sector: 'METALLURGY', scale: 'MEDIUM', riskClass: 'ORANGE', riskFeatures: ['MOLTEN_METAL'] },
  { ...firm('01a199c6-b0a9-7711-b9d5-efd66b3f3720', '泽州县示例机械加工有限公司', '示例机械', 'XXXX0002'), areaCode: '140525100', address: '泽州县南村镇示例路2号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'YELLOW', riskFeatures: [] },
  { ...firm('01a199c6-c4da-743d-9125-08e100e8b77f', '泽州县示例家具制造有限公司', '示例家具', 'XXXX0003'), areaCode: '140525100', address: '泽州县南村镇示例路3号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: ['DUST_EXPLOSION'] },
  { ...firm('01a199c6-dad3-717e-90c9-ad6529bd67fd', '泽州县示例南村加油站', '示例南村加油站', 'XXXX0004'), areaCode: '140525100', address: '泽州县南村镇示例路4号', sector: 'HAZCHEM', scale: 'MICRO', riskClass: 'YELLOW', riskFeatures: [] },
  { ...firm('01a199c6-e702-7c44-906b-a829ef449f04', '泽州县示例涂料有限公司', '示例涂料', 'XXXX0005'), areaCode: '140525100', address: '泽州县南村镇示例路5号', sector: 'HAZCHEM', scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: [] },
  { ...firm('01a199c7-0715-77f7-b8c8-305d80a31387', '晋城市示例钢铁有限公司', '示例钢铁', 'XXXX0006'), areaCode: '140525108', address: '泽州县巴公镇示例路1号', sector: 'METALLURGY', scale: 'LARGE', riskClass: 'RED', riskFeatures: ['BLAST_FURNACE', 'MOLTEN_METAL'] },
  { ...firm('01a199c7-29a5-7102-bd24-4705c448a802', '泽州县示例铁合金有限公司', '示例铁合金', 'XXXX0007'), areaCode: '140525108', address: '泽州县巴公镇示例路2号', sector: 'METALLURGY', scale: 'MEDIUM', riskClass: 'ORANGE', riskFeatures: ['MOLTEN_METAL'] },
  { ...firm('01a199c7-3242-71a8-88e6-158e9bb0bcc8', '泽州县示例煤化工有限公司', '示例煤化工', 'XXXX0008'), areaCode: '140525108', address: '泽州县巴公镇示例路3号', sector: 'HAZCHEM', scale: 'LARGE', riskClass: 'RED', riskFeatures: ['MAJOR_HAZARD_SOURCE'] },
  { ...firm('01a199c7-434e-72ea-956a-47ed2d2e999d', '泽州县示例气体有限公司', '示例气体', 'XXXX0009'), areaCode: '140525108', address: '泽州县巴公镇示例路4号', sector: 'HAZCHEM', scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: [] },
  { ...firm('01a199c7-51ec-7290-9c43-a8e6b8a6e75e', '泽州县示例建材有限公司', '示例建材', 'XXXX0010'), areaCode: '140525108', address: '泽州县巴公镇示例路5号', sector: 'OTHER_INDUSTRY', scale: 'MEDIUM', riskClass: 'YELLOW', riskFeatures: ['CONFINED_SPACE'] },
  { ...firm('01a199c7-6d15-70bd-9540-5a765f3c32e1', '泽州县示例铸件有限公司', '示例铸件', 'XXXX0011'), areaCode: '140525101', address: '泽州县下村镇示例路1号', sector: 'METALLURGY', scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: ['MOLTEN_METAL'] },
  { ...firm('01a199c7-7829-74b6-aeca-2ebd8b1902d2', '泽州县示例食品有限公司', '示例食品', 'XXXX0012'), areaCode: '140525101', address: '泽州县下村镇示例路2号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'BLUE', riskFeatures: [] },
  { ...firm('01a199c7-9572-7877-9e19-f81249026586', '泽州县示例烟花爆竹零售店', '示例烟花店', 'XXXX0013'), areaCode: '140525102', address: '泽州县大东沟镇示例路1号', sector: 'FIREWORKS', scale: 'MICRO', riskClass: 'YELLOW', riskFeatures: [] },
  { ...firm('01a199c7-b3eb-7596-b999-2750b33961a8', '泽州县示例耐火材料有限公司', '示例耐材', 'XXXX0014'), areaCode: '140525102', address: '泽州县大东沟镇示例路2号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'YELLOW', riskFeatures: ['CONFINED_SPACE'] },
  { ...firm('01a199c7-d259-7d0c-9f01-ba658cee1dfe', '泽州县示例管件有限公司', '示例管件', 'XXXX0015'), areaCode: '140525103', address: '泽州县周村镇示例路1号', sector: 'METALLURGY', scale: 'MEDIUM', riskClass: 'ORANGE', riskFeatures: ['MOLTEN_METAL'] },
  { ...firm('01a199c7-f122-775a-8260-56dbe070c12e', '泽州县示例周村加油站', '示例周村加油站', 'XXXX0016'), areaCode: '140525103', address: '泽州县周村镇示例路2号', sector: 'HAZCHEM', scale: 'MICRO', riskClass: 'YELLOW', riskFeatures: [] },
  { ...firm('01a199c8-143d-70c4-be70-465a432845a1', '泽州县示例冷库有限公司', '示例冷库', 'XXXX0017'), areaCode: '140525104', address: '泽州县犁川镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: ['AMMONIA_REFRIGERATION'] },
  { ...firm('01a199c8-309a-7e30-84ea-112f1006772f', '泽州县示例水泥制品有限公司', '示例水泥制品', 'XXXX0018'), areaCode: '140525105', address: '泽州县晋庙铺镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'YELLOW', riskFeatures: [] },
  { ...firm('01a199c8-3465-7d2b-b409-7808c4b3dbea', '晋城市示例精密制造有限公司', '示例精密', 'XXXX0019'), areaCode: '140525106', address: '泽州县金村镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'LARGE', riskClass: 'YELLOW', riskFeatures: ['DUST_EXPLOSION'] },
  { ...firm('01a199c8-5563-7ba3-8c8b-e938fc9405f0', '晋城市示例精密制造有限公司金村分公司', '示例精密金村', 'XXXX0020'), areaCode: '140525106', address: '泽州县金村镇示例路2号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'BLUE', riskFeatures: [], parentId: '01a199c8-3465-7d2b-b409-7808c4b3dbea' },
  { ...firm('01a199c8-6be4-7563-aa63-b1f8977d7f43', '泽州县示例生物质颗粒有限公司', '示例颗粒', 'XXXX0021'), areaCode: '140525107', address: '泽州县高都镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: ['DUST_EXPLOSION'] },
  { ...firm('01a199c8-8718-71fd-bc35-984a61c4c67c', '泽州县示例烟花爆竹有限公司', '示例烟花批发', 'XXXX0022'), areaCode: '140525107', address: '泽州县高都镇示例路2号', sector: 'FIREWORKS', scale: 'SMALL', riskClass: 'RED', riskFeatures: [] },
  { ...firm('01a199c8-a212-7b05-818d-979239cc843d', '泽州县示例锻造有限公司', '示例锻造', 'XXXX0023'), areaCode: '140525109', address: '泽州县大阳镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'MEDIUM', riskClass: 'YELLOW', riskFeatures: [] },
  { ...firm('01a199c8-aa16-7e09-b1e3-f2472d37a10f', '泽州县示例纸品有限公司', '示例纸品', 'XXXX0024'), areaCode: '140525110', address: '泽州县山河镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'YELLOW', riskFeatures: ['CONFINED_SPACE'] },
  { ...firm('01a199c8-ad34-7901-b47d-a91851c5f7c6', '泽州县示例面粉有限公司', '示例面粉', 'XXXX0025'), areaCode: '140525111', address: '泽州县大箕镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: ['DUST_EXPLOSION'] },
  { ...firm('01a199c8-c642-7940-a96f-8c7bb4826545', '泽州县示例农机修造厂', '示例农机', 'XXXX0026'), areaCode: '140525112', address: '泽州县柳树口镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'MICRO', riskClass: 'BLUE', riskFeatures: [] },
  { ...firm('01a199c8-e5a7-7fbe-b4e2-50cb5adc4253', '泽州县示例铝业有限公司', '示例铝业', 'XXXX0027'), areaCode: '140525113', address: '泽州县北义城镇示例路1号', sector: 'METALLURGY', scale: 'MEDIUM', riskClass: 'RED', riskFeatures: ['MOLTEN_METAL'] },
  { ...firm('01a199c8-f995-7625-8d4d-74ce834f737d', '泽州县示例老铸造厂', '示例老铸造', 'XXXX0028'), areaCode: '140525113', address: '泽州县北义城镇示例路2号', sector: 'METALLURGY', scale: 'SMALL', riskClass: 'BLUE', riskFeatures: [], status: 'CEASED' },
  { ...firm('01a199c9-11fd-77fd-aba0-0e1019036534', '泽州县示例化工储运有限公司', '示例储运', 'XXXX0029'), areaCode: '140525114', address: '泽州县川底镇示例路1号', sector: 'HAZCHEM', scale: 'MEDIUM', riskClass: 'RED', riskFeatures: ['MAJOR_HAZARD_SOURCE'] },
  { ...firm('01a199c9-3047-7826-93e8-5e62c67ab7ed', '泽州县示例纺织有限公司', '示例纺织', 'XXXX0030'), areaCode: '140525115', address: '泽州县南岭镇示例路1号', sector: 'OTHER_INDUSTRY', scale: 'SMALL', riskClass: 'YELLOW', riskFeatures: [] },
];

function firm(id: string, name: string, shortName: string, codeStem: string): Firm {
  return { id, name, shortNames: [shortName], creditCode: makeCreditCode(codeStem), status: 'ACTIVE' };
}
