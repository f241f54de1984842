import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { given } from './environment.js';

export interface FreshDatabase {
  url: string;
  /** Cuts off who is still connected. */
  drop: () => Promise<void>;
}

/** A migrated, empty database of one's own: a copy of the template takes 30–80 ms, less than emptying forty tables. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onCluster(`create database ${name} template ledger_template`);
  const address = new URL(given('TEST_CLUSTER_URL'));
  address.pathname = `/${name}`;
  return { url: address.href, drop: () => onCluster(`drop database ${name} with (force)`) };
}

async function onCluster(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: given('TEST_CLUSTER_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
