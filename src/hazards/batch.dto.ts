import { Flag, Secret } from '../platform/http/fields.js';
import { BATCH_MAX_ITEMS } from '../platform/http/limits.js';
import { ListOfObjects } from '../platform/http/parts.js';
import { RegisterHazardDto } from './hazard.dto.js';

/** 批量：每行单独判定，好的办理，错的退回；atomic 为真则全部成功才办理。 */
export class BatchDto {
  /** 各行，形状与单条相同 */
  @ListOfObjects(1, BATCH_MAX_ITEMS, {}, () => RegisterHazardDto) items: object[];
  /** 全部成功才办理 @example false */
  @Flag({ optional: true }) atomic?: boolean;
}

export class BatchMoveDto extends BatchDto {
  /** 须本人密码的事项（签字、更正），整批一次 */
  @Secret(1, 128, { optional: true }) password?: string;
}
