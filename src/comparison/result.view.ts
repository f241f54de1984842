import type { Finding, Miss, Outcome } from '../domain/comparison/outcome.js';
import type { Side } from '../domain/comparison/record.js';
import { labelOf } from '../domain/labels.js';
import type { ComparisonEnterpriseEntity, ComparisonHazardEntity, ComparisonPairEntity, ComparisonRowEntity } from './comparison.entity.js';
import type { PairView, RecordView } from './comparison.view.js';
import { NamedFigures } from './figure.view.js';
import type { FigureView } from './figure.view.js';
import type { KeptTown, RATES } from './figures.js';
import type { ComparisonAliasEntity, ComparisonRulingEntity } from './ruling.entity.js';
import { Coded } from '../platform/http/coded.js';

export function recordView(row: ComparisonRowEntity): RecordView {
  return {
    side: row.side, sideLabel: labelOf('comparisonSide', row.side), externalRef: row.externalRef, hazardId: row.hazardId, enterpriseName: row.enterpriseName,
    creditCode: row.creditCode, town: row.town, sector: row.sector, sectorLabel: labelOf('sector', row.sector), level: row.level, levelLabel: labelOf('level', row.level), description: row.description,
    location: row.location, basisClause: row.basisClause, foundOn: row.foundOn, status: row.status, statusLabel: labelOf('comparedStatus', row.status),
    closedOn: row.closedOn, inspectors: row.inspectors, pending: row.pending, flags: row.flags, flagsLabel: row.flags.map((flag) => labelOf('rowFlag', flag)),
  };
}

export type PairWithRows = ComparisonPairEntity & { left: ComparisonRowEntity; right: ComparisonRowEntity };

/** `whole`: who ruled, and why, is for whoever sees the whole of a comparison. */
export function pairView(pair: PairWithRows, whole: boolean): PairView {
  const ruling = whole ? pair.ruling : null;
  return {
    id: pair.id, tier: pair.tier, tierLabel: labelOf('pairTier', pair.tier), origin: pair.origin, originLabel: labelOf('pairOrigin', pair.origin), decision: pair.decision,
    decisionLabel: labelOf('pairDecision', pair.decision), left: recordView(pair.left), right: recordView(pair.right), score: pair.score,
    reasons: pair.reasons, covers: pair.covers, agreeing: pair.agreeing,
    ruling: ruling && { verdict: ruling.verdict, verdictLabel: labelOf('rulingVerdict', ruling.verdict), note: ruling.note, by: ruling.by, at: ruling.at, reused: ruling.comparisonId !== pair.comparisonId },
  };
}

/** 比对中发现的一个问题 */
export class FindingView {
  /** @example "LEVEL_DIFFERS" */
  kind: Finding['kind'];
  /** @example "等级不一致" */
  kindLabel: string;
  /** @example "镇级定为一般，他方定为重大" */
  message: string;
}

/** 一条隐患：三方各自的记录合在一起 */
export class OutcomeView {
  id: string;
  /** @example "COUNTY_ONLY" */
  outcome: Outcome;
  /** @example "仅县级发现" */
  outcomeLabel: string;
  /** 仅县级发现的，镇级为何没有 @example "MISSED" */
  missed: Miss | null;
  /** @example "镇级检查过而未发现" */
  missedLabel: string | null;
  /** 各方所定的最高等级 @example "MAJOR" */
  @Coded('level')
  level: string;
  /** @example "重大" */
  levelLabel: string;
  /** @example "南村镇" */
  town: string;
  /** @example "140525100" */
  townCode: string | null;
  enterpriseId: string | null;
  findings: FindingView[];
  /** 涉及的待核定的记录对 */
  undecidedPairs: string[];
  /** 重大隐患尚未完成确认，另列 @example false */
  pending: boolean;
  /** 列入统计和通报 @example true */
  shown: boolean;
  records: RecordView[];
  /** 漏查漏报的，镇级对该企业另有的笼统记载：不能作为已经发现的依据，列出供核对 */
  vagueRecords: RecordView[];
}

export type HazardWithRows = ComparisonHazardEntity & { rows: ComparisonRowEntity[]; vagueRows: ComparisonRowEntity[]; pairIds: string[] };

/** 镇级另有笼统记载: told wherever a miss is told; empty without any. */
export const vagueSentence = (vague: readonly Pick<ComparisonRowEntity, 'foundOn' | 'description'>[]): string =>
  (vague.length === 0 ? '' : `镇级另有笼统记载：${vague.map(({ foundOn, description }) => `${foundOn} ${description}`).join('、')}`);

export function outcomeView(hazard: HazardWithRows): OutcomeView {
  return {
    id: hazard.id, outcome: hazard.outcome, outcomeLabel: labelOf('outcome', hazard.outcome), missed: hazard.missed, missedLabel: labelOf('missed', hazard.missed),
    level: hazard.level, levelLabel: labelOf('level', hazard.level), town: hazard.town, townCode: hazard.townCode, enterpriseId: hazard.enterpriseId,
    findings: hazard.detail.findings.map((finding) => ({ kind: finding.kind, kindLabel: labelOf('comparisonFinding', finding.kind), message: findingSentence(finding) })),
    undecidedPairs: hazard.pairIds, pending: hazard.pending, shown: hazard.shown, records: hazard.rows.map(recordView), vagueRecords: hazard.vagueRows.map(recordView),
  };
}

export function findingSentence(finding: Finding): string {
  switch (finding.kind) {
    case 'LEVEL_DIFFERS':
      return finding.direction === 'TOWN_LOWER' ? '镇级定为一般，他方定为重大（避重就轻，待核）'
        : finding.direction === 'COUNTY_LOWER' ? '县级定为一般，他方定为重大（等级待定）' : '企业定为一般，他方定为重大';
    case 'STATUS_DIFFERS': return `一方称 ${finding.closedOn} 已销号，${finding.foundAgainOn} 又被发现（虚假整改或反弹，待核）`;
    case 'REPEATED': return `${labelOf('comparisonSide', finding.side)}记录 ${finding.records.length} 次`;
  }
}

export class RankedFigureView {
  /** @example 0.8 */
  value: number | null;
  /** 并列同名次；不排名的为 null @example 1 */
  rank: number | null;
  /** 未比对，或基数不足 @example null */
  note: string | null;
  /** @example 4 */
  numerator: number;
  /** @example 5 */
  denominator: number;
  /** 计算方法 @example "镇级发现率＝县级查出且镇级也上报的重大隐患数÷县级查出的重大隐患数（涉及待核定记录的不计入分子分母）" */
  formula: string;
  /** 所据的记录，分母所据，分子包含在内；条数所限见 figures @example ["X-001", "Z-001", "X-002"] */
  ids: string[];
  /** 其中分子所据 @example ["X-001", "Z-001"] */
  numeratorIds: string[];
}

/** 一个镇的各项数字 */
export class TownView {
  /** @example "南村镇" */
  town: string;
  /** @example "140525100" */
  townCode: string | null;
  /** 县级在该镇期间没有发现隐患的，为“未比对” @example true */
  compared: boolean;
  /** 按镇级发现率的名次 @example 1 */
  rank: number | null;
  /** @example null */
  note: string | null;
  detection: RankedFigureView;
  detectionAtLevel: RankedFigureView;
  selfCheck: RankedFigureView;
  @NamedFigures() figures: Record<string, FigureView>;
  /** 该镇待核定的隐患及其记录对的 SHA-256：签发（signOffs）时以 seen 送回，即指所见的这些；没有待核定的、不看全部的，为 null */
  undecidedSeen: string | null;
}

export function townView(town: KeptTown, figures: Record<string, FigureView>, undecidedSeen: string | null = null): TownView {
  const rate = (name: (typeof RATES)[number]): RankedFigureView => {
    const { value, rank, note, numerator, denominator, formula } = town[name];
    return { value, rank, note, numerator: numerator.value, denominator: denominator.value, formula, ids: figures[name]?.ids ?? [], numeratorIds: figures[name]?.numerator?.ids ?? [] };
  };
  return {
    town: town.town, townCode: town.townCode, compared: town.compared, rank: town.detection.rank, note: town.detection.note,
    detection: rate('detection'), detectionAtLevel: rate('detectionAtLevel'), selfCheck: rate('selfCheck'), figures, undecidedSeen,
  };
}

/** 参加比对的一家企业 */
export class ComparedEnterpriseView {
  id: string;
  /** 台账中的企业编号 */
  enterpriseId: string | null;
  /** @example "示例甲铸造有限公司" */
  name: string;
  /** 各清单中的写法 @example ["示例甲铸造有限公司", "示例甲铸造"] */
  names: string[];
  creditCode: string | null;
  /** @example "南村镇" */
  town: string;
  townCode: string | null;
}

/** 一家企业三方对照：逐条隐患列出各方的措辞、等级、日期和状态 */
export class EnterpriseSheetView extends ComparedEnterpriseView {
  hazards: OutcomeView[];
}

export const enterpriseView = ({ id, enterpriseId, name, names, creditCode, town, townCode }: ComparisonEnterpriseEntity): ComparedEnterpriseView =>
  ({ id, enterpriseId, name, names, creditCode, town, townCode });

export class MentionView {
  /** @example "示例甲铸造" */
  name: string;
  creditCode: string | null;
  /** @example "南村镇" */
  town: string;
}

/** 两种写法是否同一家企业：已确认的，或比对提请确认的 */
export class AliasView {
  id: string | null;
  left: MentionView;
  right: MentionView;
  /** 是否同一家；待确认的为 null @example true */
  same: boolean | null;
  /** 名称相似程度；已确认的为 null @example 0.9 */
  likeness: number | null;
  note: string | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
}

export const aliasView = (alias: ComparisonAliasEntity): AliasView => ({
  id: alias.id, left: { name: alias.leftName, creditCode: alias.leftCode, town: alias.leftTown },
  right: { name: alias.rightName, creditCode: alias.rightCode, town: alias.rightTown }, same: alias.same, likeness: null, note: alias.note,
  confirmedBy: alias.confirmedByName, confirmedAt: alias.confirmedAt,
});

export class RuledTextView {
  /** @example "COUNTY" */
  side: Side;
  /** 其名称 */
  sideLabel: string;
  /** @example "示例甲铸造有限公司" */
  enterpriseName: string;
  /** @example "2号炉炉前坑积水" */
  description: string;
  location: string | null;
}

/** 一次人工核定：可作训练数据导出 */
export class RulingLineView {
  id: string;
  pairId: string;
  left: RuledTextView;
  right: RuledTextView;
  /** SAME、DIFFERENT；NONE 为撤销 @example "SAME" */
  @Coded('rulingVerdict')
  verdict: string;
  /** 其名称 */
  verdictLabel: string;
  note: string | null;
  by: string;
  at: string;
}

export const rulingLineView = ({ id, pairId, texts, verdict, note, ruledByName, ruledAt }: ComparisonRulingEntity): RulingLineView =>
  ({ id, pairId, left: ruledText(texts.left), right: ruledText(texts.right), verdict, verdictLabel: labelOf('rulingVerdict', verdict), note, by: ruledByName, at: ruledAt });

const ruledText = (text: ComparisonRulingEntity['texts']['left']): RuledTextView => ({ ...text, sideLabel: labelOf('comparisonSide', text.side) });
