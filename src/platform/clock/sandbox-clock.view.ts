/** 沙箱时钟。 */
export class SandboxClockView {
  /**
   * 台账现在的时刻：事实、期限、通知都按它
   * @example "2026-12-01T00:00:00.750Z"
   */
  now: string;
  /**
   * 实际时刻：令牌、锁定、限额、重试仍按它
   * @example "2026-11-22T06:50:00.000Z"
   */
  wallNow: string;
  /**
   * 台账比实际超前的毫秒数
   * @example 752400000
   */
  offsetMs: number;
  /**
   * 超前的天数，保留三位小数
   * @example 8.708
   */
  offsetDays: number;
}
