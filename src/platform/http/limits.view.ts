export class LimitsView {
  /** 请求体上限，字节 */
  bodyBytes: number;
  /** 批量办理和比对名单的请求体上限，字节 */
  batchBodyBytes: number;
  /** 上传文件上限，字节 */
  uploadBytes: number;
  /** JSON 嵌套层数 */
  jsonDepth: number;
  /** 批量办理一次的条数 */
  batchItems: number;
  /** 导入一个文件的隐患行数 */
  importRows: number;
  /** 导出一个文件的隐患行数，超过的须缩小范围 */
  exportRows: number;
  /** 比对名单每一方的行数 */
  comparisonListRows: number;
  /** 一般文字的长度，字符 */
  textCharacters: number;
  /** 列表每页条数，未指明时 */
  pageDefault: number;
  /** 列表每页条数上限 */
  pageMax: number;
  /** count=true 时，总数准确到多少 */
  totalExactTo: number;
  /** Idempotency-Key 的长度，字符 */
  idempotencyKeyCharacters: number;
  /** Idempotency-Key 保留的天数 */
  idempotencyKeptDays: number;
  /** X-Request-Id 的长度，字符 */
  requestIdCharacters: number;
  /** 每人每分钟的请求数 */
  requestsPerMinutePerson: number;
  /** 每个接口密钥每分钟的请求数 */
  requestsPerMinuteKey: number;
  /** 每个单位每分钟的请求数，其人员和密钥合计 */
  requestsPerMinuteOrganisation: number;
  /** 每个单位每分钟申请导出的次数 */
  exportsPerMinuteOrganisation: number;
  /** 每个地址每分钟的登录次数 */
  signInsPerMinuteAddress: number;
  /** 每个地址每分钟的无效凭证次数，超过后答 429 */
  unauthenticatedPerMinuteAddress: number;
}
