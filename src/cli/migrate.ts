/**
 * `npm run migrate`: brings the database to the state this build needs, and may be run again at any time. The owner of
 * the schema runs it (MIGRATION_DATABASE_URL, by default DATABASE_URL); the service works under `ledger_app`.
 */
import pg from 'pg';
import { runMigrations } from 'bullmq';
import { migrationSource } from '../platform/database/data-source.js';
import { MIGRATION_LOCK } from '../platform/database/locks.js';
import { MIGRATIONS_TABLE } from '../platform/database/migrations.js';
import { QUEUE_SCHEMA } from '../platform/jobs/queue-connection.js';

const say = (sentence: string) => console.log(`[迁移] ${sentence}`);

/** BullMQ numbers each queue's jobs by a sequence that it makes when the first comes; nothing of ours lives in its schema. */
const QUEUE_GRANTS = `
grant usage, create on schema ${QUEUE_SCHEMA} to ledger_app;
grant select, insert, update, delete, truncate on all tables in schema ${QUEUE_SCHEMA} to ledger_app;
grant usage, select, update on all sequences in schema ${QUEUE_SCHEMA} to ledger_app;
grant execute on all functions in schema ${QUEUE_SCHEMA} to ledger_app;
revoke insert, update, delete, truncate on ${QUEUE_SCHEMA}.migration from ledger_app;
grant select on ${MIGRATIONS_TABLE} to ledger_app;
revoke insert, update, delete, truncate on ${MIGRATIONS_TABLE} from ledger_app`;

async function main(): Promise<void> {
  const serviceUrl = process.env['DATABASE_URL']?.trim();
  const url = process.env['MIGRATION_DATABASE_URL']?.trim() || serviceUrl;
  if (!url) throw new Error('DATABASE_URL：未设置。应为 postgresql://用户:密码@主机:5432/库名（或另设 MIGRATION_DATABASE_URL，由数据库属主执行）');
  const guard = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1, 0)', [MIGRATION_LOCK]);
    await migrateTables(url);
    await runMigrations(guard, QUEUE_SCHEMA);
    await guard.query(QUEUE_GRANTS);
    say('任务队列的表已就绪');
    if (serviceUrl) await letServiceIn(guard, serviceUrl);
  } finally {
    await guard.end();
  }
  say('完成');
}

async function migrateTables(url: string): Promise<void> {
  const source = migrationSource(url);
  await source.initialize();
  try {
    const done = await source.runMigrations({ transaction: 'each' });
    for (const { name } of done) say(`已执行 ${name}`);
    if (done.length === 0) say('数据库结构已是最新');
  } finally {
    await source.destroy();
  }
}

/** Where the service has a login of its own, it must be able to act as `ledger_app`. */
async function letServiceIn(client: pg.Client, serviceUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(serviceUrl).username);
  const { rows } = await client.query<{ login: string }>('select rolname as login from pg_roles where rolname = $1 and rolname <> current_user', [login]);
  if (rows.length === 0) return;
  await client.query(`grant ledger_app to ${client.escapeIdentifier(login)}`);
  say(`已授权 ${login} 以 ledger_app 身份工作`);
}

main().catch((error: unknown) => {
  const { message, errors } = error as { message?: string; errors?: { message: string }[] };
  console.error(`[迁移] 失败：${message || errors?.map((one) => one.message).join('；') || String(error)}`);
  process.exitCode = 1;
});
