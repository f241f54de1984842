/** Changes one random row of the history, as somebody would who owns the database and has switched the triggers off. */
import type pg from 'pg';

export const TABLES = ['fact', 'event', 'anchor', 'access_log'] as const;
type Table = (typeof TABLES)[number];
export type Columns = Record<string, { name: string; type: string }[]>;

export async function columnsOf(owner: pg.Client): Promise<Columns> {
  const { rows } = await owner.query<{ table: string; name: string; type: string }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and c.relname = any($1) and a.attnum > 0 order by a.attnum`, [[...TABLES]]);
  return Object.fromEntries(TABLES.map((table) => [table, rows.filter((row) => row.table === table)]));
}

/** The same numbers for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761 % 4_294_967_296;
  return (sides) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor(state / 4_294_967_296 * sides);
  };
}

/** What was done, in words. */
export async function tamper(owner: pg.Client, columns: Columns, seed: number): Promise<string> {
  const roll = dice(seed);
  for (let i = 0; i < 5; i += 1) roll(2);
  const table = TABLES[[0, 0, 0, 1, 1, 2, 3, 3][roll(8)] ?? 0] as Table;
  const { rows } = await owner.query<{ ctid: string; tableoid: string }>(`select ctid::text, tableoid::regclass::text as tableoid from ${table}
    ${sealed[table]} order by ${table}::text`);
  const [one, other] = two(rows, roll);
  const way = roll(5);
  if (way === 0) return remove(owner, one);
  if (way === 1) return swap(owner, table, one, other);
  const column = columns[table]?.[roll(columns[table]?.length ?? 1)] ?? { name: 'hash', type: 'text' };
  return alter(owner, one, column);
}

/** What no anchor covers yet is not promised: access lines of the last minute, and the newest event's place. */
const sealed: Record<Table, string> = {
  fact: '', event: '', anchor: '', access_log: '',
};

type Place = { ctid: string; tableoid: string };

function two(rows: readonly Place[], roll: (sides: number) => number): [Place, Place] {
  const at = roll(rows.length);
  const one = rows[at];
  const other = rows[(at + 1 + roll(rows.length - 1)) % rows.length];
  if (!one || !other) throw new Error('too few rows');
  return [one, other];
}

async function remove(owner: pg.Client, { ctid, tableoid }: Place): Promise<string> {
  await owner.query(`delete from ${tableoid} where ctid = $1`, [ctid]);
  return `removed from ${tableoid}`;
}

/** Two rows change places: each gets the key of the other. */
async function swap(owner: pg.Client, table: Table, one: Place, other: Place): Promise<string> {
  const keys = { fact: ['object_id', 'version'], event: ['position'], anchor: ['number'], access_log: ['id', 'recorded_at'] }[table];
  const list = keys.join(', ');
  await owner.query('begin');
  await owner.query(`create temporary table moved on commit drop as select * from ${one.tableoid} where ctid = '${one.ctid}'`);
  await owner.query(`create temporary table moved_other on commit drop as select * from ${other.tableoid} where ctid = '${other.ctid}'`);
  await owner.query(`delete from ${one.tableoid} where ctid = '${one.ctid}'; delete from ${other.tableoid} where ctid = '${other.ctid}'`);
  const assign = (from: string) => keys.map((key) => `${key} = (select ${key} from ${from})`).join(', ');
  await owner.query('create temporary table first_keys on commit drop as select * from moved');
  await owner.query(`update moved set ${assign('moved_other')}; update moved_other set ${assign('first_keys')}`);
  await owner.query(`insert into ${table} select * from moved; insert into ${table} select * from moved_other`);
  await owner.query('commit');
  return `swapped ${list} in ${table}`;
}

/** The least change that this kind of value allows. */
async function alter(owner: pg.Client, { ctid, tableoid }: Place, { name, type }: { name: string; type: string }): Promise<string> {
  const changes: Record<string, string> = {
    uuid: `coalesce(overlay(${name}::text placing case right(${name}::text, 1) when '0' then '1' else '0' end from 36)::uuid, gen_random_uuid())`,
    text: `coalesce(overlay(${name} placing case right(${name}, 1) when '0' then '1' else '0' end from length(${name})), 'x')`,
    integer: `${name} + 1000`, bigint: `${name} + 1000`, 'timestamp with time zone': `${name} + interval '1 ms'`,
  };
  await owner.query(`update ${tableoid} set ${name} = ${changes[type] ?? ''} where ctid = $1`, [ctid]);
  return `altered ${name} of ${tableoid}`;
}

