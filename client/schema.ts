/** Made from docs/openapi.json by `npm run openapi`: not edited by hand. A line each, so that two changes of the contract merge. */

export type AcceptDto = { /** 是否到现场验收；重大隐患至少一级须到现场 */ checkedOnSite?: boolean; /** 验收意见 */ opinion?: string; /** 纸面签字日期，仅镇级代办时 */ signedOn?: string; /** 签字单（已上传的 SIGNED_SHEET 佐证编号），仅镇级代办时 */ signedSheetEvidenceId?: string };
export type AcceptanceView = { /** 时刻（UTC） */ at: string; /** 办理人 */ by: PersonView; /** 是否到现场验收 */ checkedOnSite: boolean; /** 所针对内容的 SHA-256：整改前内容一变即失效 */ contentHash: string; /** 级别 */ level: "PRINCIPAL" | "TOWN" | "COUNTY" | "CITY"; /** 级别名称 */ levelLabel: string; /** 委托人（受托办理时） */ onBehalfOf: OnBehalfOfView | null; /** 意见 */ opinion: string | null; /** 纸质签字 */ paper: PaperView | null };
export type AccessLogView = { address: string; at: string; callerId: string | null; callerName: string | null; code: string | null; id: string; kind: string; kindLabel: string | null; method: string; organisationId: string | null; path: string; requestId: string; status: number };
export type AliasDto = { /** 一种写法 */ left: MentionDto; /** 依据 */ note?: string; /** 另一种写法 */ right: MentionDto; /** 是否同一家 */ same: boolean };
export type AliasView = { confirmedAt: string | null; confirmedBy: string | null; id: string | null; left: MentionView; /** 名称相似程度；已确认的为 null */ likeness: number | null; note: string | null; right: MentionView; /** 是否同一家；待确认的为 null */ same: boolean | null };
export type AmendChangesDto = { /** 判定条款 */ basisClause?: string | null; /** 判定依据说明 */ basisNote?: string | null; /** 隐患描述 */ description?: string; /** 五到位（整体替换） */ fiveInPlace?: FiveInPlaceDto; /** 隐患部位 */ location?: string | null };
export type AmendDto = { /** 更正内容 */ changes: AmendChangesDto; /** 主要负责人本人办理时填密码，即时重新签字 */ password?: string; /** 理由 */ reason: string; /** 签字声明 */ statement?: string };
export type AnchorsView = { lastAt: string; lastNumber: number; /** 已封存到的事件位置 */ sealedTo: number };
export type ApiKeyView = { /** 创建时间 */ createdAt: string; /** 有效期的最后一天 */ expiresOn: string; /** 密钥编号 */ id: string; /** 最近使用时间，精确到分钟左右 */ lastUsedAt: string | null; /** 名称 */ name: string; /** 密钥代表的单位 */ organisation: OrganisationBrief; /** 单位编号 */ organisationId: string; /** 轮换后旧密钥可用到何时；没有轮换过为 null */ previousUntil: string | null; /** 吊销时间；未吊销为 null */ revokedAt: string | null; /** 权限 */ scopes: ("hazards:read" | "hazards:write" | "evidence:write" | "comparisons:read" | "webhooks:manage")[]; /** 权限的中文名称，次序相同 */ scopesLabel: (string)[]; /** 版本号 */ version: number };
export type AreaPage = { /** 本页各项 */ items: (AreaView)[]; /** 下一页的游标；没有下一页时为 null */ nextCursor: string | null; /** 总数（count=true 时，一万以内） */ total?: number; /** 总数超过一万时，至少为此数 */ totalIsAtLeast?: number };
export type AreaView = { /** 区划代码 */ code: string; /** 级别 */ level: "TOWN" | "COUNTY" | "CITY"; /** 级别名称 */ levelLabel: string; /** 名称 */ name: string; /** 上级区划代码；市级为 null */ parentCode: string | null; /** 撤销后承接的区划代码 */ successorCode: string | null; /** 启用日期 */ validFrom: string; /** 最后一日；现行区划为 null */ validTo: string | null; /** 版本号 */ version: number };
export type AssessedView = { /** 评估人 */ by: string; /** 日期 */ day: string; /** 意见 */ opinion: string; /** 能否保证安全生产 */ safeToOperate: boolean };
export type AssessmentDto = { /** 日期 */ day: string; /** 评估意见 */ opinion: string; /** 能否保证安全生产 */ safeToOperate: boolean };
export type AttemptView = { /** 开始时间 */ at: string; /** 用时，毫秒 */ durationMs: number; /** 未成功的原因；成功为 null */ reason: string | null; /** 原因名称 */ reasonLabel: string | null; /** 对方答复的 HTTP 状态；没有答复为 null */ status: number | null };
export type BatchDto = { /** 全部成功才办理 */ atomic?: boolean; /** 各行，形状与单条相同 */ items: (Record<string, unknown>)[] };
export type BatchResultView = { /** 隐患编号 */ id?: string; /** 第几行（从 0 起） */ index: number; /** 台账编号 */ ledgerNo?: string; /** 退回原因（problem 文档） */ problem?: Record<string, unknown>; /** 该行的结果，同 HTTP 状态码 */ status: number; /** 版本号 */ version?: number };
export type BatchView = { /** 逐行结果，次序同请求 */ results: (BatchResultView)[] };
export type BreakView = { anchor?: number; objectId?: string; objectKind?: string; position?: number; version?: number; what: string; whatLabel: string };
export type CauseAnalysisDto = { /** 考评溯源 */ assessment?: string; /** 能力溯源 */ capability?: string; /** 制度溯源 */ institution?: string; /** 本质安全分析 */ intrinsicSafety?: string; /** 管理溯源 */ management?: string; /** 资源溯源 */ resource?: string; /** 责任溯源 */ responsibility?: string; /** 标准溯源 */ standard?: string };
export type ChangePasswordDto = { /** 当前密码 */ currentPassword: string; /** 新密码：10–128 个字符，不含用户名 */ newPassword: string };
export type ChannelView = { /** OA 接口的地址 */ baseUrl: string; /** 建立时刻 */ createdAt: string; /** 方言 */ dialect: string; /** 方言名称 */ dialectLabel: string; /** 通道编号 */ id: string; /** 从 OA 打开本系统页面的地址 */ linkBase: string; /** 名称 */ name: string; /** 哪些单位的人员在此 OA 中 */ organisationKinds: ("ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU")[]; /** 站点参数 */ parameters: Record<string, unknown>; /** 每分钟调用上限 */ ratePerMinute: number; /** 状态 */ state: "ACTIVE" | "PAUSED"; /** 状态名称 */ stateLabel: string; /** 修改时刻 */ updatedAt: string; /** 版本 */ version: number };
export type ClausePage = { /** 各条 */ items: (ClauseView)[]; /** 只有一页 */ nextCursor: string | null };
export type ClauseView = { /** 条次 */ article: string; /** 条款代码，登记时填入 basisClause */ code: string; /** 文号 */ documentNo: string; /** 标准中所称的行业 */ industry: string; /** 适用的台账行业 */ sectors: ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 适用的台账行业名称，次序相同 */ sectorsLabel: (string)[]; /** 来源 */ source: string; /** 标准名称 */ standard: string; /** 正文 */ text: string; /** 是否与第二处来源核对一致 */ verified: boolean };
export type ComparedEnterpriseView = { creditCode: string | null; /** 台账中的企业编号 */ enterpriseId: string | null; id: string; name: string; /** 各清单中的写法 */ names: (string)[]; town: string; townCode: string | null };
export type ComparisonView = { areaCode: string; createdAt: string; createdBy: string; /** 未能完成的原因 */ failure: string | null; /** 各项数字：数值、计算方法、所据的记录；未完成时为空 */ figures: Record<string, unknown>; finishedAt: string | null; from: "LEDGER" | "LISTS"; fromLabel: string; id: string; /** 输入的 SHA-256 */ inputHash: string | null; /** 各方清单的行数，及检查记录的条数 */ lists: Record<string, number>; name: string; organisation: string; parameters: ParametersView; periodFrom: string; periodTo: string; progress: ProgressView; publication: PublicationView | null; /** 结果的 SHA-256：同样的输入和参数，得到同样的结果 */ resultHash: string | null; /** 行业；空为全部 */ sectors: (string)[]; sides: ("TOWN" | "COUNTY" | "ENTERPRISE")[]; state: "CANCELLED" | "DONE" | "DRAFT" | "QUEUED" | "RUNNING" | "FAILED" | "PUBLISHED"; stateLabel: string; updatedAt: string; version: number };
export type ConfirmationView = { /** 时刻（UTC） */ at: string; /** 办理人 */ by: PersonView; /** 所针对内容的 SHA-256：整改前内容一变即失效 */ contentHash: string; /** 级别 */ level: "TOWN" | "COUNTY" | "CITY"; /** 级别名称 */ levelLabel: string; /** 委托人（受托办理时） */ onBehalfOf: OnBehalfOfView | null; /** 意见 */ opinion: string | null };
export type ContingencyPlanDto = { /** 预案文件（已上传的佐证编号） */ evidenceId?: string | null; /** 预案要点 */ summary: string };
export type ContingencyPlanView = { /** 预案文件 */ evidenceId: string | null; /** 预案要点 */ summary: string };
export type CountsView = { /** 有修改 */ changed: number; /** 新登记（检查时：将新登记） */ created: number; /** 退回 */ refused: number; /** 已处理的行数 */ rows: number; /** 没有变化 */ same: number };
export type CreateApiKeyDto = { /** 有效期的最后一天，距今不超过 365 天 */ expiresOn: string; /** 名称：哪个系统使用 */ name: string; /** 密钥代表的单位编号：所见与所能登记的以此为限 */ organisationId: string; /** 权限 */ scopes: ("hazards:read" | "hazards:write" | "evidence:write" | "comparisons:read" | "webhooks:manage")[] };
export type CreateChannelDto = { /** OA 接口的地址；内网地址须先列入 outward-targets 设置 */ baseUrl: string; /** 方言：见 GET /oa/dialects */ dialect: "WEAVER_E9" | "SEEYON_A8" | "LANDRAY_EKP" | "DINGTALK_GOV" | "WECOM" | "GENERIC"; /** 从 OA 打开本系统页面的地址 */ linkBase: string; /** 名称 */ name: string; /** 哪些单位的人员在此 OA 中；不填为镇中心和县局 */ organisationKinds?: ("ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU")[]; /** 站点参数：名称见方言 */ parameters?: Record<string, string>; /** 每分钟调用上限；不填按方言 */ ratePerMinute?: number; /** 接口账号、密钥：名称见方言；加密存放，不再显示 */ secrets?: Record<string, string> };
export type CreateDelegationDto = { /** 开始：某日（自当日零时起）或某一时刻 */ from: string; /** 事由 */ reason: string; /** 委托的角色，须为本人自有的角色 */ role: "OPERATOR" | "PRINCIPAL" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR"; /** 受托人编号：本单位在用人员；检查人员、审批人员的角色也可在上下级监管单位之间委托 */ toUserId: string; /** 结束：某日（含当日）或某一时刻，距开始不超过 90 天 */ until: string };
export type CreateUserDto = { /** 邮箱：每天的通知汇总发到这里；null 为不发 */ email?: string | null; /** 姓名 */ name: string; /** 所属单位编号 */ organisationId: string; /** 初始密码：10–128 个字符，不含用户名 */ password: string; /** 职务 */ post?: string | null; /** 角色，须为该类单位可有的角色 */ roles: ("OPERATOR" | "PRINCIPAL" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR")[]; /** 用户名：3–64 个小写字母、数字或 . _ - @，全系统唯一，不能修改 */ username: string };
export type CreateWebhookDto = { /** 事件类型；hazard.* 为隐患的全部事件 */ eventTypes: ("hazard.*" | "hazard.registered.v1" | "hazard.patch.v1" | "hazard.five-in-place.v1" | "hazard.cause-analysis.v1" | "hazard.workers-informed.v1" | "hazard.assessments.v1" | "hazard.attach.v1" | "hazard.signed.v1" | "hazard.refuse-to-sign.v1" | "hazard.take-over.v1" | "hazard.confirmed.v1" | "hazard.sent-back.v1" | "hazard.record-progress.v1" | "hazard.amended.v1" | "hazard.rectification-submitted.v1" | "hazard.accepted.v1" | "hazard.closed.v1" | "hazard.request-extension.v1" | "hazard.decide-extension.v1" | "hazard.reclassified.v1" | "hazard.list-for-supervision.v1" | "hazard.delist.v1" | "hazard.verified.v1" | "hazard.suspend-operations.v1" | "hazard.resume-operations.v1" | "hazard.voided.v1" | "hazard.restored.v1" | "hazard.join-finder.v1" | "hazard.leave-finder.v1" | "hazard.follow-enterprise.v1" | "hazard.follow-area.v1" | "hazard.reminded.v1" | "hazard.overdue.v1" | "hazard.missed.v1")[]; /** 接收单位：只推送该单位范围内的隐患。管理员可填本县其他单位；不填为调用者的单位 */ organisationId?: string; /** 接收地址：http 或 https，不得指向内网（县管理员在设置 outward-targets 中列出的除外；沙箱允许本机） */ url: string };
export type DecideExtensionDto = { /** 延期申请编号 */ extensionId: string; /** 意见 */ opinion?: string; /** 决定 */ verdict: "APPROVED" | "REFUSED" };
export type DelegationView = { /** 创建时间 */ createdAt: string; /** 提前结束的时间；未提前结束为 null */ endedAt: string | null; /** 开始时间 */ from: string; /** 委托人 */ fromUser: PersonBrief; /** 委托编号 */ id: string; /** 此刻是否生效 */ inForce: boolean; /** 委托人所属单位：受托人以其名义办理 */ organisation: OrganisationBrief; /** 事由 */ reason: string; /** 委托的角色 */ role: "PRINCIPAL" | "OPERATOR" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR"; /** 角色的中文名称 */ roleLabel: string; /** 受托人 */ toUser: PersonBrief; /** 结束时间 */ until: string; /** 版本号 */ version: number };
export type DeliveryView = { /** 已尝试次数 */ attemptCount: number; /** 最近 20 次尝试 */ attempts: (AttemptView)[]; /** 事件进入发送队列的时间 */ createdAt: string; /** 事件编号，即 webhook-id */ eventId: string; /** 事件类型 */ eventType: string; /** 送达、搁置或取消的时间 */ finishedAt: string | null; /** 隐患编号；测试推送为 null */ hazardId: string | null; /** 投递编号 */ id: string; /** 最近一次答复的 HTTP 状态 */ lastStatus: number | null; /** 下次尝试时间；不再尝试为 null */ nextAttemptAt: string | null; /** 在接收单位事件流中的位置；测试推送为 null */ position: number | null; /** 搁置、取消或最近一次未成功的原因 */ reason: string | null; /** 原因名称 */ reasonLabel: string | null; /** 状态 */ state: "CANCELLED" | "WAITING" | "DELIVERED" | "PARKED"; /** 状态名称 */ stateLabel: string };
export type DialectView = { /** 方言 */ dialect: string; /** 名称 */ dialectLabel: string; /** 说明 */ note: string; /** 须给的站点参数 */ parameters: (string)[]; /** 默认每分钟调用上限 */ ratePerMinute: number; /** 须给的密钥 */ secrets: (string)[] };
export type DialectsView = { /** 随版本提供的方言 */ items: (DialectView)[] };
export type DigestView = { /** 形成时刻 */ createdAt: string; /** 日期 */ day: string; /** 办理结果条数 */ decisionCount: number; /** 邮件：NONE 不发，WAITING 待发，SENT 已发，PARKED 停发待查 */ emailState: "WAITING" | "PARKED" | "NONE" | "SENT"; /** 编号 */ id: string; /** 逾期通知条数 */ overdueCount: number; /** 到期提醒条数 */ reminderCount: number; /** 邮件发出的时刻 */ sentAt: string | null };
export type EnterpriseChangeDto = { /** 地址 */ address?: string | null; /** 统一社会信用代码，校验码须正确（GB 32100），县内唯一 */ creditCode?: string; /** 名称 */ name?: string; /** 总公司的编号；分支机构各自是一家企业，车间不是 */ parentId?: string | null; /** 风险等级代码：RED、ORANGE、YELLOW、BLUE（红橙黄蓝），A–D，或县里自定的代码 */ riskClass?: string | null; /** 重点风险特征代码，例如 BLAST_FURNACE 高炉；审批层级可据此另定 */ riskFeatures?: (string)[]; /** 规模代码：LARGE、MEDIUM、SMALL、MICRO（大中小微），ABOVE、BELOW（规上、规下），或县里自定的代码 */ scale?: string | null; /** 行业 */ sector?: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER"; /** 简称、曾用名 */ shortNames?: (string)[]; /** 状态 */ status?: "ACTIVE" | "CEASED" };
export type EnterprisePage = { /** 本页各项 */ items: (EnterpriseView)[]; /** 下一页的游标；没有下一页时为 null */ nextCursor: string | null; /** 总数（count=true 时，一万以内） */ total?: number; /** 总数超过一万时，至少为此数 */ totalIsAtLeast?: number };
export type EnterpriseSheetView = { creditCode: string | null; /** 台账中的企业编号 */ enterpriseId: string | null; hazards: (OutcomeView)[]; id: string; name: string; /** 各清单中的写法 */ names: (string)[]; town: string; townCode: string | null };
export type EnterpriseView = { /** 地址 */ address: string | null; /** 区划代码 */ areaCode: string; /** 区划名称 */ areaName: string; /** 登记时刻 */ createdAt: string; /** 统一社会信用代码；临时登记的可能没有 */ creditCode: string | null; /** 编号 */ id: string; /** 类别 */ kind: "ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU"; /** 类别名称 */ kindLabel: string; /** 并入的单位编号 */ mergedIntoId: string | null; /** 名称 */ name: string; /** 上级单位编号（分支机构） */ parentId: string | null; /** 监管单位临时登记、待管理员并入正式企业 */ provisional: boolean; /** 风险等级 */ riskClass: string | null; /** 风险等级名称 */ riskClassLabel: string | null; /** 重点风险特征 */ riskFeatures: (string)[]; /** 重点风险特征名称，次序相同 */ riskFeaturesLabel: (string)[]; /** 规模 */ scale: string | null; /** 规模名称 */ scaleLabel: string | null; /** 行业 */ sector: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER" | null; /** 行业名称 */ sectorLabel: string | null; /** 简称 */ shortNames: (string)[]; /** 状态 */ status: "ACTIVE" | "CEASED"; /** 状态名称 */ statusLabel: string; /** 最近更新时刻 */ updatedAt: string; /** 版本号 */ version: number };
export type EscalationRuleView = { /** 期限的种类 */ deadlineKind: string; /** 期限的种类名称 */ deadlineKindLabel: string; /** 逾期第几天通知 */ overdueDaysAfter: (number)[]; /** 通知谁 */ recipients: (TellView)[]; /** 期限之前第几天提醒 */ remindDaysBefore: (number)[]; /** 之后每多少天再通知 */ thenEveryDays: number | null; /** 多少个工作日；期限是某一天的为 null */ workingDays: number | null };
export type EscalationRulesView = { /** 各种期限的提醒与逾期通知 */ items: (EscalationRuleView)[]; /** 上一次；尚未有过为 null */ lastRun: LastRunView | null; /** 每天形成通知的时刻（县的时间） */ madeAt: string; /** 只有一页 */ nextCursor: string | null; /** 下一次的时刻 */ nextRunAt: string; /** 设置 escalation 现在生效的版本 */ version: number; /** 工作日历的最后一天；今年的尚未录入时为 null */ workingCalendarEndsOn: string | null };
export type EventView = { /** 只有编号和状态：hazardId、ledgerNo、version、status、previousStatus 及其中文名称；内容请用 GET /hazards/{id} 读取 */ data: Record<string, unknown>; /** data 的格式 */ datacontenttype: "application/json"; /** 事件编号：同一事件对所有接收方、每次重发都相同，按它去重 */ id: string; /** 在您的事件流中的位置：从 1 起连续，无空缺 */ position?: number; /** 来源：县 */ source: string; /** CloudEvents 版本 */ specversion: "1.0"; /** 隐患编号 */ subject?: string; /** 发生时间 */ time: string; /** 类型；hazard.withdrawn.v1 表示该隐患已不在您的范围内，只保留位置 */ type: string };
export type EvidenceView = { /** 上传时刻 */ createdAt: string; /** 文件名，已去除路径和不可见字符 */ fileName: string; /** 所属隐患 */ hazardId: string; /** 佐证编号 */ id: string; /** 类别 */ kind: "BEFORE" | "AFTER" | "DOCUMENT" | "PLAN" | "SIGNED_SHEET"; /** 类别名称 */ kindLabel: string; /** 按内容判定的类型 */ mediaType: string; /** 照片的核对；不是照片时为 null。只有监管单位可见；相机所记的时刻和位置不提供 */ photoCheck?: PhotoCheckView | null; /** 同一文件或同一张照片先前已用于本县另一条隐患；没有时为 null。上传后数秒内比对完成。只有监管单位可见 */ reusedFrom?: ReusedFromView | null; /** 文件内容的 SHA-256 */ sha256: string; /** 字节数 */ size: number; /** 拍摄或形成的时刻；未提供时为 null */ takenAt: string | null; /** 上传人 */ uploadedBy: UploaderView };
export type ExchangeDto = { /** 通道编号 */ channelId: string; /** OA 签发的一次性票据，60 秒内有效 */ ticket: string };
export type ExportAsked = { /** 筛选条件，与 GET /hazards 相同；不写则为范围内的全部（不含已作废） */ filters?: HazardFilters; /** 表的种类：ENTERPRISE_LEDGER 一企一台账、THREE_LISTS 三清单（问题、整改、责任）、MAJOR_DETAIL 重大隐患明细 */ kind: "ENTERPRISE_LEDGER" | "THREE_LISTS" | "MAJOR_DETAIL" };
export type ExportView = { /** 申请人 */ askedBy: string; /** 申请时间 */ createdAt: string; /** 未能完成的原因；没有时为 null */ fault: FaultView | null; /** 文件名 */ fileName: string | null; /** 文件保留至 */ filesUntil: string; /** 完成时间；未完成为 null */ finishedAt: string | null; /** 编号 */ id: string; /** 表的种类 */ kind: string; /** 种类名称 */ kindLabel: string; /** 隐患条数；未完成为 null */ rowCount: number | null; /** 文件的 SHA-256 */ sha256: string | null; /** 字节数 */ sizeBytes: number | null; /** 状态：QUEUED、DONE、FAILED */ state: string; /** 状态名称 */ stateLabel: string };
export type ExtensionDecisionView = { /** 时刻（UTC） */ at: string; /** 决定人 */ by: PersonView; /** 原期限 */ from: string; /** 意见 */ opinion: string | null };
export type ExtensionView = { /** 申请的期限 */ deadline: string; /** 决定 */ decision: ExtensionDecisionView | null; /** 延期申请编号 */ id: string; /** 防范措施 */ interimMeasures: string | null; /** 是否逾期后才申请（只能由县级决定） */ late: boolean; /** 理由 */ reason: string; /** 申请时刻（UTC） */ requestedAt: string; /** 申请人 */ requestedBy: PersonView; /** 状态 */ state: "APPROVED" | "REFUSED" | "PENDING"; /** 状态名称 */ stateLabel: string };
export type FactActorView = { id: string; kind: string; name: string; organisation: string; organisationId: string; role: string; roleLabel: string | null };
export type FactView = { actor: FactActorView; address: string; at: string; /** 签字、确认、验收所针对内容的 SHA-256 */ contentHash: string | null; /** 所载内容，及被替换的旧值 */ detail: Record<string, unknown>; from: string | null; fromLabel: string | null; hash: string; move: string; moveLabel: string | null; objectId: string; /** 对象种类 */ objectKind: "HAZARD" | "AREA" | "ORGANISATION" | "USER" | "API_KEY" | "DELEGATION" | "SETTING" | "EXPORT" | "CLOCK" | "DUE_DATE" | "NOTICE" | "DIGEST" | "WEBHOOK" | "IMPORT" | "COMPARISON" | "OA_CHANNEL"; objectKindLabel: string | null; onBehalfOf: { id: string; name: string }; opinion: string | null; previousHash: string; requestId: string; to: string | null; toLabel: string | null; /** 该对象的第几条事实 */ version: number };
export type FaultView = { /** 代码 */ code: string; /** 说明 */ message: string };
export type FinderView = { /** 级别 */ level: "TOWN" | "COUNTY" | "ENTERPRISE"; /** 级别名称 */ levelLabel: string; /** 发现日期 */ on: string; /** 单位 */ organisation: string; /** 单位编号 */ organisationId: string; /** 当时的描述 */ wording: string };
export type FindingView = { kind: "LEVEL_DIFFERS" | "STATUS_DIFFERS" | "REPEATED"; kindLabel: string; message: string };
export type FiveInPlaceDto = { /** 预案 */ contingencyPlan?: ContingencyPlanDto | null; /** 资金 */ funds?: FundsDto | null; /** 措施 */ measures?: string | null; /** 责任 */ responsibility?: ResponsibilityDto | null; /** 时限 */ schedule?: ScheduleDto | null };
export type FiveInPlaceView = { /** 五项是否齐全 */ complete: boolean; /** 预案 */ contingencyPlan: ContingencyPlanView | null; /** 资金 */ funds: FundsView | null; /** 措施 */ measures: string | null; /** 缺哪几项 */ missing: (string)[]; /** 责任 */ responsibility: ResponsibilityView | null; /** 时限 */ schedule: ScheduleView | null };
export type FlaggedRowView = { externalRef: string; flag: string; flagLabel: string; path: string };
export type FoundByDto = { /** 姓名：谁检查、谁签名、谁负责 */ name: string; /** 单位 */ organisation?: string | null; /** 职务 */ post?: string | null };
export type FoundByView = { /** 姓名 */ name: string; /** 单位 */ organisation: string | null; /** 职务 */ post: string | null };
export type FundsDto = { /** 整改资金金额（元） */ amountYuan: string; /** 资金来源 */ source: string; /** 金额为零的理由 */ zeroReason?: string | null };
export type FundsView = { /** 金额（元） */ amountYuan: string; /** 来源 */ source: string; /** 金额为零的理由 */ zeroReason: string | null };
export type HazardCount = { /** 镇 */ areaCode?: string; /** 条数 */ count: number; /** 等级 */ level?: string; /** 等级名称 */ levelLabel?: string | null; /** 行业领域 */ sector?: string; /** 行业领域名称 */ sectorLabel?: string | null; /** 来源 */ source?: string; /** 来源名称 */ sourceLabel?: string | null; /** 状态 */ status?: string; /** 状态名称 */ statusLabel?: string | null };
export type HazardFilters = { /** 区划代码（前缀）：市 4 位、县 6 位、镇 9 位 */ areaCode?: (string)[]; /** 判定条款代码 */ basisClause?: (string)[]; /** 专项行动编号 */ campaignId?: (string)[]; /** 类别 */ category?: ("PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT")[]; /** 销号日期（县的日历日）不早于 */ closedFrom?: string; /** 销号日期（县的日历日）不晚于 */ closedTo?: string; /** 整改期限不早于 */ deadlineFrom?: string; /** 整改期限不晚于 */ deadlineTo?: string; /** 企业编号 */ enterpriseId?: (string)[]; /** 本单位自己的编号（externalRef） */ externalRef?: (string)[]; /** 发现日期不早于 */ foundFrom?: string; /** 发现日期不晚于 */ foundTo?: string; /** 检查编号 */ inspectionId?: (string)[]; /** 等级 */ level?: ("GENERAL" | "MAJOR")[]; /** 是否逾期：整改、督办、签字、确认、验收中任一期限已过 */ overdue?: boolean; /** 逾期的种类：该种期限已过。报表（RETURN）和任务（TASK）的期限不属于隐患，没有隐患因此逾期 */ overdueKind?: ("RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK")[]; /** 整改责任人姓名（全名） */ ownerName?: (string)[]; /** 待哪一级办理 */ pendingLevel?: ("TOWN" | "COUNTY" | "CITY")[]; /** 描述、部位、判定依据中的任意一段文字，2–50 个字符；不分全角半角和大小写 */ q?: string; /** 行业领域 */ sector?: ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 来源 */ source?: ("ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK")[]; /** 状态；已作废的只在此处指明 VOIDED 或使用 updatedSince 时列出 */ status?: ("REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED")[]; /** 是否挂牌督办 */ supervised?: boolean };
export type HazardListItem = { /** 所在镇 */ areaCode: string; /** 判定条款 */ basisClause: string | null; /** 类别 */ category: string; /** 类别名称 */ categoryLabel: string | null; /** 销号时间 */ closedAt: string | null; /** 登记时间 */ createdAt: string; /** 整改期限 */ deadline: string | null; /** 描述 */ description: string; /** 作废时指明的同一隐患 */ duplicateOf: string | null; /** 企业编号 */ enterpriseId: string; /** 企业名称 */ enterpriseName: string; /** 是否有待决定的延期申请 */ extensionPending: boolean; /** 本单位自己的编号；他人的不显示 */ externalRef: string | null; /** 五到位 */ fiveInPlace: ListedFiveInPlace; /** 发现日期 */ foundOn: string; /** 编号 */ id: string; /** 台账编号 */ ledgerNo: string; /** 等级 */ level: string; /** 等级名称 */ levelLabel: string | null; /** 部位 */ location: string | null; /** 是否停产 */ operationsSuspended: boolean; /** 最初的整改期限 */ originalDeadline: string | null; /** 逾期；未逾期为 null */ overdue: ListedOverdue | null; /** 整改责任人 */ owner: ListedOwner | null; /** 待哪一级办理 */ pendingLevel: string | null; /** 待办层级名称 */ pendingLevelLabel: string | null; /** 重复出现的前一条 */ repeatOf: string | null; /** 行业领域 */ sector: string; /** 行业领域名称 */ sectorLabel: string | null; /** 来源 */ source: string; /** 来源名称 */ sourceLabel: string | null; /** 状态 */ status: string; /** 状态名称 */ statusLabel: string | null; /** 挂牌督办；未挂牌为 null */ supervision: ListedSupervision | null; /** 更新时间 */ updatedAt: string; /** 版本 */ version: number };
export type HazardSummary = { /** 各组 */ items: (HazardCount)[] };
export type HazardView = { /** 现行有效的验收 */ acceptances: (AcceptanceView)[]; /** 您现在可以办理的事项 */ allowedMoves: (string)[]; /** 所在镇区划代码 */ areaCode: string; /** 定期安全评估 */ assessments: (AssessedView)[]; /** 判定条款 */ basisClause: string | null; /** 判定依据说明 */ basisNote: string | null; /** 所属专项行动 */ campaignIds: (string)[]; /** 类别 */ category: "PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT"; /** 类别名称 */ categoryLabel: string; /** 七溯源一分析 */ causeAnalysis: Record<string, unknown> | null; /** 销号时刻（UTC） */ closedAt: string | null; /** 现行有效的确认 */ confirmations: (ConfirmationView)[]; /** 登记时刻（UTC） */ createdAt: string; /** 整改期限（当天 24 时止，县所在时区） */ deadline: string | null; /** 隐患描述 */ description: string; /** 作废时并入的那一条 */ duplicateOf: string | null; /** 是否代报 */ enteredByProxy: boolean; /** 企业编号 */ enterpriseId: string; /** 企业名称 */ enterpriseName: string; /** 延期 */ extensions: (ExtensionView)[]; /** 登记单位自己的编号（仅该单位可见） */ externalRef: string | null; /** 发现级别 */ finderLevel: "TOWN" | "COUNTY" | "ENTERPRISE"; /** 发现级别名称 */ finderLevelLabel: string; /** 发现单位（同一隐患可有多个） */ finders: (FinderView)[]; /** 五到位 */ fiveInPlace: FiveInPlaceView; /** 检查人员 */ foundBy: (FoundByView)[]; /** 发现日期 */ foundOn: string; /** 编号（UUID v7） */ id: string; /** 所属检查 */ inspectionId: string | null; /** 防范措施 */ interimMeasures: string | null; /** 本次修改使已有的签字、确认失效（仅修改时） */ lapsed?: boolean; /** 台账编号：镇代码-年份-序号，永不重复 */ ledgerNo: string; /** 等级 */ level: "GENERAL" | "MAJOR"; /** 等级的历次认定 */ levelHistory: (LevelChangeView)[]; /** 等级名称 */ levelLabel: string; /** 隐患部位 */ location: string | null; /** 是否停产 */ operationsSuspended: boolean; /** 最初的整改期限 */ originalDeadline: string | null; /** 逾期 */ overdue: OverdueView | null; /** 整改责任人 */ owner: OwnerView | null; /** 等待哪一级确认或验收 */ pendingLevel: "TOWN" | "COUNTY" | "CITY" | null; /** 等待级别名称 */ pendingLevelLabel: string | null; /** 拒签记录 */ refusal: RefusalView | null; /** 登记人 */ registeredBy: RegistrantView; /** 重复出现的前一条 */ repeatOf: string | null; /** 确认和验收的层级 */ route: RouteView; /** 行业领域 */ sector: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER"; /** 行业领域名称 */ sectorLabel: string; /** 主要负责人签字（现行有效的） */ signature: SignatureView | null; /** 更正后尚待重新签字 */ signatureOwed: boolean; /** 来源 */ source: "ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK"; /** 来源名称 */ sourceLabel: string; /** 状态 */ status: "REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED"; /** 状态名称 */ statusLabel: string; /** 验收申请 */ submission: SubmissionView | null; /** 督办人员 */ supervisingOfficer: string | null; /** 挂牌督办 */ supervision: SupervisionView | null; /** 停产停业整顿 */ suspension: SuspensionView | null; /** 提级接管 */ takenOver: TakeOverView | null; /** 是否关闭取缔办结（不计入已整改） */ terminated: boolean; /** 更新时刻（UTC） */ updatedAt: string; /** 核查 */ verifications: (VerificationView)[]; /** 版本号，也是最近一条记录的序号；用于 If-Match */ version: number; /** 双报告：向职工大会（职代会）或从业人员通报 */ workersInformed: (InformedView)[] };
export type ImportRowView = { /** 逐项修改 */ changes: (RowChangeView)[]; /** 隐患编号；没有登记的为 null */ hazardId: string | null; /** 台账编号 */ ledgerNo: string | null; /** 提示 */ notes: (string)[]; /** 结果：CREATED、CHANGED、SAME、REFUSED；只检查时为将会如何 */ outcome: string; /** 结果名称 */ outcomeLabel: string; /** 退回的原因 */ reasons: (RowReasonView)[]; /** 行号，与表格软件所示一致 */ row: number; /** 工作表 */ sheet: string };
export type ImportView = { /** 等级的代码集 */ codeSet: string | null; /** 代码集名称 */ codeSetLabel: string | null; /** 逐行结果的合计 */ counts: CountsView; /** 上传时间 */ createdAt: string; /** 只检查 */ dryRun: boolean; /** 整个文件未能办理的原因；没有时为 null */ fault: FaultView | null; /** 文件名 */ fileName: string; /** 文件保留至（此后不能下载标注文件或提交） */ filesUntil: string; /** 检查或导入完成的时间；未完成为 null */ finishedAt: string | null; /** 编号 */ id: string; /** 上传人 */ postedBy: string; /** 文件的 SHA-256 */ sha256: string; /** 认出的工作表 */ sheets: (SheetView)[]; /** 字节数 */ sizeBytes: number; /** 状态：CHECKING、CHECKED、IMPORTING、DONE、FAILED */ state: string; /** 状态名称 */ stateLabel: string; /** 提示 */ warnings: (string)[] };
export type InboxView = { /** 收到的内容 */ event: Record<string, unknown> | null; /** 签名无效的原因；有效为 null */ fault: string | null; /** 编号 */ id: string; /** webhook-id */ messageId: string | null; /** 收到时间 */ receivedAt: string; /** 事件类型 */ type: string | null; /** 签名是否有效 */ verified: boolean; /** 签名所属的推送；无效为 null */ webhookId: string | null };
export type InformedView = { /** 日期 */ day: string; /** 佐证编号 */ evidenceId: string | null; /** 方式 */ how: string };
export type JoinPairDto = { /** 一条记录 */ left: RecordRefDto; /** 理由 */ note: string; /** 另一条记录 */ right: RecordRefDto };
export type LastRunView = { /** 时刻 */ at: string; /** 当天形成的通知条数 */ madeCount: number; /** 办到哪一天 */ through: string };
export type LastWalkView = { brokenAt: BreakView | null; checked: number; finishedAt: string; intact: boolean; startedAt: string };
export type LevelChangeView = { /** 时刻（UTC） */ at: string; /** 办理人 */ by: string; /** 等级 */ level: "GENERAL" | "MAJOR"; /** 等级名称 */ levelLabel: string; /** 理由 */ reason: string };
export type LimitsView = { /** 批量办理和比对名单的请求体上限，字节 */ batchBodyBytes: number; /** 批量办理一次的条数 */ batchItems: number; /** 请求体上限，字节 */ bodyBytes: number; /** 比对名单每一方的行数 */ comparisonListRows: number; /** 导出一个文件的隐患行数，超过的须缩小范围 */ exportRows: number; /** Idempotency-Key 保留的天数 */ idempotencyKeptDays: number; /** Idempotency-Key 的长度，字符 */ idempotencyKeyCharacters: number; /** 导入一个文件的隐患行数 */ importRows: number; /** JSON 嵌套层数 */ jsonDepth: number; /** 列表每页条数，未指明时 */ pageDefault: number; /** 列表每页条数上限 */ pageMax: number; /** X-Request-Id 的长度，字符 */ requestIdCharacters: number; /** 每个接口密钥每分钟的请求数 */ requestsPerMinuteKey: number; /** 每人每分钟的请求数 */ requestsPerMinutePerson: number; /** 每个地址每分钟的登录次数 */ signInsPerMinuteAddress: number; /** 一般文字的长度，字符 */ textCharacters: number; /** count=true 时，总数准确到多少 */ totalExactTo: number; /** 每个地址每分钟的无效凭证次数，超过后答 429 */ unauthenticatedPerMinuteAddress: number; /** 上传文件上限，字节 */ uploadBytes: number };
export type ListDto = { /** 镇级检查记录（只随镇级清单）：enterpriseName、creditCode、inspectedOn；没有它，漏查与未查不能区分 */ inspections?: (Record<string, unknown>)[]; /** 隐患，每行：externalRef、enterpriseName、creditCode、town、sector、level、description、location、basisClause、foundOn、status、closedOn、inspectors */ rows: (Record<string, unknown>)[] };
export type ListForSupervisionDto = { /** 督办期限 */ deadline: string; /** 督办通知文号 */ noticeNo: string; /** 挂牌级别 */ supervisingLevel: "TOWN" | "COUNTY" | "CITY" | "PROVINCE"; /** 督办单位 */ unit: string };
export type ListTakenView = { /** 参加比对的行数：期间、行业、区域之外的不参加 */ compared: number; /** 照收而须注意的行，至多列 500 项 */ flags: (FlaggedRowView)[]; /** 收下的检查记录 */ inspections: number; /** 收下的行数 */ rows: number; side: "TOWN" | "COUNTY" | "ENTERPRISE"; sideLabel: string; /** 比对的版本号，下一份清单的 If-Match 用它 */ version: number };
export type ListedFiveInPlace = { /** 五项是否齐全 */ complete: boolean; /** 缺哪几项 */ missing: (string)[] };
export type ListedOverdue = { /** 逾期天数 */ days: number; /** 种类 */ kind: string; /** 种类名称 */ kindLabel: string | null; /** 自哪一天起 */ since: string };
export type ListedOwner = { /** 部门 */ department: string | null; /** 姓名 */ name: string; /** 电话；对无关人员打码 */ phone: string | null; /** 职务 */ post: string | null };
export type ListedSupervision = { /** 督办期限 */ deadline: string; /** 督办层级 */ level: string; /** 督办层级名称 */ levelLabel: string | null; /** 挂牌时间 */ listedAt: string; /** 督办文号 */ noticeNo: string; /** 督办单位 */ unit: string };
export type LoginDto = { /** 密码 */ password: string; /** 用户名，不分大小写 */ username: string };
export type MeView = { /** 人员编号；以接口密钥调用时为密钥编号 */ id: string; /** 姓名；以接口密钥调用时为密钥名称 */ name: string; /** 所属单位 */ organisation: OrganisationBrief; /** 本人的角色，不含受托的 */ roles: ("PRINCIPAL" | "OPERATOR" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR")[]; /** 角色的中文名称，次序相同 */ rolesLabel: (string)[] };
export type MentionDto = { /** 统一社会信用代码，有则填写 */ creditCode?: string | null; /** 名称 */ name: string; /** 所在镇 */ town: string };
export type MentionView = { creditCode: string | null; name: string; town: string };
export type MergeAreaDto = { /** 同 successorCode，二者填一 */ intoCode?: string; /** 撤销日期，不晚于今天；不填为今天 */ on?: string; /** 承接的区划代码（同县的现行镇） */ successorCode?: string };
export type MergeEnterpriseDto = { /** 并入的正式登记企业的编号 */ intoId: string };
export type MilestoneDto = { /** 时间节点 */ day: string; /** 节点要求 */ goal: string };
export type MilestoneView = { /** 时间节点 */ day: string; /** 节点要求 */ goal: string };
export type MoveEnterpriseDto = { /** 迁入镇的区划代码 */ areaCode: string };
export type NewApiKeyView = { /** 密钥编号 */ id: string; /** 密钥本身，放在 X-API-Key 中。只显示这一次；以同一 Idempotency-Key 重发时为 null */ key: string | null };
export type NewAreaDto = { /** 区划代码：市 4 位、县 6 位、镇 9 位，以上级代码开头 */ code: string; /** 级别，与代码的位数一致，可不填；县管理员只能新设镇 */ level?: "CITY" | "COUNTY" | "TOWN"; /** 名称 */ name: string; /** 上级区划代码，可不填：即代码的前几位；市级没有上级 */ parentCode?: string | null; /** 启用日期；不填为今天 */ validFrom?: string };
export type NewChannelView = { /** OA 接口的地址 */ baseUrl: string; /** 建立时刻 */ createdAt: string; /** 方言 */ dialect: string; /** 方言名称 */ dialectLabel: string; /** 通道编号 */ id: string; /** 从 OA 打开本系统页面的地址 */ linkBase: string; /** 名称 */ name: string; /** 哪些单位的人员在此 OA 中 */ organisationKinds: ("ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU")[]; /** 站点参数 */ parameters: Record<string, unknown>; /** 每分钟调用上限 */ ratePerMinute: number; /** 单点登录票据的签名密钥：只显示这一次，交给 OA 管理员 */ ssoSecret: string; /** 状态 */ state: "ACTIVE" | "PAUSED"; /** 状态名称 */ stateLabel: string; /** 修改时刻 */ updatedAt: string; /** 版本 */ version: number };
export type NewComparisonDto = { /** 比对的区域：县或一个镇的区划代码 */ areaCode: string; /** 数据来自台账（LEDGER），或另行报送的清单（LISTS） */ from: "LEDGER" | "LISTS"; /** 统计和通报显示的等级：任一方定为重大的（MAJOR，默认），或全部（ALL） */ levels?: "MAJOR" | "ALL"; /** 名称 */ name: string; /** 期间的第一天（按发现日期，含当天） */ periodFrom: string; /** 期间的最后一天（含当天） */ periodTo: string; /** 比对的行业；不填为全部 */ sectors?: ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 比对的各方；须有县级和镇级 */ sides: ("COUNTY" | "TOWN" | "ENTERPRISE")[] };
export type NewEnterpriseDto = { /** 地址 */ address?: string | null; /** 所在镇的区划代码 */ areaCode: string; /** 统一社会信用代码，校验码须正确（GB 32100），县内唯一 */ creditCode?: string; /** 名称 */ name: string; /** 总公司的编号；分支机构各自是一家企业，车间不是 */ parentId?: string | null; /** 风险等级代码：RED、ORANGE、YELLOW、BLUE（红橙黄蓝），A–D，或县里自定的代码 */ riskClass?: string | null; /** 重点风险特征代码，例如 BLAST_FURNACE 高炉；审批层级可据此另定 */ riskFeatures?: (string)[]; /** 规模代码：LARGE、MEDIUM、SMALL、MICRO（大中小微），ABOVE、BELOW（规上、规下），或县里自定的代码 */ scale?: string | null; /** 行业 */ sector: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER"; /** 简称、曾用名 */ shortNames?: (string)[]; /** 状态 */ status?: "ACTIVE" | "CEASED" };
export type NewOrganisationDto = { /** 地址 */ address?: string | null; /** 所辖区划代码 */ areaCode: string; /** 类别；企业请用 POST /enterprises */ kind: "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU"; /** 名称 */ name: string; /** 简称 */ shortNames?: (string)[] };
export type NewWebhookView = { /** 推送编号 */ id: string; /** 签名密钥（Standard Webhooks）。只显示这一次；以同一 Idempotency-Key 重发时为 null */ secret: string | null };
export type NoticeView = { /** 签收时刻；未签收为 null */ acknowledgedAt: string | null; /** 签收人姓名 */ acknowledgedBy: string | null; /** 形成时刻 */ createdAt: string; /** 期限的种类；与期限无关的办理结果为 null */ deadlineKind: string | null; /** 期限的种类名称 */ deadlineKindLabel: string | null; /** 期限 */ dueOn: string | null; /** 隐患编号 */ hazardId: string | null; /** 通知编号 */ id: string; /** 类别 */ kind: string; /** 类别名称 */ kindLabel: string; /** 状态：已发出；或中断之后补记、由后续通知代替 */ state: string; /** 状态名称 */ stateLabel: string; /** 提醒：期限之前多少天；逾期通知：期限之后多少天；办理结果为 null */ step: number | null; /** 应发出的日期 */ stepOn: string };
export type OaDeliveryView = { /** 已试次数 */ attemptCount: number; /** 通道编号 */ channelId: string; /** 通道名称 */ channelName: string; /** 产生时刻 */ createdAt: string; /** 结束时刻 */ finishedAt: string | null; /** 推送编号 */ id: string; /** 下次时刻；不再送的为 null */ nextAttemptAt: string | null; /** 原因代码 */ reason: string | null; /** 原因及处理办法 */ reasonLabel: string | null; /** 给谁的：人员编号 */ recipientId: string; /** 给谁的：姓名 */ recipientName: string; /** 状态 */ state: string; /** 状态名称 */ stateLabel: string; /** 标题 */ title: string; /** 待办编号 */ todoId: string; /** 待办的版本 */ version: number };
export type OaPersonDto = { /** 该人员在 OA 中的编号（登录名、工号等） */ externalId: string; /** 人员编号；与 username 二选一 */ userId?: string; /** 用户名 */ username?: string };
export type OaPersonView = { /** 在 OA 中的编号 */ externalId: string; /** 姓名 */ name: string; /** 人员编号 */ userId: string; /** 用户名 */ username: string };
export type OaPersonsView = { /** 新增的人数 */ addedCount: number; /** 编号有变的人数 */ changedCount: number; /** 只核对、未写入 */ dryRun: boolean; /** 对应表 */ items: (OaPersonView)[]; /** 去掉的人数 */ removedCount: number; /** 因此重新送出的待办数 */ resentCount: number; /** 通道的版本，供 If-Match */ version: number };
export type OaProfileView = { /** 本站的不同之处 */ overrides: Record<string, unknown>; /** 实际使用的对接约定：方言加上本站的不同之处 */ profile: Record<string, unknown>; /** 版本 */ version: number };
export type OaPutPersonsDto = { /** 整个对应表 */ items: (OaPersonDto)[] };
export type OaPutProfileDto = { /** 与方言不同之处：open、done、cancelled、token、list、rules、signature、timeFormat、lateOpening、titleCharacters、remoteIdAt */ profile: Record<string, unknown> };
export type OaQueuedView = { /** 推送编号 */ id: string; /** 状态 */ state: string };
export type OaTestChannelDto = { /** 以谁的名义收一条测试待办；不填为本人。须在人员对应表中 */ userId?: string };
export type OaTestStepView = { /** 是否成功 */ ok: boolean; /** 没有成功的原因 */ reason: string | null; /** 步骤 */ step: string };
export type OaTestView = { /** 是否全部成功 */ ok: boolean; /** 逐步结果：送一条测试待办，再办结 */ steps: (OaTestStepView)[] };
export type OnBehalfOfView = { /** 委托人编号 */ id: string; /** 委托人姓名 */ name: string };
export type OpinionDto = { /** 确认意见 */ opinion?: string };
export type OpinionNeededDto = { /** 意见，必填 */ opinion: string };
export type OrganisationBrief = { /** 区划代码 */ areaCode: string; /** 单位编号 */ id: string; /** 单位类别 */ kind: "ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU"; /** 单位类别的中文名称 */ kindLabel: string; /** 单位名称 */ name: string };
export type OrganisationChangeDto = { /** 地址 */ address?: string | null; /** 名称 */ name?: string; /** 简称 */ shortNames?: (string)[]; /** 状态 */ status?: "ACTIVE" | "CEASED" };
export type OrganisationPage = { /** 本页各项 */ items: (OrganisationView)[]; /** 下一页的游标；没有下一页时为 null */ nextCursor: string | null; /** 总数（count=true 时，一万以内） */ total?: number; /** 总数超过一万时，至少为此数 */ totalIsAtLeast?: number };
export type OrganisationView = { /** 地址 */ address: string | null; /** 区划代码 */ areaCode: string; /** 区划名称 */ areaName: string; /** 登记时刻 */ createdAt: string; /** 编号 */ id: string; /** 类别 */ kind: "ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU"; /** 类别名称 */ kindLabel: string; /** 并入的单位编号 */ mergedIntoId: string | null; /** 名称 */ name: string; /** 上级单位编号（分支机构） */ parentId: string | null; /** 简称 */ shortNames: (string)[]; /** 状态 */ status: "ACTIVE" | "CEASED"; /** 状态名称 */ statusLabel: string; /** 最近更新时刻 */ updatedAt: string; /** 版本号 */ version: number };
export type OutcomeView = { enterpriseId: string | null; findings: (FindingView)[]; id: string; /** 各方所定的最高等级 */ level: string; levelLabel: string; /** 仅县级发现的，镇级为何没有 */ missed: "MISSED" | "NEVER_INSPECTED" | "FOUND_AFTER_VISIT" | "UNKNOWN" | null; missedLabel: string | null; outcome: "MATCHED" | "COUNTY_ONLY" | "TOWN_ONLY" | "ENTERPRISE_ONLY"; outcomeLabel: string; /** 重大隐患尚未完成确认，另列 */ pending: boolean; records: (RecordView)[]; /** 列入统计和通报 */ shown: boolean; town: string; townCode: string | null; /** 涉及的待核定的记录对 */ undecidedPairs: (string)[] };
export type OverdueView = { /** 天数 */ days: number; /** 类别 */ kind: string; /** 类别名称 */ kindLabel: string | null; /** 自哪天起 */ since: string };
export type OwnerDto = { /** 部门 */ department?: string | null; /** 整改责任人姓名 */ name: string; /** 联系电话，加密保存，对无关人员打码 */ phone?: string | null; /** 职务 */ post?: string | null };
export type OwnerView = { /** 部门 */ department: string | null; /** 姓名 */ name: string; /** 电话；对无关人员打码 */ phone: string | null; /** 职务 */ post: string | null };
export type PairView = { /** 两段描述中相符的部分：起止字符位置 */ agreeing: Record<string, unknown>; /** 一方的记录合写了几条隐患 */ covers: boolean; decision: "SAME" | "DIFFERENT" | "UNDECIDED"; decisionLabel: string; id: string; left: RecordView; /** 由比对得出，或由审批人员指定 */ origin: "MATCHER" | "OFFICER"; /** 理由 */ reasons: (string)[]; right: RecordView; ruling: RulingView | null; /** 0–1；由审批人员指定的为 null */ score: number | null; tier: "AUTO" | "REVIEW"; tierLabel: string };
export type PaperView = { /** 签字单佐证编号 */ evidenceId: string; /** 纸面签字日期 */ signedOn: string };
export type ParametersView = { /** 沿用的企业名称确认（条） */ aliases?: number; /** 镇级检查记录（条）；没有则为 null，漏查与未查不能区分 */ inspections?: number | null; /** 统计和通报显示的等级 */ levels: "MAJOR" | "ALL"; /** 词表版本 */ lexiconVersion?: string; /** 县级重大隐患少于此数的镇，只列数字，不排名 */ minDenominator: number; /** 沿用的人工核定（对） */ rulings?: number; /** 权重版本 */ weightsVersion?: string };
export type ParkedDigestView = { /** 试过几次 */ attemptCount: number; /** 形成时刻 */ createdAt: string; /** 日期 */ day: string; /** 办理结果条数 */ decisionCount: number; /** 邮件：NONE 不发，WAITING 待发，SENT 已发，PARKED 停发待查 */ emailState: "WAITING" | "PARKED" | "NONE" | "SENT"; /** 编号 */ id: string; /** 逾期通知条数 */ overdueCount: number; /** 原因 */ reason: string | null; /** 到期提醒条数 */ reminderCount: number; /** 邮件发出的时刻 */ sentAt: string | null; /** 人员编号 */ userId: string };
export type PatchChannelDto = { /** OA 接口的地址 */ baseUrl?: string; /** 从 OA 打开本系统页面的地址 */ linkBase?: string; /** 名称 */ name?: string; /** 哪些单位的人员在此 OA 中，整体替换；新增的随即送出，去掉的随即撤下 */ organisationKinds?: ("ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU")[]; /** 站点参数，整体替换 */ parameters?: Record<string, string>; /** 每分钟调用上限 */ ratePerMinute?: number; /** 接口账号、密钥，整体替换 */ secrets?: Record<string, string>; /** 启用、暂停；暂停期间的待办在启用后送出 */ state?: "ACTIVE" | "PAUSED" };
export type PatchHazardDto = { /** 判定条款代码 */ basisClause?: string | null; /** 判定依据说明 */ basisNote?: string | null; /** 所属专项行动 */ campaignIds?: (string)[]; /** 隐患类别：人、物、环境、管理 */ category?: "PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT"; /** 整改期限；首次签字、确认等手续之后只能延期 */ deadline?: string; /** 隐患描述 */ description?: string; /** 检查人员 */ foundBy?: (FoundByDto)[]; /** 所属检查 */ inspectionId?: string | null; /** 整改期间的防范措施 */ interimMeasures?: string | null; /** 隐患部位 */ location?: string | null; /** 是否已停产 */ operationsSuspended?: boolean; /** 整改责任人 */ owner?: OwnerDto | null; /** 重复出现的前一条隐患 */ repeatOf?: string | null; /** 督办人员 */ supervisingOfficer?: string | null };
export type PatchUserDto = { /** 邮箱：每天的通知汇总发到这里；null 为不发 */ email?: string | null; /** 姓名 */ name?: string; /** 重置密码；其登录随即结束，再次登录后须先用 PUT /auth/password 改为自己的密码，此前其他操作均答 403 PASSWORD_CHANGE_NEEDED。本人改密码用 PUT /auth/password */ password?: string; /** 职务 */ post?: string | null; /** 角色，替换原有的全部角色 */ roles?: ("OPERATOR" | "PRINCIPAL" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR")[]; /** 状态：停用即结束其登录和委托 */ status?: "ACTIVE" | "DISABLED" };
export type PersonBrief = { /** 人员编号 */ id: string; /** 姓名 */ name: string };
export type PersonView = { /** 人员编号 */ id: string; /** 姓名 */ name: string; /** 单位 */ organisation: string; /** 单位编号 */ organisationId: string };
export type PhotoCheckView = { /** 相机所记位置与本条隐患另一张照片相距不到 1 公里；无从比较时为 null */ placeAgrees: boolean | null; /** 核对进展 */ state: "WAITING" | "COMPARED" | "NOT_COMPARED" | "UNREADABLE"; /** 核对进展的名称 */ stateLabel: string; /** 相机所记时刻与所报 takenAt 相差不到 1 小时；缺一项时为 null */ takenAtAgrees: boolean | null; /** 整改后照片的拍摄日期早于隐患的发现日期；相机未记时为 null */ takenBeforeFound: boolean | null };
/** RFC 9457。同一类的理由一次全部给出；code 稳定，可用于程序判断。 */ export type Problem = { code: string; /** 中文；请求带 Accept-Language: en 时为英文 */ detail: string; errors: ({ code: string; message: string; /** 字段，例如 items[3].level；与字段无关时为 null */ path: string | null })[]; requestId: string; status: number; title: string; type: string };
export type ProgressView = { /** 百分比 */ percent: number; step: "WAITING" | "READING" | "MATCHING" | "WRITING" | "FINISHED"; stepLabel: string };
export type ProvisionalEnterpriseDto = { /** 地址 */ address: string; /** 所在镇的区划代码 */ areaCode: string; /** 企业名称 */ name: string };
export type PublicationView = { /** 发文字号 */ documentNo: string | null; /** 所公布内容的 SHA-256 */ hash: string; /** 县内当年的通报编号 */ number: string; publishedAt: string; /** 公布人 */ publishedBy: string; signedOff: (SignOffView)[] };
export type PublishDto = { /** 发文字号，由县局自行编定 */ documentNo?: string; /** 要求各镇书面报送整改情况的日期，写入通报 */ followUpBy?: string; /** 签发说明 */ signOffs?: (SignOffDto)[] };
export type PutSettingDto = { /** 生效时刻，不早于现在；不填为立即生效 */ effectiveFrom?: string; /** 设置的内容，形状同读取时的 value */ value: Record<string, unknown> };
export type QueuedView = { /** 投递编号：结果见 GET /webhooks/{id}/deliveries */ deliveryId: string };
export type RankedFigureView = { denominator: number; /** 未比对，或基数不足 */ note: string | null; numerator: number; /** 并列同名次；不排名的为 null */ rank: number | null; value: number | null };
export type ReasonDto = { /** 理由 */ reason: string };
export type ReclassifyDto = { /** 判定条款 */ basisClause?: string; /** 判定依据说明 */ basisNote?: string; /** 新等级 */ level: "GENERAL" | "MAJOR"; /** 理由 */ reason: string };
export type RecordProgressDto = { /** 佐证编号 */ evidenceIds?: (string)[]; /** 整改进展 */ note: string };
export type RecordRefDto = { /** 清单中的编号 */ externalRef?: string; /** 台账中的隐患编号 */ hazardId?: string; /** 哪一方 */ side: "COUNTY" | "TOWN" | "ENTERPRISE" };
export type RecordView = { basisClause: string | null; closedOn: string | null; creditCode: string | null; description: string; enterpriseName: string; externalRef: string | null; flags: (string)[]; foundOn: string; hazardId: string | null; /** 检查人员 */ inspectors: (string)[]; level: string; levelLabel: string; location: string | null; /** 重大隐患尚未完成确认 */ pending: boolean; sector: string; side: "TOWN" | "COUNTY" | "ENTERPRISE"; sideLabel: string; status: string; statusLabel: string; town: string };
export type RefreshDto = { /** 登录或上一次刷新所得的刷新令牌；每个只能用一次，重复使用即结束本次登录 */ refreshToken: string };
export type RefusalView = { /** 时刻（UTC） */ at: string; /** 记录人 */ by: PersonView; /** 理由 */ reason: string; /** 见证人 */ witness: string };
export type RefuseToSignDto = { /** 拒签理由 */ reason: string; /** 见证人 */ witness: string };
export type RegisterHazardDto = { /** 判定条款代码，见 GET /standards/clauses；重大隐患须有条款或说明之一 */ basisClause?: string | null; /** 判定依据说明 */ basisNote?: string | null; /** 所属专项行动，最多 20 个 */ campaignIds?: (string)[]; /** 隐患类别：人、物、环境、管理 */ category: "PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT"; /** 整改期限，不早于发现日期；重大隐患登记时必填 */ deadline?: string | null; /** 隐患描述 */ description: string; /** 代报：监管单位代企业登记自查隐患 */ enteredByProxy?: boolean; /** 台账中没有的企业：先建临时企业，由管理员归并（仅监管单位） */ enterprise?: ProvisionalEnterpriseDto; /** 统一社会信用代码（GB 32100，校验码须正确） */ enterpriseCreditCode?: string; /** 企业编号 */ enterpriseId?: string; /** 调用方自己的编号，在本单位内唯一 */ externalRef?: string | null; /** 检查（发现）人员，1–10 人 */ foundBy: (FoundByDto)[]; /** 发现日期，不晚于今天 */ foundOn: string; /** 所属检查 */ inspectionId?: string | null; /** 整改期间的防范措施 */ interimMeasures?: string | null; /** 隐患等级：一般、重大 */ level: "GENERAL" | "MAJOR"; /** 隐患部位 */ location?: string | null; /** 是否已停产 */ operationsSuspended?: boolean; /** 整改责任人；最迟在首次签字、确认等手续之前填写 */ owner?: OwnerDto | null; /** 重复出现的前一条隐患 */ repeatOf?: string | null; /** 行业领域 */ sector: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER"; /** 隐患来源 */ source: "ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK"; /** 督办人员 */ supervisingOfficer?: string | null };
export type RegistrantView = { /** 姓名 */ name: string; /** 单位编号 */ organisationId: string };
export type RequestExtensionDto = { /** 申请的新期限 */ deadline: string; /** 延期期间的防范措施 */ interimMeasures?: string; /** 理由 */ reason: string };
export type ResponsibilityDto = { /** 责任人 */ person: string; /** 电话 */ phone?: string | null; /** 责任单位 */ unit: string };
export type ResponsibilityView = { /** 责任人 */ person: string; /** 电话 */ phone: string | null; /** 责任单位 */ unit: string };
export type ReusedFromView = { /** 先用过的隐患 */ hazardId: string; /** 其台账编号 */ ledgerNo: string; /** true：同一文件；false：看上去是同一张照片（另存、缩放、调过明暗或裁过边） */ sameFile: boolean };
export type RotatedApiKeyView = { /** 密钥编号 */ id: string; /** 密钥本身，放在 X-API-Key 中。只显示这一次；以同一 Idempotency-Key 重发时为 null */ key: string | null; /** 旧密钥在此之前仍可使用 */ previousUntil: string };
export type RotatedWebhookView = { /** 推送编号 */ id: string; /** 在此之前同时以旧密钥签名 */ previousUntil: string; /** 签名密钥（Standard Webhooks）。只显示这一次；以同一 Idempotency-Key 重发时为 null */ secret: string | null };
export type RouteView = { /** 验收次序 */ accept: ("PRINCIPAL" | "TOWN" | "COUNTY" | "CITY")[]; /** 确认次序 */ confirm: ("TOWN" | "COUNTY" | "CITY")[]; /** 所依据的设置版本 */ settingVersion: number };
export type RowChangeView = { /** 列 */ column: string; /** 列名 */ columnLabel: string; /** 原值；电话打码 */ from: string | null; /** 新值；电话打码 */ to: string | null };
export type RowReasonView = { /** 代码 */ code: string; /** 列 */ column: string | null; /** 列名 */ columnLabel: string | null; /** 原因 */ message: string };
export type RulePairDto = { /** 理由 */ note: string; /** 同一隐患，或不是 */ verdict: "SAME" | "DIFFERENT" };
export type RuledTextView = { description: string; enterpriseName: string; location: string | null; side: "TOWN" | "COUNTY" | "ENTERPRISE" };
export type RulingLineView = { at: string; by: string; id: string; left: RuledTextView; note: string | null; pairId: string; right: RuledTextView; /** SAME、DIFFERENT；NONE 为撤销 */ verdict: string };
export type RulingView = { at: string; /** 核定人 */ by: string; note: string | null; /** 沿用自此前的比对 */ reused: boolean; verdict: string };
export type SandboxClockDto = { /** 台账的新时刻：不早于台账现在的时刻，不晚于实际时刻之后 400 天；null 回到实际时刻 */ now: string | null };
export type SandboxClockView = { /** 台账现在的时刻：事实、期限、通知都按它 */ now: string; /** 超前的天数，保留三位小数 */ offsetDays: number; /** 台账比实际超前的毫秒数 */ offsetMs: number; /** 实际时刻：令牌、锁定、限额、重试仍按它 */ wallNow: string };
export type ScheduleDto = { /** 完成时限，须与隐患的整改期限一致；隐患尚无期限时以此为准 */ deadline?: string; /** 时间节点，最多 50 个 */ milestones?: (MilestoneDto)[] };
export type ScheduleView = { /** 期限（隐患的整改期限） */ deadline: string | null; /** 节点 */ milestones: (MilestoneView)[] };
export type SettingPage = { /** 各项设置 */ items: (SettingView)[]; /** 只有一页 */ nextCursor: string | null };
export type SettingVersionView = { /** 写入时刻 */ createdAt: string | null; createdBy: { id: string; name: string }; /** 生效时刻；系统默认为 null */ effectiveFrom: string | null; /** 内容 */ value: Record<string, unknown>; /** 版本号；0 为系统默认 */ version: number };
export type SettingView = { /** 最新版本的生效时刻；系统默认为 null */ effectiveFrom: string | null; /** 名称 */ name: "approval-routes" | "limits" | "working-calendar" | "escalation" | "outward-targets"; /** 中文名称 */ nameLabel: string; /** 最新版本的内容 */ value: Record<string, unknown>; /** 最新版本号（If-Match 用它）；0 为系统默认 */ version: number; /** 现在生效的版本号 */ versionInForce: number; /** 全部版本，含系统默认 */ versions: (SettingVersionView)[] };
export type SheetView = { /** 认出的列 */ columns: (string)[]; /** 表头所在行 */ headRow: number; /** 不认识、未导入的列 */ ignored: (string)[]; /** 工作表名称 */ name: string };
export type SignDto = { /** 本人密码：签字是法律行为，须再次验证 */ password?: string; /** 纸面签字日期，仅镇级代办时 */ signedOn?: string; /** 签字单（已上传的 SIGNED_SHEET 佐证编号），仅镇级代办时 */ signedSheetEvidenceId?: string; /** 签字声明 */ statement?: string };
export type SignOffDto = { /** 理由 */ reason: string; /** 镇的名称 */ town: string };
export type SignOffView = { at: string; /** 签发人 */ by: string; /** 涉及待核定记录的隐患（条） */ hazards: number; reason: string; town: string };
export type SignatureView = { /** 时刻（UTC） */ at: string; /** 办理人 */ by: PersonView; /** 所针对内容的 SHA-256：整改前内容一变即失效 */ contentHash: string; /** 委托人（受托办理时） */ onBehalfOf: OnBehalfOfView | null; /** 意见 */ opinion: string | null; /** 纸质签字 */ paper: PaperView | null; /** 签字声明 */ statement: string | null };
export type SimilarsView = Record<string, unknown>;
export type SubmissionView = { /** 时刻（UTC） */ at: string; /** 申请人 */ by: PersonView; /** 整改完成日期 */ completedOn: string; /** 所申请内容的 SHA-256 */ contentHash: string; /** 佐证编号 */ evidenceIds: (string)[]; /** 实际投入资金（元） */ fundsSpentYuan: string; /** 纸质签字 */ paper: PaperView | null; /** 整改完成情况 */ summary: string };
export type SubmitRectificationDto = { /** 整改完成日期 */ completedOn: string; /** 佐证编号，至少一份整改后（AFTER） */ evidenceIds: (string)[]; /** 实际投入资金（元） */ fundsSpentYuan: string; /** 纸面签字日期，仅镇级代办时 */ signedOn?: string; /** 签字单（已上传的 SIGNED_SHEET 佐证编号），仅镇级代办时 */ signedSheetEvidenceId?: string; /** 整改完成情况 */ summary: string };
export type SupervisionView = { /** 督办期限 */ deadline: string; /** 挂牌级别 */ level: "TOWN" | "COUNTY" | "CITY" | "PROVINCE"; /** 级别名称 */ levelLabel: string; /** 挂牌时刻（UTC） */ listedAt: string; /** 文号 */ noticeNo: string; /** 督办单位 */ unit: string };
export type SuspendOperationsDto = { /** 起始日期 */ from: string; /** 停产停业整顿决定文号 */ noticeNo: string; /** 理由 */ reason?: string; /** 截止日期；不填为至恢复生产时止 */ until?: string };
export type SuspensionView = { /** 起 */ from: string; /** 文号 */ noticeNo: string; /** 理由 */ reason: string | null; /** 止 */ until: string | null };
export type TakeOverView = { /** 时刻（UTC） */ at: string; /** 接管人 */ by: PersonView; /** 接管级别 */ level: "TOWN" | "COUNTY" | "CITY" };
export type TellView = { /** 自逾期第几天起；0 表示含提醒 */ fromDay: number; /** 重大隐患自第几天起；null 为相同 */ fromDayIfMajor: number | null; /** 通知谁：ENTERPRISE、TOWN、COUNTY；OWING 为应办理的单位，ABOVE 为其上一级 */ to: string };
export type TerminateDto = { /** 关闭取缔文件（已上传的佐证编号） */ evidenceId: string; /** 关闭取缔文号 */ noticeNo: string; /** 意见 */ opinion?: string };
export type TimelineActorView = { /** 姓名 */ name: string; /** 单位 */ organisation: string; /** 角色 */ role: string; /** 角色名称 */ roleLabel: string | null };
export type TimelineItemView = { /** 办理人 */ actor: TimelineActorView; /** 来源地址（企业只见本单位的） */ address: string | null; /** 时刻（UTC） */ at: string; /** 所对应内容的 SHA-256 */ contentHash: string | null; /** 之前的状态 */ from: string | null; /** 之前的状态名称 */ fromLabel: string | null; /** 本条记录的 SHA-256，与前一条相连 */ hash: string; /** 事项 */ move: string; /** 事项名称 */ moveLabel: string | null; /** 委托人（受托办理时） */ onBehalfOf?: Record<string, unknown>; /** 意见或理由 */ opinion: string | null; /** 之后的状态 */ to: string | null; /** 之后的状态名称 */ toLabel: string | null; /** 办理后的版本 */ version: number };
export type TodoRecipientView = { /** 人员编号 */ id: string; /** 姓名 */ name: string };
export type TodoView = { /** 此版本的时刻 */ changedAt: string; /** 产生时刻 */ createdAt: string; /** 整改期限 */ deadline: string | null; /** 企业 */ enterpriseName: string; /** 隐患编号 */ hazardId: string; /** 待办编号：同一事项、同一人，编号不变 */ id: string; /** 事项 */ kind: "PREPARE" | "SIGN" | "TAKE_OVER" | "CONFIRM" | "RECTIFY" | "DECIDE_EXTENSION" | "ACCEPT"; /** 事项名称 */ kindLabel: string; /** 台账编号 */ ledgerNo: string; /** 隐患等级 */ level: "GENERAL" | "MAJOR"; /** 等级名称 */ levelLabel: string; /** 受托办理的：委托人；本人的为 null */ onBehalfOf: TodoRecipientView | null; /** 状态：OPEN 待办、DONE 本人已办、CANCELLED 已由他人办理或不须再办 */ state: "CANCELLED" | "DONE" | "OPEN"; /** 状态名称 */ stateLabel: string; /** 标题：不含隐患内容 */ title: string; /** 办理页面 */ url: string; /** 版本：每次变化加一 */ version: number };
export type TokensView = { /** 访问令牌，放在 Authorization: Bearer 中 */ accessToken: string; /** 访问令牌的有效秒数 */ expiresIn: number; /** 刷新令牌，只能用一次 */ refreshToken: string };
export type TownView = { /** 县级在该镇期间没有发现隐患的，为“未比对” */ compared: boolean; detection: RankedFigureView; detectionAtLevel: RankedFigureView; figures: Record<string, unknown>; note: string | null; /** 按镇级发现率的名次 */ rank: number | null; selfCheck: RankedFigureView; town: string; townCode: string | null };
export type UnrulePairDto = { /** 撤销的理由 */ note?: string };
export type UploaderView = { /** 姓名 */ name: string; /** 单位 */ organisation: string };
export type UserView = { /** 创建时间 */ createdAt: string; /** 邮箱；每天的通知汇总发到这里 */ email: string | null; /** 人员编号 */ id: string; /** 姓名 */ name: string; /** 所属单位 */ organisation: OrganisationBrief; /** 所属单位编号 */ organisationId: string; /** 密码由管理员重置，本人尚未更改 */ passwordTemporary: boolean; /** 职务 */ post: string | null; /** 角色 */ roles: ("PRINCIPAL" | "OPERATOR" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR")[]; /** 角色的中文名称，次序相同 */ rolesLabel: (string)[]; /** 状态 */ status: "ACTIVE" | "DISABLED"; /** 状态的中文名称 */ statusLabel: string; /** 最近修改时间 */ updatedAt: string; /** 用户名 */ username: string; /** 版本号，修改时作为 If-Match */ version: number };
export type VerificationView = { anchors: AnchorsView | null; brokenAt: BreakView | null; /** 核对过的事实条数 */ checked: number; /** 历史完整，未被改动 */ intact: boolean; lastWalk: LastWalkView | null };
export type VerifyDto = { /** 虚假整改时的新整改期限；不填为 15 天后（limits 设置） */ deadline?: string; /** 核查意见 */ opinion: string; /** 核查结论：真改实改、虚假整改 */ verdict: "GENUINE" | "NOT_GENUINE" };
export type VoidDto = { /** 重复登记时保留的那一条；本条的发现单位并入其发现单位 */ duplicateOf?: string; /** 理由 */ reason: string };
export type WebhookView = { /** 创建时间 */ createdAt: string; /** 停用原因；GONE 为接收方答复 410 */ disabledReason: string | null; /** 停用原因名称 */ disabledReasonLabel: string | null; /** 事件类型 */ eventTypes: (string)[]; /** 从何时起一直送不到；送到一次即为 null */ failingSince: string | null; /** 接收方要求（Retry-After）暂停到何时 */ heldUntil: string | null; /** 推送编号 */ id: string; /** 接收单位 */ organisation: OrganisationBrief; /** 接收单位编号 */ organisationId: string; /** 轮换后同时以旧密钥签名到何时 */ previousUntil: string | null; /** 状态 */ state: string; /** 状态名称 */ stateLabel: string; /** 更新时间 */ updatedAt: string; /** 接收地址 */ url: string; /** 版本号 */ version: number };
export type WorkersInformedDto = { /** 日期 */ day: string; /** 佐证编号 */ evidenceId?: string | null; /** 通报方式 */ how: string };

export interface Operations {
  /** 查询接口密钥：不含密钥本身 */ apiKeyList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 单位编号，可重复 */ organisationId?: string | (string)[]; /** true 时答复总数 */ count?: boolean }; answer: { items: (ApiKeyView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 发放接口密钥 */ apiKeyCreate: { body: CreateApiKeyDto; answer: NewApiKeyView };
  /** 查询一个接口密钥：不含密钥本身 */ apiKeyOne: { path: { id: string }; answer: ApiKeyView };
  /** 吊销：随即失效，轮换前的旧密钥也失效 */ apiKeyRevoke: { path: { id: string }; answer: null };
  /** 轮换：得到新密钥，旧密钥再用 24 小时 */ apiKeyRotate: { path: { id: string }; answer: RotatedApiKeyView };
  /** 区划列表：含已撤销的，撤销的注明承接区划 */ areaList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 级别，可重复（例如 TOWN） */ level?: "CITY" | "COUNTY" | "TOWN" | ("CITY" | "COUNTY" | "TOWN")[]; /** true 只列现行区划，false 只列已撤销的 */ current?: boolean; /** true 时答复总数 */ count?: boolean }; answer: AreaPage };
  /** 新设区划 */ areaCreate: { body: NewAreaDto; answer: AreaView };
  /** 一个区划 */ areaOne: { path: { code: string }; answer: AreaView };
  /** 撤并区划：该区划终止，其单位和隐患归入承接区划；台账编号不变 */ areaMerge: { path: { code: string }; body: MergeAreaDto; answer: AreaView };
  /** 查询访问日志：登录、拒绝、敏感读取 */ auditAccessLog: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 种类，可重复（例如 SIGN_IN） */ kind?: "SIGN_IN" | "REFUSAL" | "SENSITIVE_READ" | ("SIGN_IN" | "REFUSAL" | "SENSITIVE_READ")[]; /** 来访者编号（例如 01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f） */ callerId?: string; /** 来源地址（例如 10.1.2.3） */ address?: string; /** HTTP 状态（例如 403） */ status?: number; /** 拒绝代码，可重复（例如 FORBIDDEN） */ code?: string | (string)[]; /** 不早于此时刻（例如 2026-11-01T00:00:00Z） */ from?: string; /** 不晚于此时刻（例如 2026-11-30T23:59:59Z） */ to?: string }; answer: { items: (AccessLogView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 查询事实，或导出为文件 */ auditFacts: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 对象种类，可重复（例如 HAZARD） */ objectKind?: "HAZARD" | "AREA" | "ORGANISATION" | "USER" | "API_KEY" | "DELEGATION" | "SETTING" | "EXPORT" | "IMPORT" | "CLOCK" | "DUE_DATE" | "NOTICE" | "DIGEST" | "WEBHOOK" | "OA_CHANNEL" | "COMPARISON" | ("HAZARD" | "AREA" | "ORGANISATION" | "USER" | "API_KEY" | "DELEGATION" | "SETTING" | "EXPORT" | "IMPORT" | "CLOCK" | "DUE_DATE" | "NOTICE" | "DIGEST" | "WEBHOOK" | "OA_CHANNEL" | "COMPARISON")[]; /** 对象编号（例如 01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f） */ objectId?: string; /** 办理事项，可重复（例如 confirm） */ move?: string | (string)[]; /** 办理人（或密钥）编号（例如 01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f） */ actorId?: string; /** 不早于此时刻（例如 2026-11-01T00:00:00Z） */ from?: string; /** 不晚于此时刻（例如 2026-11-30T23:59:59Z） */ to?: string; /** ndjson：导出为每行一条的文件（与 Accept: application/x-ndjson 相同），并留下导出记录（例如 ndjson） */ format?: "json" | "ndjson" }; answer: { items: (FactView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } | Blob };
  /** 核对历史是否完整：全部，或一条隐患（hazardId） */ auditVerify: { query?: { /** 只核对这一条隐患的经过（例如 01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f） */ hazardId?: string }; answer: VerificationView };
  /** 登录 */ authLogin: { body: LoginDto; answer: TokensView };
  /** 退出登录：访问令牌和刷新令牌随即失效 */ authLogout: { answer: null };
  /** 我是谁：姓名、角色、单位 */ authMe: { answer: MeView };
  /** 修改本人密码；本人的其他登录随即结束 */ authChangePassword: { body: ChangePasswordDto; answer: null };
  /** 换取新的访问令牌和刷新令牌 */ authRefresh: { body: RefreshDto; answer: TokensView };
  /** 范围内的大比对；镇和企业只见已公布的，以及本单位自己办理的 */ comparisonList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 状态（例如 DONE） */ state?: "DRAFT" | "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "CANCELLED" | "PUBLISHED" | ("DRAFT" | "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "CANCELLED" | "PUBLISHED")[]; /** 区划代码（例如 140525） */ areaCode?: string | (string)[] }; answer: { items: (ComparisonView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 新建一次大比对 */ comparisonCreate: { body: NewComparisonDto; answer: ComparisonView };
  /** 一次大比对：状态、进度、参数和各项数字 */ comparisonOne: { path: { id: string }; answer: ComparisonView };
  /** 企业名称的确认：县内已确认的，和本次提请确认的 */ resultAliases: { path: { id: string }; answer: { items: (AliasView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 确认两种写法是（或不是）同一家企业：确认一次，以后的比对沿用；对本次须重新运行 */ resultConfirmAlias: { path: { id: string }; body: AliasDto; answer: AliasView };
  /** 取消排队或进行中的比对；不留下部分结果 */ comparisonCancel: { path: { id: string }; answer: ComparisonView };
  /** 通报（DOCX）：公布前为征求意见稿，有待核定记录的镇不点名；公布后为留存的原件 */ resultCircular: { path: { id: string }; answer: Blob };
  /** 参加比对的企业 */ resultEnterprises: { path: { id: string }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string }; answer: { items: (ComparedEnterpriseView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 一家企业的三方对照：逐条隐患列出各方的措辞、等级、日期和状态 */ resultEnterprise: { path: { id: string; enterpriseId: string }; answer: EnterpriseSheetView };
  /** 比对结果：合并同一隐患后逐条列出，可按结果和问题筛选 */ resultHazards: { path: { id: string }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 比对结果（例如 COUNTY_ONLY） */ outcome?: "MATCHED" | "COUNTY_ONLY" | "TOWN_ONLY" | "ENTERPRISE_ONLY" | ("MATCHED" | "COUNTY_ONLY" | "TOWN_ONLY" | "ENTERPRISE_ONLY")[]; /** 发现的问题（例如 LEVEL_DIFFERS） */ finding?: "LEVEL_DIFFERS" | "STATUS_DIFFERS" | "REPEATED" | ("LEVEL_DIFFERS" | "STATUS_DIFFERS" | "REPEATED")[]; /** 仅县级发现的，镇级为何没有（例如 MISSED） */ missed?: "MISSED" | "NEVER_INSPECTED" | "FOUND_AFTER_VISIT" | "UNKNOWN" | ("MISSED" | "NEVER_INSPECTED" | "FOUND_AFTER_VISIT" | "UNKNOWN")[]; /** 镇的区划代码（例如 140525100） */ townCode?: string | (string)[]; /** 涉及待核定的记录 */ undecided?: boolean; /** 显示的等级：默认与统计、通报一致；ALL 为全部（例如 ALL） */ levels?: "MAJOR" | "ALL" | ("MAJOR" | "ALL")[] }; answer: { items: (OutcomeView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** 同样条件下各种结果的条数 */ outcomes?: Record<string, number>; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 一方参加比对的记录，带标记 */ comparisonRows: { path: { id: string; /** 哪一方 */ side: "COUNTY" | "TOWN" | "ENTERPRISE" }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 只看有标记的 */ flagged?: boolean }; answer: { items: (RecordView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 交一方的清单，整份替换 */ comparisonPutList: { path: { id: string; /** 哪一方 */ side: "COUNTY" | "TOWN" | "ENTERPRISE" }; body: ListDto; answer: ListTakenView };
  /** 记录对：可能为同一隐患的两条记录，各等级都列，同一方的也列 */ resultPairs: { path: { id: string }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 自动认定，或待人工核定（例如 REVIEW） */ tier?: "AUTO" | "REVIEW" | ("AUTO" | "REVIEW")[]; /** 是否同一隐患（例如 UNDECIDED） */ decision?: "SAME" | "DIFFERENT" | "UNDECIDED" | ("SAME" | "DIFFERENT" | "UNDECIDED")[]; /** 只看（或只看不）列入统计和通报的：任一方为重大 */ shown?: boolean; /** 镇的区划代码（例如 140525100） */ townCode?: string | (string)[] }; answer: { items: (PairView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 审批人员指定两条记录为同一隐患 */ resultJoin: { path: { id: string }; body: JoinPairDto; answer: PairView };
  /** 核定一对记录：同一隐患，或不是；数字随即更新，以后的比对沿用 */ resultRule: { path: { id: string; pairId: string }; body: RulePairDto; answer: PairView };
  /** 撤销核定：原核定留痕 */ resultUnrule: { path: { id: string; pairId: string }; body: UnrulePairDto; answer: PairView };
  /** 公布：冻结、编号、留存校验值和通报 */ comparisonPublish: { path: { id: string }; body: PublishDto; answer: ComparisonView };
  /** 本次比对中的人工核定，逐次列出；可作训练数据 */ resultRuled: { path: { id: string }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string }; answer: { items: (RulingLineView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 运行：交后台比对，进度见单次大比对 */ comparisonRun: { path: { id: string }; answer: ComparisonView };
  /** 各镇的数字和名次：每项附计算方法和所据的记录 */ resultTowns: { path: { id: string }; answer: { items: (TownView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 工作簿（XLSX）：汇总、各镇（附图）、逐条对照、记录对、待核定 */ resultWorkbook: { path: { id: string }; answer: Blob };
  /** 查询委托：本人给出的和受托的；管理员和审计看全县 */ delegationList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 只看（或不看）正在生效的 */ inForce?: boolean; /** true 时答复总数 */ count?: boolean }; answer: { items: (DelegationView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 委托：期间内受托人以委托人的名义办理，二者都记入台账 */ delegationCreate: { body: CreateDelegationDto; answer: DelegationView };
  /** 查询一项委托 */ delegationOne: { path: { id: string }; answer: DelegationView };
  /** 提前结束委托：委托人、受托人或管理员 */ delegationEnd: { path: { id: string }; answer: DelegationView };
  /** 本人每天的通知汇总，新的在前 */ digestMine: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string }; answer: { items: (DigestView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 本县停发的汇总邮件及原因 */ digestParked: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string }; answer: { items: (ParkedDigestView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 重新发送一封停发的汇总邮件 */ digestRetry: { path: { id: string }; answer: ParkedDigestView };
  /** 范围内的企业 */ enterpriseList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 区划代码前缀（例如 140525100） */ areaCode?: string; /** 行业，可重复（例如 METALLURGY） */ sector?: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER" | ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 状态，可重复（例如 ACTIVE） */ status?: "ACTIVE" | "CEASED" | ("ACTIVE" | "CEASED")[]; /** 名称或简称中的文字（例如 铸造） */ q?: string; /** 统一社会信用代码（例如 91140525XXXX00019C） */ creditCode?: string; /** true 只列临时登记、待并入的企业 */ provisional?: boolean; /** true 时答复总数 */ count?: boolean }; answer: EnterprisePage };
  /** 登记企业 */ enterpriseCreate: { body: NewEnterpriseDto; answer: EnterpriseView };
  /** 一家企业 */ enterpriseOne: { path: { id: string }; answer: EnterpriseView };
  /** 修改企业；临时登记的企业补上统一社会信用代码后即为正式登记 */ enterpriseChange: { path: { id: string }; body: EnterpriseChangeDto; answer: EnterpriseView };
  /** 临时登记的企业并入正式登记的企业，其隐患一并转入 */ enterpriseMerge: { path: { id: string }; body: MergeEnterpriseDto; answer: EnterpriseView };
  /** 企业迁到另一个镇：其隐患的范围随之变更，台账编号不变 */ enterpriseMove: { path: { id: string }; body: MoveEnterpriseDto; answer: EnterpriseView };
  /** 提醒与逾期通知的规则，上一次和下一次何时办理 */ noticeRules: { answer: EscalationRulesView };
  /** 读取事件流，与推送核对 */ feedList: { query?: { /** 已读到的位置：从它之后读起；不填从头读起 */ after?: number; /** 每次条数 */ limit?: number }; answer: { items: (EventView)[]; /** 下次读取时作为 after */ nextAfter?: number; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 下载佐证 */ evidenceDownload: { path: { id: string }; answer: Blob };
  /** 导出隐患表格 */ exportAsk: { body: ExportAsked; answer: ExportView };
  /** 导出的状态 */ exportOne: { path: { id: string }; answer: ExportView };
  /** 下载导出的表格 */ exportContent: { path: { id: string }; answer: Blob };
  /** 查询隐患：筛选、排序、翻页、增量同步 */ hazardList: { query?: { /** 区划代码（前缀）：市 4 位、县 6 位、镇 9 位（例如 140525100） */ areaCode?: string | (string)[]; /** 企业编号 */ enterpriseId?: string | (string)[]; /** 等级（例如 MAJOR） */ level?: "GENERAL" | "MAJOR" | ("GENERAL" | "MAJOR")[]; /** 状态；已作废的只在此处指明 VOIDED 或使用 updatedSince 时列出（例如 RECTIFYING） */ status?: "REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED" | ("REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED")[]; /** 来源 */ source?: "ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK" | ("ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK")[]; /** 行业领域 */ sector?: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER" | ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 类别 */ category?: "PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT" | ("PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT")[]; /** 是否逾期：整改、督办、签字、确认、验收中任一期限已过 */ overdue?: boolean; /** 逾期的种类：该种期限已过。报表（RETURN）和任务（TASK）的期限不属于隐患，没有隐患因此逾期 */ overdueKind?: "RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK" | ("RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK")[]; /** 是否挂牌督办 */ supervised?: boolean; /** 整改期限不早于（例如 2026-11-01） */ deadlineFrom?: string; /** 整改期限不晚于（例如 2026-11-30） */ deadlineTo?: string; /** 发现日期不早于（例如 2026-11-01） */ foundFrom?: string; /** 发现日期不晚于（例如 2026-11-30） */ foundTo?: string; /** 销号日期（县的日历日）不早于（例如 2026-11-01） */ closedFrom?: string; /** 销号日期（县的日历日）不晚于（例如 2026-11-30） */ closedTo?: string; /** 整改责任人姓名（全名） */ ownerName?: string | (string)[]; /** 判定条款代码（例如 GM-2023-05-05） */ basisClause?: string | (string)[]; /** 专项行动编号 */ campaignId?: string | (string)[]; /** 检查编号 */ inspectionId?: string | (string)[]; /** 本单位自己的编号（externalRef） */ externalRef?: string | (string)[]; /** 待哪一级办理（例如 TOWN） */ pendingLevel?: "TOWN" | "COUNTY" | "CITY" | ("TOWN" | "COUNTY" | "CITY")[]; /** 描述、部位、判定依据中的任意一段文字，2–50 个字符；不分全角半角和大小写（例如 冷却水） */ q?: string; /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 排序：期限（无期限的在最后）、发现日期（新的在前，默认）、更新时间（新的在前）、台账编号（例如 deadline） */ sort?: "deadline" | "-foundOn" | "-updatedAt" | "ledgerNo"; /** 同时给出总数：不超过 10,000 时准确（total），超过时给出 totalIsAtLeast */ count?: boolean; /** 此时刻以来有变化的（含作废的），按更新时间从早到晚；下次以首页答复中的 syncedTo 为起点（例如 2026-11-22T06:50:00Z） */ updatedSince?: string }; answer: { items: (HazardListItem)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** 使用 updatedSince 时给出：此时刻之前的变化都已列出，作为下次的 updatedSince；可能重复，不会遗漏 */ syncedTo?: string; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 登记隐患 */ hazardRegister: { body: RegisterHazardDto; answer: HazardView };
  /** 批量登记隐患（1–1000 条） */ hazardRegisterMany: { body: BatchDto; answer: BatchView };
  /** 批量：验收；最后一级通过即销号 */ hazardBatchAccept: { body: { atomic?: boolean; items: ({ id: string } & AcceptDto)[] }; answer: BatchView };
  /** 批量：更正（整改开始后修改签字内容） */ hazardBatchAmend: { body: { atomic?: boolean; items: ({ id: string } & AmendDto)[]; password?: string }; answer: BatchView };
  /** 批量：确认（两级确认） */ hazardBatchConfirm: { body: { atomic?: boolean; items: ({ id: string } & OpinionDto)[] }; answer: BatchView };
  /** 批量：决定延期 */ hazardBatchDecideExtension: { body: { atomic?: boolean; items: ({ id: string } & DecideExtensionDto)[] }; answer: BatchView };
  /** 批量：摘牌 */ hazardBatchDelist: { body: { atomic?: boolean; items: ({ id: string } & ReasonDto)[] }; answer: BatchView };
  /** 批量：挂牌督办 */ hazardBatchListForSupervision: { body: { atomic?: boolean; items: ({ id: string } & ListForSupervisionDto)[] }; answer: BatchView };
  /** 批量：变更等级 */ hazardBatchReclassify: { body: { atomic?: boolean; items: ({ id: string } & ReclassifyDto)[] }; answer: BatchView };
  /** 批量：记录整改进展 */ hazardBatchRecordProgress: { body: { atomic?: boolean; items: ({ id: string } & RecordProgressDto)[] }; answer: BatchView };
  /** 批量：记录拒签 */ hazardBatchRefuseToSign: { body: { atomic?: boolean; items: ({ id: string } & RefuseToSignDto)[] }; answer: BatchView };
  /** 批量：申请延期 */ hazardBatchRequestExtension: { body: { atomic?: boolean; items: ({ id: string } & RequestExtensionDto)[] }; answer: BatchView };
  /** 批量：撤销作废 */ hazardBatchRestore: { body: { atomic?: boolean; items: ({ id: string } & ReasonDto)[] }; answer: BatchView };
  /** 批量：恢复生产 */ hazardBatchResumeOperations: { body: { atomic?: boolean; items: ({ id: string } & OpinionNeededDto)[] }; answer: BatchView };
  /** 批量：退回 */ hazardBatchSendBack: { body: { atomic?: boolean; items: ({ id: string } & OpinionNeededDto)[] }; answer: BatchView };
  /** 批量：签字；他方发现的隐患为签收（主要负责人；或镇检查人员凭签字单代录） */ hazardBatchSign: { body: { atomic?: boolean; items: ({ id: string } & SignDto)[]; password?: string }; answer: BatchView };
  /** 批量：申请验收 */ hazardBatchSubmitRectification: { body: { atomic?: boolean; items: ({ id: string } & SubmitRectificationDto)[] }; answer: BatchView };
  /** 批量：停产停业整顿 */ hazardBatchSuspendOperations: { body: { atomic?: boolean; items: ({ id: string } & SuspendOperationsDto)[] }; answer: BatchView };
  /** 批量：提级接管 */ hazardBatchTakeOver: { body: { atomic?: boolean; items: ({ id: string } & OpinionNeededDto)[] }; answer: BatchView };
  /** 批量：关闭取缔办结 */ hazardBatchTerminate: { body: { atomic?: boolean; items: ({ id: string } & TerminateDto)[] }; answer: BatchView };
  /** 批量：核查（真改实改） */ hazardBatchVerify: { body: { atomic?: boolean; items: ({ id: string } & VerifyDto)[] }; answer: BatchView };
  /** 批量：作废 */ hazardBatchVoid: { body: { atomic?: boolean; items: ({ id: string } & VoidDto)[] }; answer: BatchView };
  /** 统计隐患：按镇、等级、状态、来源、行业分组计数 */ hazardSummary: { query: { /** 区划代码（前缀）：市 4 位、县 6 位、镇 9 位（例如 140525100） */ areaCode?: string | (string)[]; /** 企业编号 */ enterpriseId?: string | (string)[]; /** 等级（例如 MAJOR） */ level?: "GENERAL" | "MAJOR" | ("GENERAL" | "MAJOR")[]; /** 状态；已作废的只在此处指明 VOIDED 或使用 updatedSince 时列出（例如 RECTIFYING） */ status?: "REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED" | ("REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED")[]; /** 来源 */ source?: "ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK" | ("ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK")[]; /** 行业领域 */ sector?: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER" | ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 类别 */ category?: "PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT" | ("PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT")[]; /** 是否逾期：整改、督办、签字、确认、验收中任一期限已过 */ overdue?: boolean; /** 逾期的种类：该种期限已过。报表（RETURN）和任务（TASK）的期限不属于隐患，没有隐患因此逾期 */ overdueKind?: "RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK" | ("RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK")[]; /** 是否挂牌督办 */ supervised?: boolean; /** 整改期限不早于（例如 2026-11-01） */ deadlineFrom?: string; /** 整改期限不晚于（例如 2026-11-30） */ deadlineTo?: string; /** 发现日期不早于（例如 2026-11-01） */ foundFrom?: string; /** 发现日期不晚于（例如 2026-11-30） */ foundTo?: string; /** 销号日期（县的日历日）不早于（例如 2026-11-01） */ closedFrom?: string; /** 销号日期（县的日历日）不晚于（例如 2026-11-30） */ closedTo?: string; /** 整改责任人姓名（全名） */ ownerName?: string | (string)[]; /** 判定条款代码（例如 GM-2023-05-05） */ basisClause?: string | (string)[]; /** 专项行动编号 */ campaignId?: string | (string)[]; /** 检查编号 */ inspectionId?: string | (string)[]; /** 本单位自己的编号（externalRef） */ externalRef?: string | (string)[]; /** 待哪一级办理（例如 TOWN） */ pendingLevel?: "TOWN" | "COUNTY" | "CITY" | ("TOWN" | "COUNTY" | "CITY")[]; /** 描述、部位、判定依据中的任意一段文字，2–50 个字符；不分全角半角和大小写（例如 冷却水） */ q?: string; /** 分组：areaCode（镇）、level、status、source、sector，可重复或以逗号分隔 */ groupBy: "areaCode" | "level" | "status" | "source" | "sector" | ("areaCode" | "level" | "status" | "source" | "sector")[] }; answer: HazardSummary };
  /** 查看隐患 */ hazardRead: { path: { /** 隐患编号（UUID）或台账编号（例如 140525100-2026-000001） */ id: string }; answer: HazardView };
  /** 修改隐患 */ hazardPatch: { path: { id: string }; body: PatchHazardDto; answer: HazardView };
  /** 验收；最后一级通过即销号 */ hazardAccept: { path: { id: string }; body: AcceptDto; answer: HazardView };
  /** 更正（整改开始后修改签字内容） */ hazardAmend: { path: { id: string }; body: AmendDto; answer: HazardView };
  /** 定期安全评估 */ hazardAssess: { path: { id: string }; body: AssessmentDto; answer: HazardView };
  /** 七溯源一分析 */ hazardCauseAnalysis: { path: { id: string }; body: CauseAnalysisDto; answer: HazardView };
  /** 确认（两级确认） */ hazardConfirm: { path: { id: string }; body: OpinionDto; answer: HazardView };
  /** 决定延期 */ hazardDecideExtension: { path: { id: string }; body: DecideExtensionDto; answer: HazardView };
  /** 摘牌 */ hazardDelist: { path: { id: string }; body: ReasonDto; answer: HazardView };
  /** 一条隐患的佐证，按上传先后 */ evidenceList: { path: { /** 隐患编号（UUID）或台账编号（例如 140525100-2026-000001） */ id: string }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string }; answer: { items: (EvidenceView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 上传佐证 */ evidenceAttach: { path: { id: string }; body: FormData; answer: EvidenceView };
  /** 填写五到位：措施、责任、资金、时限、预案 */ hazardFiveInPlace: { path: { id: string }; body: FiveInPlaceDto; answer: HazardView };
  /** 挂牌督办 */ hazardListForSupervision: { path: { id: string }; body: ListForSupervisionDto; answer: HazardView };
  /** 变更等级 */ hazardReclassify: { path: { id: string }; body: ReclassifyDto; answer: HazardView };
  /** 记录整改进展 */ hazardRecordProgress: { path: { id: string }; body: RecordProgressDto; answer: HazardView };
  /** 记录拒签 */ hazardRefuseToSign: { path: { id: string }; body: RefuseToSignDto; answer: HazardView };
  /** 申请延期 */ hazardRequestExtension: { path: { id: string }; body: RequestExtensionDto; answer: HazardView };
  /** 撤销作废 */ hazardRestore: { path: { id: string }; body: ReasonDto; answer: HazardView };
  /** 恢复生产 */ hazardResumeOperations: { path: { id: string }; body: OpinionNeededDto; answer: HazardView };
  /** 退回 */ hazardSendBack: { path: { id: string }; body: OpinionNeededDto; answer: HazardView };
  /** 签字；他方发现的隐患为签收（主要负责人；或镇检查人员凭签字单代录） */ hazardSign: { path: { id: string }; body: SignDto; answer: HazardView };
  /** 相似的隐患：同一企业，未销号的和近 24 个月内销号的 */ similarSimilar: { path: { /** 隐患编号（UUID）或台账编号（例如 140525100-2026-000001） */ id: string }; answer: SimilarsView };
  /** 申请验收 */ hazardSubmitRectification: { path: { id: string }; body: SubmitRectificationDto; answer: HazardView };
  /** 停产停业整顿 */ hazardSuspendOperations: { path: { id: string }; body: SuspendOperationsDto; answer: HazardView };
  /** 提级接管 */ hazardTakeOver: { path: { id: string }; body: OpinionNeededDto; answer: HazardView };
  /** 关闭取缔办结 */ hazardTerminate: { path: { id: string }; body: TerminateDto; answer: HazardView };
  /** 办理经过：谁、何时、办了什么 */ hazardTimeline: { path: { /** 隐患编号（UUID）或台账编号（例如 140525100-2026-000001） */ id: string }; query?: { /** 每页条数；一条隐患的经过多在一页之内 */ limit?: number; /** 上一页答复中的 nextCursor */ cursor?: string }; answer: { items: (TimelineItemView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 核查（真改实改） */ hazardVerify: { path: { id: string }; body: VerifyDto; answer: HazardView };
  /** 作废 */ hazardVoid: { path: { id: string }; body: VoidDto; answer: HazardView };
  /** 双报告：向职工大会（职代会）或从业人员通报 */ hazardWorkersInformed: { path: { id: string }; body: WorkersInformedDto; answer: HazardView };
  /** 导入隐患表格 */ importPost: { query?: { /** 只检查、不登记；检查后可用 commit 提交 */ dryRun?: boolean; /** 隐患等级用数字书写时，属于哪一套代码：LEVEL_0_1（0 一般、1 重大）、LEVEL_1_2（1 一般、2 重大） */ codeSet?: "LEVEL_0_1" | "LEVEL_1_2" }; body: FormData; answer: ImportView };
  /** 下载登记模板 */ importTemplateFile: { answer: Blob };
  /** 导入的状态和合计 */ importOne: { path: { id: string }; answer: ImportView };
  /** 提交已检查的导入 */ importCommit: { path: { id: string }; answer: ImportView };
  /** 逐行结果：新登记、有修改、无变化、退回及原因 */ importRows: { path: { id: string }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 只列这些结果 */ outcome?: "CREATED" | "CHANGED" | "SAME" | "REFUSED" | ("CREATED" | "CHANGED" | "SAME" | "REFUSED")[] }; answer: { items: (ImportRowView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 下载标注后的文件 */ importWorkbook: { path: { id: string }; answer: Blob };
  /** 查询各项限额 */ limitsRead: { answer: LimitsView };
  /** 本单位收到的通知，新的在前 */ noticeList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 隐患编号，可重复 */ hazardId?: string | (string)[]; /** 类别，可重复：到期提醒、逾期通知、办理结果（例如 OVERDUE） */ kind?: "REMINDER" | "OVERDUE" | "DECISION" | ("REMINDER" | "OVERDUE" | "DECISION")[]; /** 期限的种类，可重复（例如 RECTIFICATION） */ deadlineKind?: "RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK" | "WORKING_CALENDAR" | ("RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK" | "WORKING_CALENDAR")[]; /** 状态，可重复（例如 MADE） */ state?: "MADE" | "SUPERSEDED" | ("MADE" | "SUPERSEDED")[]; /** 是否已签收 */ acknowledged?: boolean }; answer: { items: (NoticeView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 签收一条通知 */ noticeAcknowledge: { path: { id: string }; answer: NoticeView };
  /** 查询 OA 通道 */ channelList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string }; answer: { items: (ChannelView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 建立 OA 通道 */ channelCreate: { body: CreateChannelDto; answer: NewChannelView };
  /** 查询一个 OA 通道：不含密钥 */ channelOne: { path: { id: string }; answer: ChannelView };
  /** 修改、暂停或启用 OA 通道 */ channelPatch: { path: { id: string }; body: PatchChannelDto; answer: ChannelView };
  /** 人员对应表 */ channelPersons: { path: { id: string }; answer: OaPersonsView };
  /** 写入人员对应表（整体替换）；因缺人而搁置的待办随即重发 */ channelPutPersons: { path: { id: string }; query?: { /** true 时只核对，不写入 */ dryRun?: boolean }; body: OaPutPersonsDto; answer: OaPersonsView };
  /** 人员对应表模板（XLSX）：单位人员和已有编号已填好，补“OA编号”一列即可交回 */ channelPersonTemplate: { path: { id: string }; answer: Blob };
  /** 对接约定：方言加上本站的不同之处 */ channelProfile: { path: { id: string }; answer: OaProfileView };
  /** 写明本站与方言的不同之处（整体替换） */ channelPutProfile: { path: { id: string }; body: OaPutProfileDto; answer: OaProfileView };
  /** 试通道：给一个人送一条测试待办，再办结；没有办结成的，稍后自动撤下 */ channelTest: { path: { id: string }; body: OaTestChannelDto; answer: OaTestView };
  /** 查询向 OA 的推送 */ oaDeliveryList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 状态，可重复，大小写均可：WAITING 待送、DELIVERED 已送达、PARKED 搁置（须人处理）、CANCELLED 已有更新的版本（例如 PARKED） */ state?: "WAITING" | "DELIVERED" | "PARKED" | "CANCELLED" | "waiting" | "delivered" | "parked" | "cancelled" | ("WAITING" | "DELIVERED" | "PARKED" | "CANCELLED" | "waiting" | "delivered" | "parked" | "cancelled")[]; /** 通道编号，可重复 */ channelId?: string | (string)[]; /** true 时答复总数 */ count?: boolean }; answer: { items: (OaDeliveryView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 重发一条已结束的推送 */ oaDeliveryRetry: { path: { id: string }; answer: OaQueuedView };
  /** 随版本提供的 OA 方言及各须给的参数 */ channelDialects: { answer: DialectsView };
  /** 范围内的单位：监管单位和企业 */ organisationList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 类别，可重复（例如 TOWN_CENTRE） */ kind?: "ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU" | ("ENTERPRISE" | "TOWN_CENTRE" | "COUNTY_BUREAU" | "CITY_BUREAU")[]; /** 区划代码前缀（例如 140525） */ areaCode?: string; /** 状态，可重复（例如 ACTIVE） */ status?: "ACTIVE" | "CEASED" | ("ACTIVE" | "CEASED")[]; /** 名称或简称中的文字（例如 南村） */ q?: string; /** true 时答复总数 */ count?: boolean }; answer: OrganisationPage };
  /** 新设监管单位 */ organisationCreate: { body: NewOrganisationDto; answer: OrganisationView };
  /** 一个单位 */ organisationOne: { path: { id: string }; answer: OrganisationView };
  /** 修改单位 */ organisationChange: { path: { id: string }; body: OrganisationChangeDto; answer: OrganisationView };
  /** 逾期的隐患：筛选、排序、翻页同 GET /hazards */ overdueList: { query?: { /** 区划代码（前缀）：市 4 位、县 6 位、镇 9 位（例如 140525100） */ areaCode?: string | (string)[]; /** 企业编号 */ enterpriseId?: string | (string)[]; /** 等级（例如 MAJOR） */ level?: "GENERAL" | "MAJOR" | ("GENERAL" | "MAJOR")[]; /** 状态；已作废的只在此处指明 VOIDED 或使用 updatedSince 时列出（例如 RECTIFYING） */ status?: "REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED" | ("REPORTED" | "CONFIRMING" | "RECTIFYING" | "ACCEPTING" | "CLOSED" | "VOIDED")[]; /** 来源 */ source?: "ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK" | ("ENTERPRISE_SELF_CHECK" | "TOWN_INSPECTION" | "COUNTY_INSPECTION" | "EXPERT_SERVICE" | "SUPERIOR_INSPECTION" | "PUBLIC_REPORT" | "RESUMPTION_CHECK")[]; /** 行业领域 */ sector?: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER" | ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 类别 */ category?: "PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT" | ("PEOPLE" | "EQUIPMENT" | "ENVIRONMENT" | "MANAGEMENT")[]; /** 是否逾期：整改、督办、签字、确认、验收中任一期限已过 */ overdue?: boolean; /** 逾期的种类：该种期限已过。报表（RETURN）和任务（TASK）的期限不属于隐患，没有隐患因此逾期 */ overdueKind?: "RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK" | ("RECTIFICATION" | "SIGNATURE" | "CONFIRMATION" | "ACCEPTANCE" | "SUPERVISION" | "RETURN" | "TASK")[]; /** 是否挂牌督办 */ supervised?: boolean; /** 整改期限不早于（例如 2026-11-01） */ deadlineFrom?: string; /** 整改期限不晚于（例如 2026-11-30） */ deadlineTo?: string; /** 发现日期不早于（例如 2026-11-01） */ foundFrom?: string; /** 发现日期不晚于（例如 2026-11-30） */ foundTo?: string; /** 销号日期（县的日历日）不早于（例如 2026-11-01） */ closedFrom?: string; /** 销号日期（县的日历日）不晚于（例如 2026-11-30） */ closedTo?: string; /** 整改责任人姓名（全名） */ ownerName?: string | (string)[]; /** 判定条款代码（例如 GM-2023-05-05） */ basisClause?: string | (string)[]; /** 专项行动编号 */ campaignId?: string | (string)[]; /** 检查编号 */ inspectionId?: string | (string)[]; /** 本单位自己的编号（externalRef） */ externalRef?: string | (string)[]; /** 待哪一级办理（例如 TOWN） */ pendingLevel?: "TOWN" | "COUNTY" | "CITY" | ("TOWN" | "COUNTY" | "CITY")[]; /** 描述、部位、判定依据中的任意一段文字，2–50 个字符；不分全角半角和大小写（例如 冷却水） */ q?: string; /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 排序：期限（无期限的在最后）、发现日期（新的在前，默认）、更新时间（新的在前）、台账编号（例如 deadline） */ sort?: "deadline" | "-foundOn" | "-updatedAt" | "ledgerNo"; /** 同时给出总数：不超过 10,000 时准确（total），超过时给出 totalIsAtLeast */ count?: boolean; /** 此时刻以来有变化的（含作废的），按更新时间从早到晚；下次以首页答复中的 syncedTo 为起点（例如 2026-11-22T06:50:00Z） */ updatedSince?: string }; answer: { items: (HazardListItem)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 移动台账时钟（仅沙箱） */ sandboxClockMove: { body: SandboxClockDto; answer: SandboxClockView };
  /** 查看沙箱收件箱（仅沙箱） */ inboxList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string }; answer: { items: (InboxView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 沙箱收件箱接收推送（仅沙箱） */ inboxReceive: { answer: null };
  /** 全部设置及其各版本 */ settingsList: { answer: SettingPage };
  /** 一项设置及其各版本 */ settingsOne: { path: { /** 设置的名称 */ name: "approval-routes" | "limits" | "working-calendar" | "escalation" | "outward-targets" }; answer: SettingView };
  /** 新增一个版本，自 effectiveFrom 起生效 */ settingsPut: { path: { /** 设置的名称 */ name: "approval-routes" | "limits" | "working-calendar" | "escalation" | "outward-targets" }; body: PutSettingDto; answer: SettingView };
  /** 以 OA 的一次性票据换取令牌 */ ssoExchange: { body: ExchangeDto; answer: TokensView };
  /** 重大事故隐患判定标准的条款 */ standardsClauses: { query?: { /** 适用行业，可重复（例如 METALLURGY） */ sector?: "HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER" | ("HAZCHEM" | "METALLURGY" | "FIREWORKS" | "OTHER_INDUSTRY" | "NON_COAL_MINE" | "GAS" | "CONSTRUCTION" | "TRANSPORT" | "FIRE" | "OTHER")[]; /** 条款代码、条次、行业名称或正文中的文字（例如 有限空间） */ q?: string }; answer: ClausePage };
  /** 我的待办 */ todoMine: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 状态，可重复；不填为 OPEN（待办）（例如 OPEN） */ state?: "OPEN" | "DONE" | "CANCELLED" | ("OPEN" | "DONE" | "CANCELLED")[]; /** 事项，可重复（例如 CONFIRM） */ kind?: "PREPARE" | "SIGN" | "TAKE_OVER" | "CONFIRM" | "RECTIFY" | "DECIDE_EXTENSION" | "ACCEPT" | ("PREPARE" | "SIGN" | "TAKE_OVER" | "CONFIRM" | "RECTIFY" | "DECIDE_EXTENSION" | "ACCEPT")[]; /** true 时答复总数 */ count?: boolean }; answer: { items: (TodoView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 查询人员：管理员和审计看全县，主要负责人看本企业 */ userList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 所属单位编号，可重复 */ organisationId?: string | (string)[]; /** 状态，可重复 */ status?: "ACTIVE" | "DISABLED" | ("ACTIVE" | "DISABLED")[]; /** 角色，可重复 */ role?: "OPERATOR" | "PRINCIPAL" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR" | ("OPERATOR" | "PRINCIPAL" | "INSPECTOR" | "SUPERVISOR" | "ADMINISTRATOR" | "AUDITOR")[]; /** true 时答复总数 */ count?: boolean }; answer: { items: (UserView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 新增人员 */ userCreate: { body: CreateUserDto; answer: UserView };
  /** 查询一名人员 */ userOne: { path: { id: string }; answer: UserView };
  /** 修改人员：姓名、职务、角色、停用或启用、重置密码 */ userPatch: { path: { id: string }; body: PatchUserDto; answer: UserView };
  /** 查询推送：不含签名密钥 */ webhookList: { query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 状态，可重复 */ state?: "ENABLED" | "DISABLED" | ("ENABLED" | "DISABLED")[]; /** 单位编号，可重复 */ organisationId?: string | (string)[]; /** true 时答复总数 */ count?: boolean }; answer: { items: (WebhookView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 新建推送 */ webhookCreate: { body: CreateWebhookDto; answer: NewWebhookView };
  /** 查询一个推送：不含签名密钥 */ webhookOne: { path: { id: string }; answer: WebhookView };
  /** 删除：不再推送，也不再列出；历史仍在审计记录中 */ webhookRemove: { path: { id: string }; answer: null };
  /** 查询推送记录 */ deliveryDeliveries: { path: { id: string }; query?: { /** 每页条数 */ limit?: number; /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */ cursor?: string; /** 状态，可重复；PARKED 为已搁置，须人工处理 */ state?: "WAITING" | "DELIVERED" | "PARKED" | "CANCELLED" | ("WAITING" | "DELIVERED" | "PARKED" | "CANCELLED")[]; /** 事件类型，可重复 */ eventType?: string | (string)[]; /** 隐患编号，可重复 */ hazardId?: string | (string)[]; /** true 时答复总数 */ count?: boolean }; answer: { items: (DeliveryView)[]; /** 取下一页时作为 cursor；没有下一页时为 null */ nextCursor: string | null; /** count=true 时给出；不超过 10,000 时准确 */ total?: number; /** 超过 10,000 时给出 */ totalIsAtLeast?: number } };
  /** 重发一条已结束的推送：内容和 webhook-id 不变 */ deliveryReplay: { path: { id: string; deliveryId: string }; answer: QueuedView };
  /** 停用：不再推送，等待中的搁置；停用期间的事件请从 GET /events 读取 */ webhookDisable: { path: { id: string }; answer: WebhookView };
  /** 启用：此后的事件重新推送；搁置的可逐条重发 */ webhookEnable: { path: { id: string }; answer: WebhookView };
  /** 轮换签名密钥：24 小时内同时以新旧两个密钥签名 */ webhookRotate: { path: { id: string }; answer: RotatedWebhookView };
  /** 发送一条测试推送（webhook.test.v1） */ deliveryTest: { path: { id: string }; answer: QueuedView };
}

export const ROUTES = {
  apiKeyList: ['GET', '/api/v1/api-keys'],
  apiKeyCreate: ['POST', '/api/v1/api-keys'],
  apiKeyOne: ['GET', '/api/v1/api-keys/{id}'],
  apiKeyRevoke: ['DELETE', '/api/v1/api-keys/{id}'],
  apiKeyRotate: ['POST', '/api/v1/api-keys/{id}/rotate'],
  areaList: ['GET', '/api/v1/areas'],
  areaCreate: ['POST', '/api/v1/areas'],
  areaOne: ['GET', '/api/v1/areas/{code}'],
  areaMerge: ['POST', '/api/v1/areas/{code}/merge'],
  auditAccessLog: ['GET', '/api/v1/audit/access-log'],
  auditFacts: ['GET', '/api/v1/audit/facts'],
  auditVerify: ['GET', '/api/v1/audit/verification'],
  authLogin: ['POST', '/api/v1/auth/login'],
  authLogout: ['POST', '/api/v1/auth/logout'],
  authMe: ['GET', '/api/v1/auth/me'],
  authChangePassword: ['PUT', '/api/v1/auth/password'],
  authRefresh: ['POST', '/api/v1/auth/refresh'],
  comparisonList: ['GET', '/api/v1/comparisons'],
  comparisonCreate: ['POST', '/api/v1/comparisons'],
  comparisonOne: ['GET', '/api/v1/comparisons/{id}'],
  resultAliases: ['GET', '/api/v1/comparisons/{id}/aliases'],
  resultConfirmAlias: ['POST', '/api/v1/comparisons/{id}/aliases'],
  comparisonCancel: ['POST', '/api/v1/comparisons/{id}/cancel'],
  resultCircular: ['GET', '/api/v1/comparisons/{id}/circular'],
  resultEnterprises: ['GET', '/api/v1/comparisons/{id}/enterprises'],
  resultEnterprise: ['GET', '/api/v1/comparisons/{id}/enterprises/{enterpriseId}'],
  resultHazards: ['GET', '/api/v1/comparisons/{id}/hazards'],
  comparisonRows: ['GET', '/api/v1/comparisons/{id}/lists/{side}'],
  comparisonPutList: ['PUT', '/api/v1/comparisons/{id}/lists/{side}'],
  resultPairs: ['GET', '/api/v1/comparisons/{id}/pairs'],
  resultJoin: ['POST', '/api/v1/comparisons/{id}/pairs'],
  resultRule: ['POST', '/api/v1/comparisons/{id}/pairs/{pairId}/rule'],
  resultUnrule: ['POST', '/api/v1/comparisons/{id}/pairs/{pairId}/unrule'],
  comparisonPublish: ['POST', '/api/v1/comparisons/{id}/publish'],
  resultRuled: ['GET', '/api/v1/comparisons/{id}/rulings'],
  comparisonRun: ['POST', '/api/v1/comparisons/{id}/run'],
  resultTowns: ['GET', '/api/v1/comparisons/{id}/towns'],
  resultWorkbook: ['GET', '/api/v1/comparisons/{id}/workbook'],
  delegationList: ['GET', '/api/v1/delegations'],
  delegationCreate: ['POST', '/api/v1/delegations'],
  delegationOne: ['GET', '/api/v1/delegations/{id}'],
  delegationEnd: ['POST', '/api/v1/delegations/{id}/end'],
  digestMine: ['GET', '/api/v1/digests'],
  digestParked: ['GET', '/api/v1/digests/parked'],
  digestRetry: ['POST', '/api/v1/digests/{id}/retry'],
  enterpriseList: ['GET', '/api/v1/enterprises'],
  enterpriseCreate: ['POST', '/api/v1/enterprises'],
  enterpriseOne: ['GET', '/api/v1/enterprises/{id}'],
  enterpriseChange: ['PATCH', '/api/v1/enterprises/{id}'],
  enterpriseMerge: ['POST', '/api/v1/enterprises/{id}/merge'],
  enterpriseMove: ['POST', '/api/v1/enterprises/{id}/move'],
  noticeRules: ['GET', '/api/v1/escalation-rules'],
  feedList: ['GET', '/api/v1/events'],
  evidenceDownload: ['GET', '/api/v1/evidence/{id}/content'],
  exportAsk: ['POST', '/api/v1/exports'],
  exportOne: ['GET', '/api/v1/exports/{id}'],
  exportContent: ['GET', '/api/v1/exports/{id}/content'],
  hazardList: ['GET', '/api/v1/hazards'],
  hazardRegister: ['POST', '/api/v1/hazards'],
  hazardRegisterMany: ['POST', '/api/v1/hazards/batch'],
  hazardBatchAccept: ['POST', '/api/v1/hazards/batch/accept'],
  hazardBatchAmend: ['POST', '/api/v1/hazards/batch/amend'],
  hazardBatchConfirm: ['POST', '/api/v1/hazards/batch/confirm'],
  hazardBatchDecideExtension: ['POST', '/api/v1/hazards/batch/decide-extension'],
  hazardBatchDelist: ['POST', '/api/v1/hazards/batch/delist'],
  hazardBatchListForSupervision: ['POST', '/api/v1/hazards/batch/list-for-supervision'],
  hazardBatchReclassify: ['POST', '/api/v1/hazards/batch/reclassify'],
  hazardBatchRecordProgress: ['POST', '/api/v1/hazards/batch/record-progress'],
  hazardBatchRefuseToSign: ['POST', '/api/v1/hazards/batch/refuse-to-sign'],
  hazardBatchRequestExtension: ['POST', '/api/v1/hazards/batch/request-extension'],
  hazardBatchRestore: ['POST', '/api/v1/hazards/batch/restore'],
  hazardBatchResumeOperations: ['POST', '/api/v1/hazards/batch/resume-operations'],
  hazardBatchSendBack: ['POST', '/api/v1/hazards/batch/send-back'],
  hazardBatchSign: ['POST', '/api/v1/hazards/batch/sign'],
  hazardBatchSubmitRectification: ['POST', '/api/v1/hazards/batch/submit-rectification'],
  hazardBatchSuspendOperations: ['POST', '/api/v1/hazards/batch/suspend-operations'],
  hazardBatchTakeOver: ['POST', '/api/v1/hazards/batch/take-over'],
  hazardBatchTerminate: ['POST', '/api/v1/hazards/batch/terminate'],
  hazardBatchVerify: ['POST', '/api/v1/hazards/batch/verify'],
  hazardBatchVoid: ['POST', '/api/v1/hazards/batch/void'],
  hazardSummary: ['GET', '/api/v1/hazards/summary'],
  hazardRead: ['GET', '/api/v1/hazards/{id}'],
  hazardPatch: ['PATCH', '/api/v1/hazards/{id}'],
  hazardAccept: ['POST', '/api/v1/hazards/{id}/accept'],
  hazardAmend: ['POST', '/api/v1/hazards/{id}/amend'],
  hazardAssess: ['POST', '/api/v1/hazards/{id}/assessments'],
  hazardCauseAnalysis: ['PUT', '/api/v1/hazards/{id}/cause-analysis'],
  hazardConfirm: ['POST', '/api/v1/hazards/{id}/confirm'],
  hazardDecideExtension: ['POST', '/api/v1/hazards/{id}/decide-extension'],
  hazardDelist: ['POST', '/api/v1/hazards/{id}/delist'],
  evidenceList: ['GET', '/api/v1/hazards/{id}/evidence'],
  evidenceAttach: ['POST', '/api/v1/hazards/{id}/evidence'],
  hazardFiveInPlace: ['PUT', '/api/v1/hazards/{id}/five-in-place'],
  hazardListForSupervision: ['POST', '/api/v1/hazards/{id}/list-for-supervision'],
  hazardReclassify: ['POST', '/api/v1/hazards/{id}/reclassify'],
  hazardRecordProgress: ['POST', '/api/v1/hazards/{id}/record-progress'],
  hazardRefuseToSign: ['POST', '/api/v1/hazards/{id}/refuse-to-sign'],
  hazardRequestExtension: ['POST', '/api/v1/hazards/{id}/request-extension'],
  hazardRestore: ['POST', '/api/v1/hazards/{id}/restore'],
  hazardResumeOperations: ['POST', '/api/v1/hazards/{id}/resume-operations'],
  hazardSendBack: ['POST', '/api/v1/hazards/{id}/send-back'],
  hazardSign: ['POST', '/api/v1/hazards/{id}/sign'],
  similarSimilar: ['GET', '/api/v1/hazards/{id}/similar'],
  hazardSubmitRectification: ['POST', '/api/v1/hazards/{id}/submit-rectification'],
  hazardSuspendOperations: ['POST', '/api/v1/hazards/{id}/suspend-operations'],
  hazardTakeOver: ['POST', '/api/v1/hazards/{id}/take-over'],
  hazardTerminate: ['POST', '/api/v1/hazards/{id}/terminate'],
  hazardTimeline: ['GET', '/api/v1/hazards/{id}/timeline'],
  hazardVerify: ['POST', '/api/v1/hazards/{id}/verify'],
  hazardVoid: ['POST', '/api/v1/hazards/{id}/void'],
  hazardWorkersInformed: ['POST', '/api/v1/hazards/{id}/workers-informed'],
  importPost: ['POST', '/api/v1/imports'],
  importTemplateFile: ['GET', '/api/v1/imports/template'],
  importOne: ['GET', '/api/v1/imports/{id}'],
  importCommit: ['POST', '/api/v1/imports/{id}/commit'],
  importRows: ['GET', '/api/v1/imports/{id}/rows'],
  importWorkbook: ['GET', '/api/v1/imports/{id}/workbook'],
  limitsRead: ['GET', '/api/v1/limits'],
  noticeList: ['GET', '/api/v1/notices'],
  noticeAcknowledge: ['POST', '/api/v1/notices/{id}/acknowledge'],
  channelList: ['GET', '/api/v1/oa/channels'],
  channelCreate: ['POST', '/api/v1/oa/channels'],
  channelOne: ['GET', '/api/v1/oa/channels/{id}'],
  channelPatch: ['PATCH', '/api/v1/oa/channels/{id}'],
  channelPersons: ['GET', '/api/v1/oa/channels/{id}/person-map'],
  channelPutPersons: ['PUT', '/api/v1/oa/channels/{id}/person-map'],
  channelPersonTemplate: ['GET', '/api/v1/oa/channels/{id}/person-map/template'],
  channelProfile: ['GET', '/api/v1/oa/channels/{id}/profile'],
  channelPutProfile: ['PUT', '/api/v1/oa/channels/{id}/profile'],
  channelTest: ['POST', '/api/v1/oa/channels/{id}/test'],
  oaDeliveryList: ['GET', '/api/v1/oa/deliveries'],
  oaDeliveryRetry: ['POST', '/api/v1/oa/deliveries/{id}/retry'],
  channelDialects: ['GET', '/api/v1/oa/dialects'],
  organisationList: ['GET', '/api/v1/organisations'],
  organisationCreate: ['POST', '/api/v1/organisations'],
  organisationOne: ['GET', '/api/v1/organisations/{id}'],
  organisationChange: ['PATCH', '/api/v1/organisations/{id}'],
  overdueList: ['GET', '/api/v1/overdue'],
  sandboxClockMove: ['PUT', '/api/v1/sandbox/clock'],
  inboxList: ['GET', '/api/v1/sandbox/webhook-inbox'],
  inboxReceive: ['POST', '/api/v1/sandbox/webhook-inbox'],
  settingsList: ['GET', '/api/v1/settings'],
  settingsOne: ['GET', '/api/v1/settings/{name}'],
  settingsPut: ['PUT', '/api/v1/settings/{name}'],
  ssoExchange: ['POST', '/api/v1/sso/exchange'],
  standardsClauses: ['GET', '/api/v1/standards/clauses'],
  todoMine: ['GET', '/api/v1/todos'],
  userList: ['GET', '/api/v1/users'],
  userCreate: ['POST', '/api/v1/users'],
  userOne: ['GET', '/api/v1/users/{id}'],
  userPatch: ['PATCH', '/api/v1/users/{id}'],
  webhookList: ['GET', '/api/v1/webhooks'],
  webhookCreate: ['POST', '/api/v1/webhooks'],
  webhookOne: ['GET', '/api/v1/webhooks/{id}'],
  webhookRemove: ['DELETE', '/api/v1/webhooks/{id}'],
  deliveryDeliveries: ['GET', '/api/v1/webhooks/{id}/deliveries'],
  deliveryReplay: ['POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/replay'],
  webhookDisable: ['POST', '/api/v1/webhooks/{id}/disable'],
  webhookEnable: ['POST', '/api/v1/webhooks/{id}/enable'],
  webhookRotate: ['POST', '/api/v1/webhooks/{id}/rotate'],
  deliveryTest: ['POST', '/api/v1/webhooks/{id}/test'],
} as const satisfies Record<keyof Operations, readonly [method: string, path: string]>;
