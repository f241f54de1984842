/** Security S38: any single altered, removed or reordered row is found, by the service and from an exported file alone. */
import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';
import { AnchorService } from '../../src/audit/anchor.service.js';
import { AuditModule } from '../../src/audit/audit.module.js';
import { ExportService } from '../../src/audit/export.service.js';
import { anchorLine, sealAnchor } from '../../src/audit/seal.js';
import { Walk } from '../../src/audit/verification/walk.js';
import { Door } from '../../src/platform/ledger/door.js';
import { OutboxModule } from '../../src/platform/outbox/outbox.module.js';
import { runQuietly, until } from '../../src/platform/processes.mjs';
import { writeArea } from '../support/areas.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { asOwner } from '../support/owner.js';
import { asking, environmentOf, officer, startParts } from '../support/platform.js';
import { columnsOf, tamper, TABLES } from './tamper.js';

const TAMPERINGS = 100;
const VERIFIER = join(import.meta.dirname, '../../dist/src/cli/audit-verify.js');

let database: FreshDatabase;
let app: INestApplicationContext;
let files: string;

beforeAll(async () => {
  database = await freshDatabase();
  const env = environmentOf(database.url);
  files = env['DATA_DIR'] ?? '';
  app = await startParts(env, [OutboxModule, AuditModule]);
  for (const factCount of [1, 2, 3, 4, 1, 2]) await writeArea(app.get(Door), factCount);
  await accessLines(20);
  await relayed();
  expect(await app.get(AnchorService).anchor()).toMatchObject({ number: 1, toPosition: 13, accessCount: 20 });
  for (const factCount of [3, 1, 5]) await writeArea(app.get(Door), factCount);
  await accessLines(10);
  await relayed();
  expect(await app.get(AnchorService).anchor()).toMatchObject({ number: 2, fromPosition: 14, toPosition: 22, accessCount: 10 });
});

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

/** Came in two minutes ago, or one: what the next anchor seals. Every fourth is another county's, every tenth of nobody known. */
async function accessLines(count: number): Promise<void> {
  await asOwner(database.url, (owner) => owner.query(`
    insert into access_log (id, at, kind, caller_id, caller_name, county_code, address, method, path, status, code, request_id, recorded_at)
    select gen_random_uuid(), moment, 'REFUSAL', 'somebody', case when n % 4 = 0 then '邻县某' else '示例' end,
      case when n % 4 = 0 then '140524' when n % 10 <> 0 then '140525' end, '10.0.0.1', 'POST', '/api/v1/hazards', 403, 'FORBIDDEN', n::text, moment
    from (select n, greatest(now() - interval '5 minutes', coalesce((select access_to from anchor order by number desc limit 1), '-infinity')) + n * interval '3 ms' as moment
          from generate_series(1, $1) n) lines`, [count]));
}

const relayed = () => until(async () => {
  const left = await asOwner(database.url, async (owner) => (await owner.query('select from outbox limit 1')).rowCount);
  return left === 0;
}, { withinMs: 10_000 });

async function exported(name: string): Promise<string> {
  const path = join(files, `${name}.ndjson`);
  await pipeline(await app.get(ExportService).facts(asking(officer('AUDITOR')), { limit: 50 }), createWriteStream(path));
  return path;
}

const verifyFile = (path: string) => runQuietly(process.execPath, [VERIFIER, path], { cwd: files });

describe('an untouched history', () => {
  it('is intact, by the service and by the file', async () => {
    await expect(app.get(Walk).whole()).resolves.toMatchObject({ intact: true, checked: 22, brokenAt: null });
    const { ok, said } = await verifyFile(await exported('untouched'));
    expect(said).toMatch(/^\[核对\] 完整：22 个事件.*和 30 行访问日志（其中 7 行属于他县，只有哈希）。/);
    expect(ok).toBe(true);
  });

  it('shows of another county’s accesses that they are sealed and no more, and hides none of its own', async () => {
    const told = readFileSync(await exported('own'), 'utf8');
    const accesses = told.split('\n').filter((line) => line.startsWith('{"type":"access"'));
    expect([accesses.length, accesses.filter((line) => line.includes('"line"')).length, told.includes('邻县某')]).toEqual([30, 23, false]);
    expect(accesses.filter((line) => line.includes('"elsewhere"')).map((line) => line.replace(/[0-9a-f]{64}/, ''))).toEqual(Array.from({ length: 7 }, () => '{"type":"access","elsewhere":{"county":"140524","sha256":""}}'));
    const path = join(files, 'hidden.ndjson');
    const [own = ''] = accesses.filter((line) => line.includes('"140525"'));
    const sha256 = createHash('sha256').update(JSON.stringify((JSON.parse(own) as { line: unknown[] }).line)).digest('hex');
    for (const county of ['140525', '140524']) {
      writeFileSync(path, told.replace(own, JSON.stringify({ type: 'access', elsewhere: { county, sha256 } })));
      await expect(verifyFile(path)).resolves.toMatchObject({ ok: false });
    }
  });

  it('that was sealed over the lines themselves is proven as far as they are shown', async () => {
    const content = { number: 1, at: '2026-11-20T02:00:00.000Z', fromPosition: 1, toPosition: 0, eventsDigest: createHash('sha256').digest('hex'), accessFrom: '1970-01-01T00:00:00.000Z', accessTo: '2026-11-20T01:59:00.000Z', accessCount: 1, accessDigest: 'f'.repeat(64), form: 1, previousHash: '0'.repeat(64) };
    const header = { type: 'export', complete: true, countyCode: '140525', toPosition: 0, anchors: 1, outside: null };
    const lines = [JSON.stringify(header), anchorLine(sealAnchor(content)), JSON.stringify({ type: 'access', elsewhere: { county: '140524', sha256: 'a'.repeat(64) } }), JSON.stringify({ type: 'end', lines: 3 })];
    expect(lines[1]).not.toContain('form');
    const path = join(files, 'old.ndjson');
    writeFileSync(path, lines.join('\n'));
    expect((await verifyFile(path)).said).toMatch(/完整.*1 个旧式锚点封有他县的访问日志，其访问日志不能由本文件核对/);
    const own = ['id', '', '2026-11-20T01:00:00.000Z', '', null, null, null, '140525'];
    writeFileSync(path, lines.with(2, JSON.stringify({ type: 'access', line: own })).join('\n'));
    expect(await verifyFile(path)).toMatchObject({ ok: false, said: expect.stringContaining('封存的访问日志已变') });
  });

  it('stays so while exports add facts of their own, and by any part', async () => {
    await relayed();
    await expect(app.get(Walk).newer(13)).resolves.toMatchObject({ intact: true });
    const part = join(files, 'part.ndjson');
    await pipeline(await app.get(ExportService).facts(asking(officer('AUDITOR')), { limit: 50, move: ['create', 'patch'] }), createWriteStream(part));
    await expect(verifyFile(part)).resolves.toMatchObject({ ok: true });
  });
});

describe('a tampered history', () => {
  it(`is found out ${TAMPERINGS} times of ${TAMPERINGS}`, async () => {
    await relayed();
    await app.get(AnchorService).anchor();
    await asOwner(database.url, async (owner) => {
      await owner.query('set session_replication_role = replica');
      const columns = await columnsOf(owner);
      const missed: string[] = [];
      for (let seed = 1; seed <= TAMPERINGS; seed += 1) {
        await keepCopies(owner);
        const done = await tamper(owner, columns, seed);
        const walked = await app.get(Walk).whole();
        const file = await verifyFile(await exported(`tampered-${seed}`));
        if (walked.intact) missed.push(`service: ${done}`);
        if (file.ok) missed.push(`file: ${done}`);
        await restore(owner);
      }
      expect(missed).toEqual([]);
    });
    await relayed();
    await expect(app.get(Walk).whole()).resolves.toMatchObject({ intact: true });
  }, 120_000);

  it('is found out where the row of an object is behind, ahead, or gone', async () => {
    await asOwner(database.url, async (owner) => {
      for (const change of ['update area set version = version + 1 where id = $1', `update area set head_hash = repeat('0', 64) where id = $1`, 'delete from area where id = $1']) {
        await owner.query('begin; set local session_replication_role = replica; create table kept as table area; commit');
        const { rows } = await owner.query<{ id: string }>('select id from area order by id limit 1');
        await owner.query(change, [rows[0]?.id]);
        const walked = await app.get(Walk).whole();
        await owner.query('begin; delete from area; insert into area table kept; drop table kept; commit');
        expect(walked).toMatchObject({ intact: false });
      }
    });
  });

  it('is found out where the newest anchors were removed together with what they sealed', async () => {
    await asOwner(database.url, async (owner) => {
      await owner.query('set session_replication_role = replica');
      await keepCopies(owner);
      await owner.query('delete from anchor where number > 1');
      await expect(app.get(Walk).whole()).resolves.toMatchObject({ brokenAt: { what: 'ANCHOR_FILE' } });
      await restore(owner);
    });
  });
});

/** The outbox too: an export leaves a fact, which the relay may carry over meanwhile. */
async function keepCopies(owner: pg.Client): Promise<void> {
  await relayed();
  for (const table of TABLES) await owner.query(`create table kept_${table} as table ${table}`);
}

async function restore(owner: pg.Client): Promise<void> {
  await relayed();
  await owner.query('begin');
  for (const table of TABLES) await owner.query(`delete from ${table}; insert into ${table} table kept_${table}; drop table kept_${table}`);
  await owner.query('commit');
}
