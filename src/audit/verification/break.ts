/** Where the history does not hold together, and in what way. */
export const BREAKS = {
  FACT_HASH: '事实内容与其哈希不符',
  FACT_COLUMNS: '事实内容与所在行的列不符',
  FACT_LINK: '事实与前一条不相连',
  FACT_GAP: '事实版本不连续',
  OBJECT_MISSING: '事实所述的对象已不存在',
  HEAD_DIFFERS: '对象现状与其最后一条事实不符',
  STATE_DIFFERS: '隐患现状与其最后一条事实所述不符',
  EVENT_MISSING: '事实没有对应的事件',
  EVENT_DIFFERS: '事件与事实不符',
  EVENT_GAP: '事件位置不连续',
  EVENT_ORDER: '事件次序与事实次序不符',
  FACT_MISSING: '事件没有对应的事实',
  ANCHOR_HASH: '锚点内容与其哈希不符',
  ANCHOR_LINK: '锚点与前一个不相连',
  ANCHOR_EVENTS: '锚点封存的事件已变',
  ANCHOR_ACCESS: '锚点封存的访问日志已变',
  ANCHOR_FILE: '锚点与数据库之外的记录不符',
} as const;

export type BreakKind = keyof typeof BREAKS;

export interface Break {
  what: BreakKind;
  objectKind?: string;
  objectId?: string;
  version?: number;
  position?: number;
  anchor?: number;
}

/** Thrown by a check at the first break it meets. */
export class Broken extends Error {
  constructor(readonly at: Break) {
    super(at.what);
  }
}
