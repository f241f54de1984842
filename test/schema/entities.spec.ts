/** Entities describe the tables as the migrations made them: every column, its type, and whether it may be empty. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { getMetadataArgsStorage } from 'typeorm';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';

const SOURCE = join(import.meta.dirname, '../../src');

/** Computed by PostgreSQL: nobody writes them, no entity lists them. */
const GENERATED = ['hazard.lane', 'hazard.deadline_sort', 'hazard.late_after'];
const WITHOUT_ENTITY = ['migration_done'];
const SAME: Record<string, string> = { int4: 'integer', int8: 'bigint', bool: 'boolean', int2: 'smallint' };

interface Column { table: string; name: string; type: string; nullable: boolean }

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.entity.ts'));
  for (const file of files) await import(join(SOURCE, file));
});
afterAll(() => database?.drop());

async function columnsOfTables(): Promise<Column[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Column>(`
    select c.table_name as "table", c.column_name as name, c.udt_name as type, c.is_nullable = 'YES' as nullable
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not similar to 'fact_(20[0-9]{2}|elsewhen)'`);
  await client.end();
  return rows.filter(({ table, name }) => !WITHOUT_ENTITY.includes(table) && !GENERATED.includes(`${table}.${name}`))
    .map((column) => ({ ...column, type: plain(column.type) }));
}

/** `_text` is text[]; names that SQL and PostgreSQL spell differently are one. */
const plain = (type: string): string => (type.startsWith('_') ? `${plain(type.slice(1))}[]` : SAME[type] ?? type);

function columnsOfEntities(): Column[] {
  const { tables, columns } = getMetadataArgsStorage();
  return tables.flatMap(({ target, name: table = '' }) => columns.filter((column) => column.target === target).map(({ propertyName, options }) => ({
    table, name: options.name ?? propertyName, type: `${plain(String(options.type))}${options.array ? '[]' : ''}`, nullable: options.nullable === true,
  })));
}

const told = (columns: readonly Column[]): string[] =>
  columns.map(({ table, name, type, nullable }) => `${table}.${name} ${type}${nullable ? ' null' : ''}`).sort();

describe('entities', () => {
  it('say what the migrated tables are, column by column', async () => {
    expect(columnsOfEntities().length).toBeGreaterThan(150);
    expect(told(columnsOfEntities())).toEqual(told(await columnsOfTables()));
  });
});
