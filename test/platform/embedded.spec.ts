import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startCluster, type Cluster } from '../../src/platform/database/embedded.mjs';

/** Follows one cluster through what happens to it on somebody's machine; each step begins where the last one ended. */
describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let cluster: Cluster;
  const start = () => startCluster({ dataDir, durable: false });
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'embedded-'));
    chmodSync(dataDir, 0o755);
    cluster = await start();
  });
  afterAll(() => cluster.remove());

  it('lets nobody in without the password, and listens on the loopback address alone', async () => {
    expect(await ask(`select current_setting('listen_addresses') as a, current_setting('unix_socket_directories') as s`)).toEqual([{ a: '127.0.0.1', s: '' }]);
    const stranger = new pg.Client({ connectionString: cluster.url.replace(/:[0-9a-f]+@/, ':wrong@') });
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('is taken over when its launcher was killed', async () => {
    await ask('create table kept (a int)');
    const again = await start();
    expect([again.pid, again.port]).toEqual([cluster.pid, cluster.port]);
  });

  it('starts over a note whose number now belongs to another process of the same user', async () => {
    const note = join(dataDir, 'pgdata', 'postmaster.pid');
    const lines = readFileSync(note, 'utf8').split('\n');
    await cluster.stop();
    writeFileSync(note, [String(process.pid), ...lines.slice(1)].join('\n'));
    cluster = await start();
    expect(await ask(`select to_regclass('kept')::text as found`)).toEqual([{ found: 'kept' }]);
  });

  it('recovers what was committed when the server itself was killed', async () => {
    await ask('insert into kept values (7)');
    process.kill(cluster.pid, 'SIGKILL');
    await cluster.exited;
    cluster = await start();
    expect(await ask('select a from kept')).toEqual([{ a: 7 }]);
  });

  it('begins anew when its directory was deleted', async () => {
    const before = cluster;
    await cluster.stop();
    rmSync(dataDir, { recursive: true });
    cluster = await start();
    expect(cluster.url).not.toEqual(before.url);
    expect(await ask(`select to_regclass('kept') as found`)).toEqual([{ found: null }]);
  });
});
