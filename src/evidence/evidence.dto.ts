import { EVIDENCE_KINDS } from '../domain/hazard.js';
import type { EvidenceKind } from '../domain/hazard.js';
import { Instant, OneOf } from '../platform/http/fields.js';

/** 与文件一同上传的字段（multipart/form-data）。 */
export class AttachDto {
  /** 类别：整改前、整改后、文件、治理方案、签字单 @example "AFTER" */
  @OneOf(EVIDENCE_KINDS) kind: EvidenceKind;
  /** 拍摄或形成的时刻 @example "2026-11-21T06:50:00Z" */
  @Instant({ optional: true }) takenAt?: string;
}
