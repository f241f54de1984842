import type { Sector } from '../domain/hazard.js';
import type { Clause } from '../reference/reference.js';

/** Which of the ledger's sectors a row of the published criteria is for: the criteria name industries, not sectors. */
const BY_INDUSTRY: Readonly<Record<string, readonly Sector[]>> = {
  危化: ['HAZCHEM'], 烟花: ['FIREWORKS'], 冶金: ['METALLURGY'], 有色: ['METALLURGY'],
  建材: ['OTHER_INDUSTRY'], 机械: ['OTHER_INDUSTRY'], 轻工: ['OTHER_INDUSTRY'], 纺织: ['OTHER_INDUSTRY'], 烟草: ['OTHER_INDUSTRY'],
};
/** General rules, dust, ammonia and confined spaces of order 10 hold in every branch of trade and industry. */
const TRADE_AND_INDUSTRY: readonly Sector[] = ['METALLURGY', 'OTHER_INDUSTRY'];

export const sectorsOf = (clause: Pick<Clause, 'sector'>): readonly Sector[] => BY_INDUSTRY[clause.sector] ?? TRADE_AND_INDUSTRY;
