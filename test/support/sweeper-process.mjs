/** A process that runs the morning's round when it is told to: `{ at }` over IPC; answers how long it took and its memory. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';

const { AppModule } = await import('../../dist/src/app.module.js');
const { NoticeRounds } = await import('../../dist/src/notices/rounds.js');
const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
const rounds = app.get(NoticeRounds, { strict: false });
process.on('message', ({ at }) => {
  const startedAt = performance.now();
  rounds.runAt(at).then(
    () => process.send?.({ ms: performance.now() - startedAt, maxRssMb: process.resourceUsage().maxRSS / 1024 }),
    (error) => process.send?.({ fault: String(error) }));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
