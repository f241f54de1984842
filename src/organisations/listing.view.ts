/** 列表的一页 */
export class PageView {
  /**
   * 下一页的游标；没有下一页时为 null
   * @example null
   */
  nextCursor: string | null;
  /**
   * 总数（count=true 时，一万以内）
   * @example 30
   */
  total?: number;
  /**
   * 总数超过一万时，至少为此数
   * @example 10000
   */
  totalIsAtLeast?: number;
}
