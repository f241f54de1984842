import { Id, Secret, Text } from '../platform/http/fields.js';

const TICKET_MAX_CHARACTERS = 500;

export class ExchangeDto {
  /** 通道编号 @example "019a9f00-0000-7000-8000-000000000801" */
  @Id() channelId: string;
  /** OA 签发的一次性票据，60 秒内有效 @example "emhhbmdzYW4.1795593845000.a1b2c3d4e5f60718.0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0" */
  @Secret(1, TICKET_MAX_CHARACTERS) ticket: string;
}

/** What the OA's link carries. */
export class ArrivalQuery {
  /** The hazard behind the todo. */
  @Id({ optional: true }) hazard?: string;
  /** Appended by the OA. */
  @Text(1, TICKET_MAX_CHARACTERS, { optional: true }) ticket?: string;
}
