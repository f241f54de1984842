/** Looks at the database before anything is served: what the ledger promises must be possible there (house: Roles). */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Database } from './database.js';
import { MIGRATIONS, MIGRATIONS_TABLE } from './migrations.js';
import { adHoc, statement } from './statement.js';

/** Says in Chinese what is wrong with the database and what to do. */
export class StartUpFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['数据库不满足要求，服务不能启动：', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
  }
}

const OLDEST_SERVER = 150_000;

interface Server {
  serverVersion: number;
  synchronousCommit: string;
  encoding: string;
  ctype: string;
  done: boolean;
  superuser: boolean;
}

const SERVER = statement<Server>('start_up_server', `
  select current_setting('server_version_num')::int as "serverVersion", current_setting('synchronous_commit') as "synchronousCommit",
    pg_encoding_to_char(d.encoding) as encoding, d.datctype as ctype, to_regclass('${MIGRATIONS_TABLE}') is not null as done,
    (select rolsuper from pg_roles where rolname = current_user) as superuser
  from pg_database d where d.datname = current_database()`);

/** Tables that only grow, and the partitions of facts, which this role may nevertheless change. */
const CHANGEABLE = statement<{ name: string }>('start_up_changeable', `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and (c.relname ~ '^fact(_|$)' or c.relname in ('event', 'access_log', 'anchor', 'audit_walk', 'evidence', 'setting_version'))
    and (has_table_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate'))
  order by 1`);

const DONE = adHoc<{ name: string }>(`select name from ${MIGRATIONS_TABLE}`);

@Injectable()
export class StartUpCheck implements OnModuleInit {
  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    const faults = await this.faults();
    if (faults.length > 0) throw new StartUpFault(faults);
  }

  /** Empty when all is well. */
  async faults(): Promise<string[]> {
    const [server] = await this.database.run(SERVER);
    if (!server) throw new Error('no answer from the database');
    const pending = await this.pending(server.done);
    const changeable = pending.length > 0 ? [] : await this.database.run(CHANGEABLE);
    return [
      ...(server.serverVersion < OLDEST_SERVER ? ['PostgreSQL 须为 15 或更高版本'] : []),
      ...(server.synchronousCommit === 'off' ? ['synchronous_commit 为 off：断电会丢失已答复的办理，须打开'] : []),
      ...(server.encoding !== 'UTF8' ? [`数据库编码须为 UTF8，现为 ${server.encoding}`] : []),
      ...(['C', 'POSIX'].includes(server.ctype) ? ['LC_CTYPE 为 C，无法检索中文：请以 C.UTF-8 等区域重建数据库'] : []),
      ...(server.superuser ? ['ledger_app 是超级用户，可以改动历史：请执行 alter role ledger_app nosuperuser'] : []),
      ...(pending.length > 0 ? [`数据库结构不是最新（缺 ${pending.join('、')}），请先运行 npm run migrate`] : []),
      ...(changeable.length > 0 ? [`服务的数据库角色可以改动历史：${changeable.map(({ name }) => name).join('、')}，请收回 UPDATE、DELETE、TRUNCATE`] : []),
    ];
  }

  /** Names of migrations this build needs and the database has not had. */
  async pending(tableExists: boolean): Promise<string[]> {
    const done = new Set(tableExists ? (await this.database.run(DONE)).map(({ name }) => name) : []);
    return MIGRATIONS.map(({ name }) => name).filter((name) => !done.has(name));
  }
}
