/** The Chinese name of every code we answer (contract §1: each code field `x` comes with `xLabel`); glossary's words. */
export const LABELS = {
  level: { GENERAL: '一般', MAJOR: '重大' },
  status: { REPORTED: '待签字', CONFIRMING: '待确认', RECTIFYING: '整改中', ACCEPTING: '待验收', CLOSED: '已销号', VOIDED: '已作废' },
  approver: { PRINCIPAL: '企业主要负责人', TOWN: '镇级', COUNTY: '县级', CITY: '市级', PROVINCE: '省级', ENTERPRISE: '企业' },
  source: {
    ENTERPRISE_SELF_CHECK: '企业自查', TOWN_INSPECTION: '镇级检查', COUNTY_INSPECTION: '县级检查', EXPERT_SERVICE: '专家指导服务',
    SUPERIOR_INSPECTION: '上级检查', PUBLIC_REPORT: '群众举报（12350）', RESUMPTION_CHECK: '复工复产检查',
  },
  sector: {
    HAZCHEM: '危险化学品', METALLURGY: '冶金', FIREWORKS: '烟花爆竹', OTHER_INDUSTRY: '其他工贸', NON_COAL_MINE: '非煤矿山',
    GAS: '燃气', CONSTRUCTION: '建筑施工', TRANSPORT: '交通运输', FIRE: '消防', OTHER: '其他',
  },
  category: { PEOPLE: '人的不安全行为', EQUIPMENT: '物的不安全状态', ENVIRONMENT: '环境因素', MANAGEMENT: '管理缺陷' },
  overdueKind: {
    RECTIFICATION: '整改逾期', SIGNATURE: '签字逾期', CONFIRMATION: '确认逾期', ACCEPTANCE: '验收逾期', SUPERVISION: '督办逾期',
    RETURN: '报表逾期', TASK: '任务逾期',
  },
  deadlineKind: {
    RECTIFICATION: '整改期限', SIGNATURE: '签字期限', CONFIRMATION: '确认期限', ACCEPTANCE: '验收期限', SUPERVISION: '督办期限',
    RETURN: '报表期限', TASK: '任务期限', WORKING_CALENDAR: '工作日历',
  },
  noticeKind: { REMINDER: '到期提醒', OVERDUE: '逾期通知', DECISION: '办理告知' },
  recipient: { ENTERPRISE: '企业', TOWN: '镇级', COUNTY: '县级', OWING: '应办理的单位', ABOVE: '应办理单位的上一级' },
  emailState: { NONE: '不发', WAITING: '待发', SENT: '已发', PARKED: '停发待查' },
  noticeState: { MADE: '已发出', SUPERSEDED: '已由后续通知代替' },
  verdict: { APPROVED: '同意', REFUSED: '不同意', PENDING: '待决定', LAPSED: '未决定即销号', GENUINE: '真改实改', NOT_GENUINE: '虚假整改' },
  evidenceKind: { BEFORE: '整改前', AFTER: '整改后', DOCUMENT: '文件', PLAN: '治理方案', SIGNED_SHEET: '签字单' },
  photoState: { WAITING: '待比对', COMPARED: '已比对', NOT_COMPARED: '不作比对', UNREADABLE: '无法读取' },
  role: { OPERATOR: '安全管理员', PRINCIPAL: '主要负责人', INSPECTOR: '检查人员', SUPERVISOR: '审批人员', ADMINISTRATOR: '管理员', AUDITOR: '审计' },
  organisationKind: { ENTERPRISE: '企业', TOWN_CENTRE: '镇应急管理中心', COUNTY_BUREAU: '县应急管理局', CITY_BUREAU: '市应急管理局' },
  fiveInPlace: { measures: '措施', responsibility: '责任', funds: '资金', schedule: '时限', contingencyPlan: '预案' },
  move: {
    register: '登记', patch: '修改', 'five-in-place': '填写五到位', 'cause-analysis': '七溯源一分析', 'workers-informed': '向从业人员通报',
    assessments: '定期安全评估', attach: '上传佐证', sign: '签字', 'refuse-to-sign': '记录拒签', 'take-over': '提级接管', confirm: '确认',
    'send-back': '退回', 'record-progress': '记录整改进展', amend: '更正', 'submit-rectification': '申请验收', accept: '验收',
    'request-extension': '申请延期', 'decide-extension': '决定延期', reclassify: '变更等级', 'list-for-supervision': '挂牌督办',
    delist: '摘牌', verify: '核查', 'suspend-operations': '停产停业整顿', 'resume-operations': '恢复生产', void: '作废', restore: '撤销作废',
    terminate: '关闭取缔办结', 'join-finder': '并入发现单位', 'leave-finder': '撤出发现单位',
    'follow-enterprise': '随企业变更', 'follow-area': '随区划变更',
  },
  /** What is done to other things than hazards. */
  act: {
    create: '新建', patch: '修改', put: '设置新版', 'follow-area': '随区划变更', move: '迁入他镇', merge: '合并', end: '结束', rotate: '轮换', revoke: '吊销',
    record: '登记', confirm: '确认', void: '作废', 'change-password': '修改密码', 'reset-password': '重置密码', disable: '停用', enable: '启用', test: '试送', replay: '重新送达', retry: '重试',
    acknowledge: '签收', ask: '申请', post: '提交文件', commit: '确认导入', check: '检查完毕', finish: '办结', fail: '未能办理', 'audit.export': '导出审计记录', 'clock.move': '拨动沙箱时钟',
    'put-profile': '设置字段', 'put-person-map': '导入人员对应表', absorb: '并入', remove: '删除',
    'put-list': '提交清单', 'confirm-alias': '确认企业名称', run: '比对', cancel: '取消', rule: '核定', unrule: '撤回核定', publish: '公布',
  },
  task: {
    PREPARE: '待完善', SIGN: '待签字', TAKE_OVER: '待提级接管', CONFIRM: '待确认', RECTIFY: '待整改', DECIDE_EXTENSION: '延期待决定', ACCEPT: '待验收',
  },
  channelState: { ACTIVE: '启用', PAUSED: '暂停' },
  oaTestStep: { PERSON: '查人员对应表', OPEN: '送测试待办', DONE: '办结测试待办' },
  oaWay: { LIST: '逐人核对待办列表', REPEAT: '不能核对：已结束的再办结一次', NONE: '不能核对' },
  oaDrift: { GHOST: '已结束的仍在', MISSING: '待办的不在', TWICE: '重复' },
  oaDeliveryState: { WAITING: '待送', DELIVERED: '已送达', PARKED: '搁置', CANCELLED: '已有更新' },
  todoState: { OPEN: '待办', DONE: '已办', CANCELLED: '已撤销' },
  enterpriseStatus: { ACTIVE: '在营', CEASED: '已注销或关闭' },
  userStatus: { ACTIVE: '启用', DISABLED: '停用' },
  scale: { LARGE: '大型', MEDIUM: '中型', SMALL: '小型', MICRO: '微型', ABOVE: '规模以上', BELOW: '规模以下' },
  riskClass: { RED: '红（重大风险）', ORANGE: '橙（较大风险）', YELLOW: '黄（一般风险）', BLUE: '蓝（低风险）', A: 'A 级', B: 'B 级', C: 'C 级', D: 'D 级' },
  riskFeature: {
    BLAST_FURNACE: '高炉', MOLTEN_METAL: '高温熔融金属', METALLURGICAL_GAS: '冶金煤气', DUST_EXPLOSION: '粉尘涉爆',
    AMMONIA_REFRIGERATION: '液氨制冷', CONFINED_SPACE: '有限空间', MAJOR_HAZARD_SOURCE: '重大危险源',
    KEY_CHEMICAL_PROCESS: '重点监管危险化工工艺', KEY_HAZARDOUS_CHEMICAL: '重点监管危险化学品', LABOUR_INTENSIVE: '劳动密集型',
  },
  settingName: { 'approval-routes': '确认与验收的层级', limits: '限额', 'working-calendar': '工作日历', 'outward-targets': '允许访问的内网地址', escalation: '提醒与逾期通知', comparison: '大比对' },
  keyScope: {
    'hazards:read': '读取隐患', 'hazards:write': '登记与整改', 'evidence:write': '上传佐证', 'comparisons:read': '读取大比对',
    'webhooks:manage': '管理推送',
  },
  objectKind: {
    HAZARD: '隐患', AREA: '区划', ORGANISATION: '单位', USER: '人员', API_KEY: '接口密钥', DELEGATION: '委托', SETTING: '设置', EXPORT: '导出', IMPORT: '导入',
    CLOCK: '沙箱时钟', DUE_DATE: '期限', NOTICE: '通知', DIGEST: '通知汇总', WEBHOOK: '推送', OA_CHANNEL: 'OA 通道', COMPARISON: '大比对', INSPECTION: '检查',
  },
  inspectionMode: { ROUTINE: '日常检查', SPECIAL: '专项检查', UNANNOUNCED: '四不两直', FOLLOW_UP: '复查', JOINT: '联合检查', SELF_CHECK: '企业自查' },
  comparisonSide: { COUNTY: '县级', TOWN: '镇级', ENTERPRISE: '企业' },
  comparisonState: { DRAFT: '草稿', QUEUED: '排队中', RUNNING: '比对中', DONE: '已完成', FAILED: '未能完成', CANCELLED: '已取消', PUBLISHED: '已公布' },
  comparisonStep: { WAITING: '等待', READING: '读取清单', MATCHING: '逐企业比对', WRITING: '保存结果', FINISHED: '结束' },
  comparedStatus: { OPEN: '未整改', RECTIFYING: '整改中', CLOSED: '已销号' },
  comparisonFrom: { LEDGER: '台账', LISTS: '清单' },
  outcome: { MATCHED: '县镇均已发现', COUNTY_ONLY: '仅县级发现', TOWN_ONLY: '仅镇级发现', ENTERPRISE_ONLY: '仅企业自查发现' },
  comparisonFinding: { LEVEL_DIFFERS: '等级不一致', STATUS_DIFFERS: '销号后又发现', REPEATED: '同一来源重复' },
  missed: { MISSED: '镇级检查过而未发现', NEVER_INSPECTED: '镇级未检查该企业', FOUND_AFTER_VISIT: '镇级检查之后发现', UNKNOWN: '无镇级检查记录，不能判定' },
  pairOrigin: { MATCHER: '比对得出', OFFICER: '审批人员指定' },
  rulingVerdict: { SAME: '同一隐患', DIFFERENT: '不是同一隐患', NONE: '撤销核定' },
  levelsShown: { MAJOR: '任一方定为重大的', ALL: '全部等级' },
  pairTier: { AUTO: '自动认定', REVIEW: '待人工核定' },
  pairDecision: { SAME: '同一隐患', DIFFERENT: '不是同一隐患', UNDECIDED: '待核定' },
  rowFlag: {
    TOWN_UNKNOWN: '没有这个镇', CREDIT_CODE_WRONG: '统一社会信用代码有误', SECTOR_UNKNOWN: '行业名称不在代码表中',
    OUTSIDE_PERIOD: '发现日期不在比对期间', OUTSIDE_SECTOR: '不属于比对的行业', OUTSIDE_AREA: '不在比对的区域', CLOSED_ON_IGNORED: '未销号而填有销号日期', REFERENCE_GIVEN: '几条合用一个序号，已另行编号', ENTERPRISE_UNKNOWN: '台账中没有这家企业',
  },
  webhookState: { ENABLED: '启用', DISABLED: '停用' },
  disabledReason: { BY_OWNER: '已由接收方停用', GONE: '接收方答复 410，已停用' },
  deliveryState: { WAITING: '待发送', DELIVERED: '已送达', PARKED: '已搁置', CANCELLED: '已取消' },
  deliveryReason: {
    TIMEOUT: '对方超时未答复', NAME_UNKNOWN: '域名无法解析', CONNECTION_FAILED: '无法连接', CONNECTION_LOST: '连接中断', TLS_FAILED: 'TLS 握手失败',
    ANSWER_MALFORMED: '答复不是有效的 HTTP', ANSWER_TOO_LARGE: '答复过大', TARGET_REFUSED: '地址指向本机、内网或云元数据，已拒绝连接', REDIRECTED: '对方要求跳转，推送不跟随',
    REFUSED: '对方拒绝', RECEIVER_FAILED: '对方出错', TOO_MANY: '对方要求放慢', GONE: '对方答复 410', ATTEMPTS_EXHAUSTED: '多次重试未成功',
    RECEIVER_UNREACHABLE: '对方持续三天以上无法送达', DISABLED: '推送已停用', REMOVED: '推送已删除', OUT_OF_SCOPE: '隐患已不在接收单位的范围内',
    SUPERSEDED: '已有更新的内容', INTERNAL: '系统内部错误，将重试',
  },
  importState: { CHECKING: '检查中', CHECKED: '已检查，待提交', IMPORTING: '导入中', DONE: '已完成', FAILED: '未能办理' },
  importOutcome: { CREATED: '新登记', CHANGED: '有修改', SAME: '无变化', REFUSED: '退回' },
  codeSet: { LEVEL_0_1: '0 一般、1 重大', LEVEL_1_2: '1 一般、2 重大' },
  exportKind: { ENTERPRISE_LEDGER: '一企一台账', THREE_LISTS: '三清单', MAJOR_DETAIL: '重大隐患明细' },
  exportState: { QUEUED: '排队中', DONE: '已完成', FAILED: '未能完成' },
  actorKind: { PERSON: '人员', KEY: '接口密钥', SYSTEM: '系统' },
  accessKind: { SIGN_IN: '登录', REFUSAL: '拒绝', SENSITIVE_READ: '敏感读取' },
  areaLevel: { TOWN: '镇', COUNTY: '县', CITY: '市' },
} as const satisfies Record<string, Record<string, string>>;

export type LabelGroup = keyof typeof LABELS;
/** Whatever a fact can say was done: each has its Chinese name. */
export type Act = keyof (typeof LABELS)['move'] | keyof (typeof LABELS)['act'];

/** The Chinese name of a code; null for no code. */
export function labelOf(group: LabelGroup, code: string): string;
export function labelOf(group: LabelGroup, code: string | null): string | null;
export function labelOf(group: LabelGroup, code: string | null): string | null {
  return code === null ? null : ((LABELS[group] as Record<string, string>)[code] ?? code);
}

/** In which group the states of an object stand that has any. */
const STATES: Partial<Record<string, LabelGroup>> = {
  HAZARD: 'status', COMPARISON: 'comparisonState', IMPORT: 'importState', EXPORT: 'exportState', USER: 'userStatus', WEBHOOK: 'webhookState', DIGEST: 'deliveryState',
};

/** What was done to a thing of this kind, and the state it was in or came to. */
export const actLabel = (objectKind: string, move: string): string => labelOf(objectKind === 'HAZARD' ? 'move' : 'act', move);
export const stateLabel = (objectKind: string, state: string | null): string | null => labelOf(STATES[objectKind] ?? 'status', state);
