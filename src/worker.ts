/** The queue process: relay, scheduled work. Any number may run at once. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigFault, Config } from './platform/config/config.js';
import { StartUpFault } from './platform/database/start-up.check.js';
import { keepHeapSmall } from './platform/heap.js';
import { createLogger, NestLogs } from './platform/http/logging.js';
import { endWithLauncher } from './platform/launched.js';
import { WorkerModule } from './worker.module.js';

/** Contract §9: SIGTERM finishes within 30 s. */
const STOP_WITHIN_MS = 30_000;

async function main(): Promise<void> {
  keepHeapSmall();
  const { launched, logLevel } = new Config();
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve(), { once: true }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  endWithLauncher(launched, () => stopping.abort());
  const app = await NestFactory.createApplicationContext(WorkerModule, { logger: new NestLogs(createLogger({ logLevel })), abortOnError: false });
  await stopped;
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await app.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  const said = error instanceof ConfigFault || error instanceof StartUpFault;
  console.error(said ? error.message : error);
  process.exit(1);
});
