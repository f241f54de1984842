import { field, wrongType } from '../platform/http/field.js';
import { Instant } from '../platform/http/fields.js';

/** Any object: what it must hold depends on the setting's name, and the domain says what is wrong (422). */
const Value = (): PropertyDecorator =>
  field({
    check: (value) => (typeof value === 'object' && !Array.isArray(value) ? [] : wrongType('object')),
    schema: { type: 'object', additionalProperties: true },
  });

export class PutSettingDto {
  /**
   * 生效时刻，不早于现在；不填为立即生效
   * @example "2027-01-01T00:00:00+08:00"
   */
  @Instant({ optional: true })
  effectiveFrom?: string;

  /**
   * 设置的内容，形状同读取时的 value
   * @example { "extensionLimit": 2, "reopenedDays": 15 }
   */
  @Value()
  value: object;
}
