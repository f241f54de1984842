/** 沙箱重置之后。 */
export class SandboxResetView {
  /**
   * 作废了几条隐患（理由“沙箱重置”，可在状态为 VOIDED 的清单中看到）
   * @example 12
   */
  hazardsVoided: number;
  /**
   * 台账现在的时刻：已回到实际时刻
   * @example "2026-11-22T06:50:00.000Z"
   */
  now: string;
}
