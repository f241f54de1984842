import { Instant } from '../http/fields.js';

/** 移动沙箱的台账时钟。 */
export class SandboxClockDto {
  /**
   * 台账的新时刻：不早于台账现在的时刻，不晚于实际时刻之后 400 天；null 回到实际时刻
   * @example "2026-12-01T00:00:00Z"
   */
  @Instant({ nullable: true })
  now: string | null;
}
