/** What partners see of a piece of evidence: a whitelist, filled for this caller (contract §3, Evidence). */
import type { EvidenceKind } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import type { Caller } from '../domain/permission.js';
import type { EvidenceEntity } from './evidence.entity.js';
import type { PhotoEntity, PhotoState } from './photos/photo.entity.js';

export class UploaderView {
  /** 姓名 @example "示例操作员甲" */
  name: string;
  /** 单位 @example "示例甲铸造有限公司" */
  organisation: string;
}

export class ReusedFromView {
  /** 先用过的隐患 @example "019a9f00-0000-7000-8000-000000000301" */
  hazardId: string;
  /** 其台账编号 @example "140525100-2026-000001" */
  ledgerNo: string;
  /** true：同一文件；false：看上去是同一张照片（另存、缩放、调过明暗或裁过边） @example false */
  sameFile: boolean;
}

export class PhotoCheckView {
  /** 核对进展 @example "COMPARED" */
  state: PhotoState;
  /** 核对进展的名称 @example "已比对" */
  stateLabel: string;
  /** 相机所记时刻与所报 takenAt 相差不到 1 小时；缺一项时为 null @example true */
  takenAtAgrees: boolean | null;
  /** 整改后照片的拍摄日期早于隐患的发现日期；相机未记时为 null @example false */
  takenBeforeFound: boolean | null;
  /** 相机所记位置与本条隐患另一张照片相距不到 1 公里；无从比较时为 null @example true */
  placeAgrees: boolean | null;
}

export class EvidenceView {
  /** 佐证编号 @example "019a9f00-0000-7000-8000-000000000401" */
  id: string;
  /** 所属隐患 @example "019a9f00-0000-7000-8000-000000000301" */
  hazardId: string;
  /** 类别 @example "AFTER" */
  kind: EvidenceKind;
  /** 类别名称 @example "整改后" */
  kindLabel: string;
  /** 文件内容的 SHA-256 @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" */
  sha256: string;
  /** 字节数 @example 183204 */
  size: number;
  /** 按内容判定的类型 @example "image/jpeg" */
  mediaType: string;
  /** 文件名，已去除路径和不可见字符 @example "整改后-2号炉.jpg" */
  fileName: string;
  /** 拍摄或形成的时刻；未提供时为 null @example "2026-11-22T06:50:00.000Z" */
  takenAt: string | null;
  /** 上传人 */
  uploadedBy: UploaderView;
  /** 上传时刻 @example "2026-11-22T07:00:00.000Z" */
  createdAt: string;
  /** 同一文件或同一张照片先前已用于本县另一条隐患；没有时为 null。上传后数秒内比对完成。只有监管单位可见 */
  reusedFrom?: ReusedFromView | null;
  /** 照片的核对；不是照片时为 null。只有监管单位可见；相机所记的时刻和位置不提供 */
  photoCheck?: PhotoCheckView | null;
}

type Checked = Pick<PhotoEntity, 'takenAtAgrees' | 'takenBeforeFound' | 'placeAgrees'> & { photoState: PhotoState | null };
export type Shown = Omit<EvidenceEntity, 'countyCode' | 'storageKey'> & Checked & { reusedFrom: ReusedFromView | null };

export function evidenceView(caller: Caller, shown: Shown): EvidenceView {
  const { id, hazardId, kind, sha256, size, mediaType, fileName, takenAt, createdAt, reusedFrom } = shown;
  return {
    id, hazardId, kind, kindLabel: labelOf('evidenceKind', kind) ?? kind, sha256, size, mediaType, fileName, takenAt,
    uploadedBy: { name: shown.uploadedByName, organisation: shown.uploadedByOrganisationName },
    createdAt,
    ...(seesReuse(caller) && { reusedFrom, photoCheck: photoCheck(shown) }),
  };
}

const photoCheck = ({ photoState: state, takenAtAgrees, takenBeforeFound, placeAgrees }: Checked): PhotoCheckView | null =>
  state && { state, stateLabel: labelOf('photoState', state), takenAtAgrees, takenBeforeFound, placeAgrees };

/** Contract §3: told to authorities only; the firm would learn of a comparison it is not part of. */
export const seesReuse = (caller: Caller): boolean => caller.organisation.kind !== 'ENTERPRISE';
