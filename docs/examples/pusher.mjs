/**
 * 企业系统把自查隐患送进台账的例子：随时可以被杀掉、断电、断网，再次启动接着送，不漏也不重。
 *
 *   npm run client                                   # 在台账仓库中生成客户端
 *   npm install 仓库目录/client                       # 在企业系统中安装
 *   LEDGER=https://台账地址 LEDGER_KEY=接口密钥 node pusher.mjs hazards.jsonl
 *
 * hazards.jsonl：每行一条，{"ref": "企业自己的编号", "hazard": {登记隐患的各字段}}。
 * 靠三件事：externalRef 是企业自己的编号，同一编号台账只登记一次；Idempotency-Key 由编号而来，断在半路原样重发；
 * 送到一条就在 hazards.jsonl.done 里记一行，只为少发几次，丢了也不要紧。
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { LedgerClient, ProblemError } from 'hazard-ledger-client';

const [file] = process.argv.slice(2);
const { LEDGER: base, LEDGER_KEY: apiKey } = process.env;
if (!file || !base || !apiKey) throw new Error('用法：LEDGER=… LEDGER_KEY=… node pusher.mjs hazards.jsonl');

const lines = (path) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []);
/** 最后一行可能只写了一半：认不出的就当没有送过。 */
const done = new Set(lines(`${file}.done`).map((line) => line.split('\t')[0]));
const client = new LedgerClient({ base, apiKey });

let refused = 0;
for (const { ref, hazard } of lines(file).map((line) => JSON.parse(line))) {
  if (done.has(ref)) continue;
  try {
    const { status, body } = await client.call('hazardRegister', { body: { ...hazard, externalRef: ref }, idempotencyKey: `hazard-${ref}` });
    console.log(`${ref} → ${body.ledgerNo} ${body.statusLabel}${status === 200 ? '（此前已登记）' : ''}`);
    appendFileSync(`${file}.done`, `${ref}\t${body.ledgerNo}\n`);
  } catch (error) {
    // 台账说不行的，改好这一行再送；其余（断网、超时）客户端已重试 5 分钟，退出后由值守程序再次启动。
    if (!(error instanceof ProblemError) || error.status >= 500) throw error;
    refused += 1;
    console.error(`${ref} 未登记：${error.problem.detail}`, error.problem.errors);
  }
}
console.log(refused ? `送完，${refused} 条须改正` : '送完');
process.exitCode = refused ? 1 : 0;
