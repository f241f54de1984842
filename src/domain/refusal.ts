import { labelOf } from './labels.js';
import type { LabelGroup } from './labels.js';

/**
 * The catalogue of every reason the system says no: status, Chinese sentence, English sentence.
 * Codes are stable: partners match on them (contract §1). `{name}` is filled from the refusal's params.
 */
export const REFUSALS = {
  // 413 / 415: the envelope
  BODY_TOO_LARGE: [413, '请求体超过上限 {limit}', 'The body is larger than {limit}.'],
  MEDIA_TYPE_NOT_SUPPORTED: [415, '只接受 {expected}', 'Only {expected} is accepted.'],
  CHARSET_NOT_SUPPORTED: [415, '只接受 UTF-8 编码', 'Only UTF-8 is accepted.'],
  EVIDENCE_TYPE_NOT_ALLOWED: [415, '文件内容不是允许的类型（JPEG、PNG、WebP、PDF、DOCX、XLSX、MP4），或文件已损坏、含宏或脚本、尾部附有其他内容、图片超过 2.1 亿像素', 'The bytes are not an accepted type (JPEG, PNG, WebP, PDF, DOCX, XLSX, MP4), are damaged, carry macros or scripts, have something else behind their end, or are a picture of more than 210 megapixels.'],
  // tables that people send (contract §7)
  SHEET_TYPE_NOT_ALLOWED: [415, '文件内容不是 XLSX 或 CSV 表格（以文件内容为准，不看文件名）', 'The bytes are neither an XLSX workbook nor a CSV table.'],
  SHEET_OLD_EXCEL: [415, '这是旧版 Excel 文件（.xls），请在 Excel 或 WPS 中另存为 .xlsx 后再上传', 'This is an old Excel file (.xls); save it as .xlsx.'],
  SHEET_ENCRYPTED: [415, '文件设有打开密码，请取消密码后再上传', 'The file is locked with a password; remove it first.'],
  SHEET_HAS_MACROS: [415, '文件含有宏或控件，请另存为不含宏的 .xlsx 后再上传', 'The file has macros or controls; save it as .xlsx without them.'],
  SHEET_DAMAGED: [415, '文件已损坏或不完整，无法读取，请在 Excel 或 WPS 中打开后重新保存', 'The file is damaged and cannot be read; open it and save it again.'],
  SHEET_UNFOLDS_TOO_FAR: [413, '文件解压后过大，不予打开', 'The file unfolds too far and is not opened.'],
  SHEET_TOO_LARGE: [413, '表格过大：{what}超过 {limit}', 'The table is too large: more than {limit} ({what}).'],
  SHEET_CHARSET_UNKNOWN: [415, 'CSV 文件须为 UTF-8 或 GB18030（GBK）编码', 'A CSV file must be UTF-8 or GB18030.'],
  HEADER_NOT_FOUND: [422, '找不到表头：前 {rows} 行中没有一行同时写着“隐患描述”（或“台账编号”）等三个以上的列名', 'No header row within the first {rows} rows.'],
  CELL_ERROR: [422, '单元格是错误值 {value}', 'The cell holds the error {value}.'],
  FORMULA_WITHOUT_RESULT: [422, '公式没有保存结果，请在 Excel 或 WPS 中打开后重新保存', 'The formula was saved without its result.'],
  CODE_SET_NEEDED: [422, '等级写作“{value}”，须在上传时说明代码集（0 一般、1 重大，或 1 一般、2 重大）', 'The level is the digit {value}: name the code set.'],
  DAY_NOT_UNDERSTOOD: [422, '“{value}”不是日期；可写 2026-11-20、2026.11.20、2026/11/20、2026年11月20日、11月20日', '"{value}" is no day.'],
  FIELD_FIXED: [422, '“{field}”不能通过导入修改（台账中为“{value}”）', '{field} cannot be changed by an import (it is {value}).'],
  FINDERS_UNEVEN: [422, '职务或单位的个数与检查人员的人数不一致', 'There are more or fewer posts or organisations than names.'],
  ROW_HIDDEN: [422, '本行是隐藏行，未导入；请取消隐藏后再导入', 'The row is hidden and was not imported.'],
  ROW_TWICE: [422, '与{row}是同一条（编号或企业、描述、部位、发现日期相同），而内容不同', 'The same hazard as {row}, with other content.'],
  ROW_CONTRADICTS: [422, '与{row}所写的不一致，本行未导入；请改成一致后再导入', 'It says otherwise than {row}; the row was not imported.'],
  ENTERPRISE_SEVERAL: [422, '有几家企业叫这个名称，请填写统一社会信用代码', 'Several enterprises have this name; give the credit code.'],
  ENTERPRISE_NAME_DIFFERS: [422, '信用代码与企业名称不符（台账中该代码为“{name}”）', 'The code belongs to {name}.'],
  CALLER_GONE: [422, '上传人或申请人已停用、离开原单位，或权限已变更，不能再以其身份办理', 'Whoever asked for this has left or has other rights now.'],
  FILE_GONE: [409, '文件已过保存期，请重新上传或重新导出', 'The file is kept no longer; send or ask for it again.'],
  IMPORT_STATE: [409, '导入当前为“{importState}”，不能办理', 'The import is {importState}.'],
  EXPORT_STATE: [409, '导出当前为“{exportState}”，还不能下载', 'The export is {exportState}.'],
  SHEET_EMPTY: [422, '文件是空的', 'The file is empty.'],
  // 401: who are you
  UNAUTHENTICATED: [401, '请先登录，或提供有效的凭证：Authorization: Bearer <accessToken>，或 X-API-Key', 'Sign in first, or present a valid credential: Authorization: Bearer <accessToken>, or X-API-Key.'],
  CREDENTIALS_WRONG: [401, '用户名或密码不正确', 'User name or password is wrong.'],
  REFRESH_TOKEN_INVALID: [401, '刷新令牌无效或已使用，请重新登录', 'The refresh token is invalid or was used; sign in again.'],
  TICKET_INVALID: [401, '票据无效、已过期或已使用，请从 OA 重新打开，或用密码登录', 'The ticket is invalid, expired or was used.'],
  // 400: malformed
  MALFORMED: [400, '请求格式不正确', 'The request is malformed.'],
  JSON_MALFORMED: [400, 'JSON 无法解析', 'The JSON cannot be parsed.'],
  JSON_DUPLICATE_KEY: [400, 'JSON 中字段“{key}”重复', 'The JSON has the key "{key}" twice.'],
  JSON_TOO_DEEP: [400, 'JSON 嵌套超过 {limit} 层', 'The JSON is nested deeper than {limit}.'],
  CURSOR_INVALID: [400, '游标无效，或与当前筛选条件不符', 'The cursor is invalid or belongs to other filters.'],
  CREDENTIAL_IN_URL: [400, '不得在网址或正文中传递凭证', 'Credentials must not be sent in the URL or body.'],
  IDEMPOTENCY_KEY_INVALID: [400, 'Idempotency-Key 须为 1–255 个可见字符', 'Idempotency-Key must be 1–255 visible characters.'],
  IF_MATCH_INVALID: [400, 'If-Match 须为带引号的版本号，例如 "3"', 'If-Match must be a quoted version such as "3".'],
  UNKNOWN_FIELD: [400, '不认识的字段', 'Unknown field.'],
  REQUIRED: [400, '必填', 'Required.'],
  WRONG_TYPE: [400, '类型不正确，须为 {expected}', 'Wrong type: {expected} is needed.'],
  WRONG_LENGTH: [400, '长度须为 {min}–{max} 个字符', 'The length must be {min}–{max} characters.'],
  WRONG_COUNT: [400, '数量须为 {min}–{max} 项', 'There must be {min}–{max} items.'],
  OUT_OF_RANGE: [400, '须在 {min} 与 {max} 之间', 'Must be between {min} and {max}.'],
  WRONG_CODE: [400, '须为下列之一：{allowed}', 'Must be one of: {allowed}.'],
  WRONG_DAY: [400, '须为真实存在的日期，格式 YYYY-MM-DD', 'Must be a real day as YYYY-MM-DD.'],
  WRONG_INSTANT: [400, '须为带时区的 RFC 3339 时刻，例如 2026-11-22T06:50:00Z', 'Must be an RFC 3339 instant with a zone.'],
  WRONG_MONEY: [400, '金额须为最多两位小数的字符串，例如 "12000.00"', 'Money is a string with at most two decimals.'],
  WRONG_UUID: [400, '须为 UUID', 'Must be a UUID.'],
  WRONG_CREDIT_CODE: [400, '统一社会信用代码须为 18 位大写字母或数字，且校验码正确（GB 32100）', 'The unified social credit code must be 18 characters with a right check digit (GB 32100).'],
  WRONG_FORMAT: [400, '格式不正确：{expected}', 'Wrong format: {expected}.'],
  FORBIDDEN_CHARACTER: [400, '含有不允许的字符（空字符、控制字符或双向控制符）', 'Contains a forbidden character (NUL, control or bidi control).'],
  // 404 / 405 / 416 / 429 / 423
  NOT_FOUND: [404, '不存在，或不在您的范围内', 'Absent, or outside your scope.'],
  ROUTE_NOT_FOUND: [404, '没有这个接口；接口文档在 /docs', 'No such route; see /docs.'],
  METHOD_NOT_ALLOWED: [405, '此接口不支持该方法', 'The method is not allowed here.'],
  RANGE_NOT_SATISFIABLE: [416, '请求的范围超出文件（共 {size} 字节）', 'The range lies outside the file ({size} bytes).'],
  TOO_MANY_REQUESTS: [429, '请求过于频繁，请在 {seconds} 秒后重试', 'Too many requests; try again in {seconds} s.'],
  ACCOUNT_LOCKED: [423, '密码连续错误，该账号在此地址已锁定，请 {minutes} 分钟后再试', 'Locked for this address after wrong passwords; try again in {minutes} minutes.'],
  // 403: not you
  FORBIDDEN: [403, '您的角色不能办理此事', 'Your role may not do this.'],
  FORM_EXPIRED: [403, '页面已过期，或不是由本系统打开，请返回后重新打开再办理', 'The form has expired or was not made here; open the page again.'],
  HUMAN_REQUIRED: [403, '此事须由人员办理，接口密钥不能代替', 'A person must do this; a key cannot.'],
  KEY_SCOPE_MISSING: [403, '接口密钥缺少权限：{scope}', 'The key lacks the scope {scope}.'],
  SEPARATION_OF_DUTIES: [403, '职责分离：登记、签字或已确认的人不能确认；登记、申请验收或已验收的人不能验收；验收的人不能核查', 'Separation of duties: this person has already acted on this hazard.'],
  LEVEL_NOT_DUE: [403, '此事应由{level}办理', 'This is for {level} to do.'],
  PASSWORD_CHANGE_NEEDED: [403, '现在的密码是管理员设置的，请先用 PUT /auth/password 改为自己的密码', 'Your password was set by an administrator: choose your own first (PUT /auth/password).'],
  PASSWORD_INCORRECT: [403, '密码不正确', 'The password is wrong.'],
  SOURCE_NOT_YOURS: [422, '贵单位不能登记来源为“{source}”的隐患', 'Your organisation may not register the source {source}.'],
  NOT_THE_REGISTRANT: [403, '只有登记单位可以修改', 'Only the organisation that registered it may edit it.'],
  // 428 / 412
  IF_MATCH_REQUIRED: [428, '修改时须带 If-Match：先读取，再送回 ETag 中的版本号', 'If-Match is required; read first and send its ETag.'],
  VERSION_STALE: [412, '内容已被他人更新（当前版本 {version}），请重新读取', 'It has changed (now version {version}); read it again.'],
  // 409: state
  MOVE_NOT_ALLOWED: [409, '当前为“{status}”，不能办理“{move}”', 'The move {move} is not allowed in {status}.'],
  AMEND_NEEDED: [409, '已进入整改或验收，签字内容只能通过“更正”修改', 'Once rectification began, signed content changes only by amend.'],
  EXTENSION_PENDING: [409, '已有一项延期申请待决定', 'An extension is already pending.'],
  EXTENSION_DECIDED: [409, '该延期申请已决定', 'This extension has been decided.'],
  ALREADY_LISTED: [409, '已挂牌督办', 'Already listed for supervision.'],
  NOT_LISTED: [409, '未挂牌督办', 'Not listed for supervision.'],
  ALREADY_SUSPENDED: [409, '已处于停产停业整顿', 'Operations are already suspended.'],
  NOT_SUSPENDED: [409, '未处于停产停业整顿', 'Operations are not suspended.'],
  DELIVERY_NOT_PARKED: [409, '没有停发，不必重发', 'It is not parked.'],
  IDEMPOTENCY_IN_PROGRESS: [409, '相同 Idempotency-Key 的请求正在处理', 'A request with this Idempotency-Key is still running.'],
  EXTERNAL_REF_CONFLICT: [409, '外部编号已登记为不同内容：{fields}', 'This externalRef was registered with other content: {fields}.'],
  ALREADY_EXISTS: [409, '已存在相同的{what}', 'The same {what} exists already.'],
  USERNAME_TAKEN: [409, '用户名已被使用', 'The user name is taken.'],
  AREA_CLOSED: [409, '该区划已撤销', 'The area has ended.'],
  ORGANISATION_MERGED: [409, '该单位已并入另一单位，不能再办理', 'The organisation was merged into another.'],
  STILL_IN_USE: [409, '仍在使用，不能办理：{why}', 'Still in use: {why}.'],
  COMPARISON_PUBLISHED: [409, '大比对已公布，不再变动', 'A published comparison never changes.'],
  COMPARISON_RUNNING: [409, '大比对正在进行，请等它完成或先取消', 'The comparison is queued or running.'],
  COMPARISON_NOT_RUNNING: [409, '大比对没有在进行', 'The comparison is not running.'],
  COMPARISON_NOT_RUN: [409, '大比对尚未完成，没有可用的结果', 'The comparison has no result yet.'],
  INSPECTION_VOIDED: [409, '该检查已作废', 'The inspection has been voided.'],
  RULING_ABSENT: [409, '这一对没有人工核定，无可撤销', 'No ruling stands on this pair.'],
  // 422: rules
  RULE_BROKEN: [422, '不符合规则：{why}', 'Against a rule: {why}.'],
  IDEMPOTENCY_KEY_REUSED: [422, '该 Idempotency-Key 已用于不同内容', 'This Idempotency-Key was used with another body.'],
  QUERY_TOO_WIDE: [422, '查询范围过大，请缩小：{narrow}', 'The query is too wide; narrow it by {narrow}.'],
  FOUND_IN_FUTURE: [422, '发现日期不能晚于今天（{today}）', 'foundOn is in the future (today is {today}).'],
  DAY_IN_FUTURE: [422, '日期不能晚于今天（{today}）', 'The day is in the future (today is {today}).'],
  DAY_BEFORE_FOUND: [422, '日期不能早于发现日期 {foundOn}', 'The day is before foundOn {foundOn}.'],
  DEADLINE_BEFORE_FOUND: [422, '整改期限不能早于发现日期', 'The deadline is before foundOn.'],
  DEADLINE_IN_PAST: [422, '期限不能早于今天（{today}）', 'The deadline is before today ({today}).'],
  DEADLINE_NEEDED: [422, '重大隐患登记时须有整改期限', 'A major hazard needs a deadline.'],
  DEADLINE_FIXED: [422, '已办理签字、确认等手续，整改期限只能通过延期或核查变更', 'After the first act the deadline moves only by extension or verification.'],
  BASIS_NEEDED: [422, '重大隐患须注明判定依据（basisClause 或 basisNote）', 'A major hazard needs basisClause or basisNote.'],
  CLAUSE_UNKNOWN: [422, '没有这一判定条款', 'No such clause.'],
  INSPECTION_MODE_NOT_YOURS: [422, '企业只登记自查（SELF_CHECK），部门登记检查', 'An enterprise records self-checks, an authority inspections.'],
  ENTERPRISE_UNKNOWN: [422, '找不到该企业，或不在您的范围内', 'No such enterprise in your scope.'],
  ENTERPRISE_CEASED: [422, '该企业已关闭或注销', 'The enterprise has ceased.'],
  ENTERPRISE_NOT_CEASED: [422, '企业尚未关闭取缔，不能按关闭取缔办结', 'The enterprise has not ceased.'],
  ENTERPRISE_AMBIGUOUS: [422, '企业须且只须以一种方式指明：enterpriseId、enterpriseCreditCode 或 enterprise', 'Name the enterprise in exactly one way.'],
  PROVISIONAL_NOT_YOURS: [422, '台账中没有的企业（enterprise）只由监管单位指明；企业以 enterpriseId 或 enterpriseCreditCode 指明自己', 'Only an authority names an enterprise that the ledger does not have.'],
  PROXY_NEEDED: [422, '监管单位代企业登记自查隐患须注明代报（enteredByProxy）', 'An authority enters a self-check only with enteredByProxy.'],
  PROXY_NOT_ALLOWED: [422, '代报只用于监管单位代企业登记的自查隐患', 'enteredByProxy is only for self-checks entered by an authority.'],
  AREA_UNKNOWN: [422, '没有这个区划，或不在您的范围内', 'No such area in your scope.'],
  AREA_NOT_TOWN: [422, '须为镇级区划', 'The area must be a town.'],
  REFERENCE_UNKNOWN: [422, '引用的{what}不存在，或不在您的范围内', 'The referenced {what} does not exist in your scope.'],
  OWNER_AND_DEADLINE_NEEDED: [422, '办理签字、确认等手续前，须先填写整改责任人和整改期限', 'Owner and deadline are needed before the first act.'],
  FIVE_IN_PLACE_INCOMPLETE: [422, '五到位不完整：缺{part}', 'Five in place is incomplete: {part} is missing.'],
  SCHEDULE_DEADLINE_DIFFERS: [422, '五到位的时限须与整改期限 {deadline} 一致', 'The schedule must end on the deadline {deadline}.'],
  ZERO_FUNDS_REASON_NEEDED: [422, '整改资金为零须说明理由（zeroReason）', 'Zero funds need a reason (zeroReason).'],
  MILESTONE_AFTER_DEADLINE: [422, '时间节点不能晚于整改期限', 'A milestone lies after the deadline.'],
  SIGNED_SHEET_NEEDED: [422, '纸质签字须上传签字单（SIGNED_SHEET）并注明签字日期', 'A paper signature needs a SIGNED_SHEET evidence and signedOn.'],
  SIGNATURE_NEEDED: [422, '内容已更正，须由企业主要负责人重新签字', 'The principal must sign again after an amendment.'],
  CONFIRMATIONS_NEEDED: [422, '重大隐患须先完成规定的各级确认', 'A major hazard needs every confirmation of its route.'],
  TAKE_OVER_TOO_EARLY: [422, '提级接管须有拒签记录，或重大隐患待签字已超过一个工作日', 'Take-over needs a refusal, or a major hazard unsigned for more than one working day.'],
  WORKING_CALENDAR_MISSING: [422, '{year} 年的工作日历尚未录入，请管理员补充', 'The working calendar of {year} is missing.'],
  EVIDENCE_UNKNOWN: [422, '引用的佐证不属于本隐患', 'The cited evidence does not belong to this hazard.'],
  EVIDENCE_LIMIT: [422, '每条隐患最多上传 {limit} 份佐证', 'A hazard takes at most {limit} pieces of evidence.'],
  TAKEN_IN_FUTURE: [422, '拍摄或形成的时刻（takenAt）不能晚于现在', 'takenAt lies in the future.'],
  ENTRY_LIMIT: [422, '每条隐患最多记 {limit} 项', 'A hazard takes at most {limit} of these.'],
  CLOSURE_EVIDENCE_MISSING: [422, '申请验收须至少有一份整改后佐证（AFTER）', 'At least one AFTER evidence is needed.'],
  CLOSURE_EVIDENCE_JUDGED: [422, '核查认定虚假整改后重新申请验收，须至少有一份核查之后新上传的整改后佐证（AFTER）；核查之前的佐证，再传一遍也不算', 'Verification found it not genuine: at least one AFTER evidence must be uploaded after that, and be another file than those judged.'],
  ON_SITE_CHECK_NEEDED: [422, '重大隐患验收至少一级须到现场核查', 'A major hazard must be checked on site at least once.'],
  EXTENSION_NOT_LATER: [422, '新期限须晚于现期限 {deadline}', 'The new deadline must be later than {deadline}.'],
  EXTENSION_LIMIT: [422, '延期已达 {limit} 次上限（含待决定的申请）', 'The limit of {limit} extensions is reached.'],
  EXTENSION_UNKNOWN: [422, '没有这项延期申请', 'No such extension.'],
  LEVEL_UNCHANGED: [422, '隐患等级没有变化', 'The level is unchanged.'],
  OPEN_MAJOR_UNDER_ORDER: [422, '同一停产决定下仍有未销号的重大隐患：{ledgerNos}', 'An open major hazard still stands under the order: {ledgerNos}.'],
  DUPLICATE_INVALID: [422, '重复项须为同一企业、在您范围内、未作废的另一条隐患', 'duplicateOf must be another standing hazard of the same enterprise.'],
  INSPECTION_INVALID: [422, '所属检查（inspectionId）须为同一企业、未作废的检查', 'inspectionId must be an inspection of the same enterprise that is not voided.'],
  REPEAT_INVALID: [422, '重复出现的前一条须为同一企业的隐患', 'repeatOf must be a hazard of the same enterprise.'],
  PASSWORD_TOO_WEAK: [422, '密码须为 10–128 个字符，且不能包含用户名', 'The password must be 10–128 characters and not contain the user name.'],
  ROLE_NOT_OF_ORGANISATION: [422, '该单位不能有此角色：{role}', 'This organisation cannot have the role {role}.'],
  EXPIRY_TOO_LATE: [422, '有效期最长 365 天', 'Expiry is at most 365 days ahead.'],
  EFFECTIVE_IN_PAST: [422, '生效时间不能早于现在', 'effectiveFrom lies in the past.'],
  SETTING_INVALID: [422, '设置内容不正确：{why}', 'The setting is invalid: {why}.'],
  CLOCK_OUT_OF_RANGE: [422, '时钟只能前移，且不超过 400 天', 'The clock only moves forward, by at most 400 days.'],
  BATCH_REFUSED: [422, '整批要求全部成功，其他行有误，本行未办理', 'All or none was asked for and another row was refused.'],
  TARGET_NOT_ALLOWED: [422, '推送地址不可用：{why}', 'The address cannot be used: {why}.'],
  WEBHOOK_LIMIT: [422, '每个单位最多 {limit} 个推送地址', 'An organisation has at most {limit} webhooks.'],
  POSITION_AHEAD: [422, 'after 大于您的最后位置 {last}：所属范围可能已变更，请从 0 或已知位置重新读取', 'after lies beyond your last position {last}: your scope may have changed; start again.'],
  EMPTY_CHANGE: [422, '没有任何修改', 'Nothing to change.'],
  COMPARISON_SIDES: [422, '大比对须有县级和镇级两方，各方只写一次', 'COUNTY and TOWN are needed, each side once.'],
  COMPARISON_SIDE_EMPTY: [422, '{side}一方在此范围内没有任何隐患，不能比对', 'The side {side} has no hazards here.'],
  COMPARISON_FROM_LEDGER: [422, '本次比对取自台账，只能补充镇级检查记录（inspections）', 'This comparison reads the ledger; only inspections may be added.'],
  COMPARISON_LISTS_NOT_ASKED: [422, '本次比对没有{side}一方', 'The side {side} is not compared.'],
  COMPARISON_UNDECIDED: [422, '{town}有 {count} 条隐患涉及待核定的记录，不能点名；请先逐对核定，或由审批人员说明理由后签发（signOffs）', 'Undecided pairs touch {count} hazards of {town}: rule on them, or sign them off.'],
  COMPARISON_REOPENED: [422, '{town}有 {count} 条隐患在比对完成之后才成为待核定（{refs}），签发时未写明已经看到：请先逐对核定，或送回所见（seen，即各镇数字中的 undecidedSeen）、或带 If-Match 后签发', '{count} hazards of {town} became undecided after the run ({refs}): rule on them, or say what you saw (seen, as towns tell it in undecidedSeen) or send If-Match.'],
  COMPARISON_INSPECTIONS_OF_TOWN: [422, '检查记录只随镇级清单交：请从{side}清单的文件中去掉“检查记录”工作表，把它放到镇级清单的文件里', 'Inspections come with the list of the towns only: take their sheet out of this file and put it into that of TOWN.'],
  LIST_REFERENCE_TWICE: [422, '同一清单中编号“{ref}”重复（另见 {other}）', 'The reference {ref} stands twice in the list (see {other}).'],
  LIST_COLUMN_MISSING: [422, '清单缺少“{column}”一列', 'The column {column} is missing.'],
  PAIR_INVALID: [422, '须为本次比对中的两条不同记录', 'Two different records of this comparison are needed.'],
  RANGE_UPSIDE_DOWN: [422, '起始不能晚于截止', 'The start lies after the end.'],
  // 5xx
  TEMPORARILY_UNAVAILABLE: [503, '暂时无法办理，请稍后重试', 'Temporarily unavailable; try again.'],
  INTERNAL: [500, '系统内部错误，已记录', 'Internal error; it was recorded.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>;

export type RefusalCode = keyof typeof REFUSALS;
export type Language = 'zh' | 'en';

/** One reason. `path` is the field (`fiveInPlace.funds`, `items[3].level`), where one is at fault. */
export interface Reason {
  code: RefusalCode;
  path?: string;
  params?: Readonly<Record<string, string | number>>;
}

/** Contract §1: the order in which kinds of refusal are judged. */
const KIND_ORDER = [413, 415, 401, 400, 404, 403, 428, 412, 409, 422];

export const statusOf = (code: RefusalCode): number => REFUSALS[code][0];

/** A refusal (4xx): changed nothing, is never retried, carries every reason of its kind. */
export class Refused extends Error {
  readonly reasons: readonly Reason[];
  /** `extra`: further members of the problem document, e.g. `allowedMoves`. */
  constructor(reasons: readonly Reason[], readonly extra: Readonly<Record<string, unknown>> = {}) {
    const kinds = reasons.map((reason) => statusOf(reason.code));
    const first = [...KIND_ORDER, ...kinds].find((status) => kinds.includes(status));
    const kept = reasons.filter((reason) => statusOf(reason.code) === first);
    super(kept.map((reason) => reason.code).join(','));
    this.reasons = kept;
  }

  get status(): number {
    return statusOf(this.code);
  }

  get code(): RefusalCode {
    return this.reasons[0]?.code ?? 'INTERNAL';
  }
}

export const refuse = (code: RefusalCode, params?: Reason['params'], path?: string): Refused =>
  new Refused([{ code, ...(params && { params }), ...(path && { path }) }]);

/** Throws when there is any reason to. */
export function judge(reasons: readonly Reason[], extra?: Readonly<Record<string, unknown>>): void {
  if (reasons.length > 0) throw new Refused(reasons, extra);
}

/** Params that carry a code: a Chinese sentence says its name, an English one the code itself. */
const CODED: Readonly<Record<string, LabelGroup>> = { status: 'status', move: 'move', role: 'role', level: 'approver', part: 'fiveInPlace', source: 'source', importState: 'importState', exportState: 'exportState', side: 'comparisonSide' };

/** The sentence of a reason. What is not known (in examples) is shown as “…”. */
export function sentence(reason: Reason, language: Language): string {
  const text = REFUSALS[reason.code][language === 'zh' ? 1 : 2];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(reason.params?.[name] ?? '…');
    const group = language === 'zh' ? CODED[name] : undefined;
    return group ? labelOf(group, value) : value;
  });
}
