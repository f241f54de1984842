/** What a partner reads first at `/docs`: who calls as whom, ten steps to a closed hazard, and the rules all operations share. */
import type { DocumentGuide } from './platform/http/openapi.guide.js';

const DESCRIPTION = `
县级应急管理局的隐患台账。企业自查、镇街和县局检查发现的隐患在此登记，经五到位、签字、两级确认、整改、验收，直到销号；每一步留下一条不能更改的记录。

## 沙箱账号

\`npm run demo\` 启动沙箱，结束时打印全部账号共用的密码（\`DEMO_PASSWORD\`）。

| 用户名 | 身份 |
| --- | --- |
| \`county.admin\` | 县局管理员：区划、单位、企业、人员、密钥、设置 |
| \`county.inspector\`、\`county.supervisor\` | 县局检查人员、审批人员 |
| \`county.auditor\` | 县局审计：只读，含审计记录 |
| \`nancun.inspector\`、\`nancun.supervisor\` | 南村镇检查人员、审批人员 |
| \`bagong.inspector\`、\`bagong.supervisor\` | 巴公镇检查人员、审批人员 |
| \`example1.operator\`、\`example1.principal\` | 南村镇一家企业的安全管理员、主要负责人 |
| \`example2.operator\`、\`example2.principal\` | 巴公镇一家企业的安全管理员、主要负责人 |

## 在本页试用

1. 展开“登录与身份”中的 \`POST /auth/login\`，点“试一试”，填入密码，发送。
2. 复制答复中的 \`accessToken\`，点下面目录上方的“填写凭证”，粘贴到 user 一栏（不加 Bearer）。
3. 展开任一接口，点“试一试”。请求体的示例都能直接办理，只须换上自己的编号；示例中的日期按台账今天给出。
4. 换一个人办理：清除凭证，以另一账号登录。

## 十步：从登录到销号

| 步 | 账号 | 接口 | 之后 |
| --- | --- | --- | --- |
| 1 | \`example1.operator\` | \`POST /auth/login\` | 得到令牌 |
| 2 | \`example1.operator\` | \`POST /hazards\`，第一个示例 | 待签字；记下 \`id\` 和 \`version\` |
| 3 | \`example1.operator\` | \`PUT /hazards/{id}/five-in-place\`，If-Match 填 \`"1"\` | 五到位齐全 |
| 4 | \`example1.principal\` | \`POST /hazards/{id}/sign\`，再次填密码 | 待确认（镇） |
| 5 | \`nancun.supervisor\` | \`POST /hazards/{id}/confirm\` | 待确认（县） |
| 6 | \`county.supervisor\` | \`POST /hazards/{id}/confirm\` | 整改中 |
| 7 | \`example1.operator\` | \`POST /hazards/{id}/evidence\`，kind 为 AFTER | 得到佐证编号 |
| 8 | \`example1.operator\` | \`POST /hazards/{id}/submit-rectification\`，填佐证编号 | 待验收（镇） |
| 9 | \`nancun.supervisor\` | \`POST /hazards/{id}/accept\`，checkedOnSite 为 true | 待验收（县） |
| 10 | \`county.supervisor\` | \`POST /hazards/{id}/accept\` | 已销号；\`GET …/timeline\` 看全过程 |

## 凭证

- 人员：\`Authorization: Bearer <accessToken>\`。令牌到期用 \`POST /auth/refresh\` 换新。
- 系统：\`X-API-Key: <密钥>\`，由管理员在 \`POST /api-keys\` 发放。密钥可以查询、登记、修改、上传、记录进展、申请验收、申请延期；其余由人员办理，答 403 \`HUMAN_REQUIRED\`。
- 范围：企业只见本企业，镇见本镇，县见全县。范围之外与不存在同样答 404。

## 各接口共有的规则

- **格式**：JSON，UTF-8；代码字段 \`x\` 另有中文 \`xLabel\`。时刻为 UTC，日期为 \`YYYY-MM-DD\`（县所在时区），金额为两位小数的字符串。不认识的字段答 400。
- **重发**：\`POST\` 可带 \`Idempotency-Key\`（1–255 个字符，一事一键，保存 30 天）。同键同内容得到第一次的答复，并带 \`Idempotent-Replayed: true\`；同键不同内容答 422。
- **版本**：可修改的对象带 \`version\` 和 \`ETag: "<version>"\`。\`PATCH\`、\`PUT\` 须带 \`If-Match\`：未带答 428，已被他人更新答 412，重新读取后再改。办理事项可以带。
- **错误**：\`application/problem+json\`（RFC 9457）。按 \`code\` 判断，\`detail\` 给人看（\`Accept-Language: en\` 为英文），同一类的理由在 \`errors[]\` 中一次给全，\`requestId\` 供查询。先后次序：413/415、401、400、404、403、428/412、409、422。
- **列表**：\`limit\` 1–200，\`cursor\` 取自上一页的 \`nextCursor\`；\`count=true\` 另答 \`total\`（超过 10,000 时为 \`totalIsAtLeast\`）；同一筛选条件重复给出为“任一”。
- **限额**：超过答 429 和 \`Retry-After\`；各项上限见 \`GET /limits\`。
`.trim();

export const API_GUIDE: DocumentGuide = {
  description: DESCRIPTION,
  tags: [
    { name: '登录与身份', description: '登录、刷新、退出、修改密码、我是谁' },
    { name: '隐患台账', description: '登记、查询、修改、五到位、办理经过' },
    { name: '隐患办理', description: '签字、确认、整改、验收、销号等；每一步答复办理后的隐患' },
    { name: '隐患批量办理', description: '同样的办理，一次 1–1000 条，逐条答复结果' },
    { name: '期限与通知', description: '逾期的隐患、提醒与逾期通知、签收、催办规则' },
    { name: '整改佐证', description: '照片、文件、签字单的上传与下载' },
    { name: '待办与协同办公', description: '我的待办；县 OA 的通道、推送情况和单点登录' },
    { name: '推送与事件', description: '隐患的事件：推送（webhook）、推送记录、事件流' },
    { name: '判定标准', description: '重大事故隐患判定标准的条款' },
    { name: '检查', description: '谁、哪一天、查了哪家企业；取自台账的大比对据此区分漏查与未查' },
    { name: '大比对', description: '县、镇、企业三方重大事故隐患的比对：清单、运行、核定、统计、公布' },
    { name: 'Excel 导入导出', description: '模板、导入（先试后提交）、逐行结果、批注过的工作簿；一企一台账、三清单、重大隐患明细的导出' },
    { name: '企业', description: '登记、修改、迁镇、归并' },
    { name: '单位', description: '县局、镇中心等监管单位；企业也是单位' },
    { name: '区划', description: '市、县、镇及其撤并' },
    { name: '人员', description: '账号与角色' },
    { name: '委托', description: '请他人在一段时间内代为办理' },
    { name: '接口密钥', description: '供企业和合作方的系统使用' },
    { name: '设置', description: '审批层级、限额、工作日历、催办；只增版本，不改历史' },
    { name: '审计', description: '事实、访问日志、历史是否完整' },
    { name: '限额', description: '请求频率和大小的上限' },
    { name: '运行', description: '存活、就绪、指标：供运维监控，在 /api/v1 之外' },
    { name: '沙箱', description: '仅沙箱：移动台账时钟、推送收件箱' },
  ],
};
