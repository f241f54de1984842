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

/** Three tables are checked by one function each (migration 0032): what it refuses goes by the name of the rule. */
describe('a row that is not sound', () => {
  const HAZARD = { status: 'REPORTED', level: 'GENERAL', finder_level: 'TOWN', pending_level: null, closed_at: null, deadline: '2026-12-01', found_on: '2026-11-01' };
  const DUE_DATE = { kind: 'RECTIFICATION', owed_by: 'ENTERPRISE', counted_from: null, due_on: '2026-12-01' };
  const STEP = { kind: 'RECTIFY', level: 'PRINCIPAL' };
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(() => client?.end());

  const judged = async (table: string, row: Record<string, string | null>): Promise<string> => {
    const values = Object.values(row);
    const asked = client.query(`select ${table}_sound(${values.map((_, at) => `$${at + 1}`).join(', ')})`, values);
    return asked.then(({ rows: [answer] }) => JSON.stringify(answer), ({ code, constraint }: pg.DatabaseError) => `${code} ${constraint}`);
  };

  it.each([
    ['hazard', { ...HAZARD, status: 'DONE' }, '23514 hazard_status'], ['hazard', { ...HAZARD, level: 'SMALL' }, '23514 hazard_level'],
    ['hazard', { ...HAZARD, finder_level: 'CITY' }, '23514 hazard_finder_level'], ['hazard', { ...HAZARD, pending_level: 'ENTERPRISE' }, '23514 hazard_pending_level'],
    ['hazard', { ...HAZARD, closed_at: '2026-11-02T00:00:00Z' }, '23514 hazard_closed'], ['hazard', { ...HAZARD, status: 'CLOSED' }, '23514 hazard_closed'],
    ['hazard', { ...HAZARD, deadline: '2026-10-31' }, '23514 hazard_deadline'],
    ['due_date', { ...DUE_DATE, kind: 'OTHER' }, '23514 due_date_kind'], ['due_date', { ...DUE_DATE, owed_by: 'NOBODY' }, '23514 due_date_owed_by'],
    ['due_date', { ...DUE_DATE, due_on: null }, '23514 due_date_day'],
    ['todo_step', { ...STEP, kind: 'REST' }, '23514 todo_step_kind'], ['todo_step', { ...STEP, level: 'PROVINCE' }, '23514 todo_step_level'],
  ] as const)('%s %j', async (table, row, refused) => expect(await judged(table, row)).toBe(refused));

  it('is not one that leaves empty what may be empty', async () => {
    expect(await judged('hazard', HAZARD)).toBe('{"hazard_sound":true}');
    expect(await judged('hazard', { ...HAZARD, deadline: null, pending_level: 'CITY', status: 'CONFIRMING' })).toBe('{"hazard_sound":true}');
    expect(await judged('hazard', { ...HAZARD, status: 'VOIDED', closed_at: '2026-11-02T00:00:00Z' })).toBe('{"hazard_sound":true}');
    expect(await judged('due_date', { ...DUE_DATE, counted_from: '2026-11-01', due_on: null })).toBe('{"due_date_sound":true}');
    expect(await judged('todo_step', STEP)).toBe('{"todo_step_sound":true}');
  });

  it('is not let in: the tables ask these functions, of every row that is there too', async () => {
    const { rows } = await client.query(`select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as asks, convalidated as all from pg_constraint where conname like '%\\_sound' order by 1`);
    expect(rows).toEqual([
      { table: 'due_date', asks: 'CHECK (due_date_sound(kind, owed_by, counted_from, due_on))', all: true },
      { table: 'hazard', asks: 'CHECK (hazard_sound(status, level, finder_level, pending_level, closed_at, deadline, found_on))', all: true },
      { table: 'todo_step', asks: 'CHECK (todo_step_sound(kind, level))', all: true },
    ]);
    await expect(client.query(`insert into todo_step (id, county_code, hazard_id, kind, level, candidates, barred, opened_version, opened_at)
      values (gen_random_uuid(), '140525', gen_random_uuid(), 'REST', 'PRINCIPAL', '[]', '{}', 1, '2026-11-01Z')`)).rejects.toMatchObject({ code: '23514', constraint: 'todo_step_kind' });
  });
});

/** `pg_restore` and, from 17 on, upkeep of indexes work without a search path: what a row is computed and checked by finds all it calls. */
it('a dumped hazard can be written again: its columns, checks and index expressions need no search path', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`set search_path to ''`);
  const { rows: used } = await client.query<{ name: string }>(`
    select distinct p.proname as name from pg_depend d join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
    where p.pronamespace = 'public'::regnamespace and d.classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass) order by 1`);
  // another one belongs here and into the question below
  expect(used.map(({ name }) => name)).toEqual(['bigrams', 'due_date_sound', 'hazard_lane', 'hazard_late_after', 'hazard_sound', 'hazard_text', 'todo_step_sound']);
  const { rows } = await client.query(`select public.hazard_lane('MAJOR', 'CLOSED') as lane, public.hazard_late_after('CLOSED', null, null, '{"deadline":"2026-11-05"}')::text as late,
    public.bigrams(public.hazard_text('Ａb', null, null)) as pairs, public.due_date_sound('TASK', 'TOWN', null, '2026-12-01') as due, public.todo_step_sound('SIGN', 'TOWN') as step,
    public.hazard_sound('REPORTED', 'GENERAL', 'TOWN', null, null, null, '2026-11-01') as hazard`);
  await client.end();
  expect(rows).toEqual([{ lane: 25, late: '2026-11-05', pairs: ['ab'], due: true, step: true, hazard: true }]);
});
