import { ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** 比率的一部分 */
export class FigurePartView {
  /** 条数 @example 4 */
  value: number;
  /** 所据的记录 @example ["X-001", "Z-001"] */
  ids: string[];
}

/** 一项数字 */
export class FigureView {
  /** 数值；比率为 0–1，无从计算的为 null @example 12 */
  value: number | null;
  /** 中文名称 @example "县级比对重大隐患数" */
  label: string;
  /** 计算方法 @example "县级在该镇发现的重大隐患，合并同一隐患后计数" */
  formula: string;
  /** 所据的记录，至多列 500 条（一页列多个镇的，每镇每项至多 100 条）：清单中的编号，或台账中隐患的编号；比率为分母所据，分子包含在内 @example ["X-001", "X-002"] */
  ids: string[];
  /** 所据的记录多于所列：全部见 hazards?figure=本项名称（分子为本项名称加 Numerator） @example false */
  more: boolean;
  /** 比率的分子 */
  numerator?: FigurePartView;
  /** 比率的分母 */
  denominator?: FigurePartView;
}

/** On a member that has figures by their names. */
export const NamedFigures = (): PropertyDecorator => ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(FigureView) } });

/** 两段描述中相符的部分：起止字符位置 */
const spans = { type: 'array' as const, items: { type: 'array' as const, minItems: 2, maxItems: 2, items: { type: 'integer' as const, minimum: 0 } } };
export const Agreeing = (): PropertyDecorator => ApiProperty({ type: 'object', required: ['left', 'right'], properties: { left: spans, right: spans } } as never);
export type AgreeingSpans = { left: [number, number][]; right: [number, number][] };
