/** The HTTP process. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { Config, ConfigFault } from './platform/config/config.js';
import { StartUpFault } from './platform/database/start-up.check.js';
import { collectStart, keepHeapSmall } from './platform/heap.js';
import { endWithLauncher } from './platform/launched.js';
import { AnswerAdapter } from './platform/http/answer.adapter.js';
import { CREATE_OPTIONS, setUp } from './platform/http/http.js';
import { keptIn } from './platform/http/refused.js';
import { AccessLog } from './platform/ledger/access-log.js';
import { stopOnSignals } from './platform/http/shutdown.js';

async function main(): Promise<void> {
  keepHeapSmall();
  const config = new Config(); // its faults are told plainly, before anything is built
  const app = await NestFactory.create(AppModule, new AnswerAdapter(), CREATE_OPTIONS);
  setUp(app, undefined, keptIn(app.get(AccessLog, { strict: false })));
  stopOnSignals(app);
  endWithLauncher(config.launched, () => process.kill(process.pid, 'SIGTERM'));
  await app.init();
  collectStart();
  await app.listen(config.port, config.host);
}

main().catch((error: unknown) => {
  const said = error instanceof ConfigFault || error instanceof StartUpFault;
  console.error(said ? error.message : error);
  process.exit(1);
});
