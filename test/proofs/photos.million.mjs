/** A million prints in PostgreSQL, made from those of real photographs by turning bits, so that they are filed as unevenly; then searches. */
import { loadavg } from 'node:os';
import { explained, uuid, withDatabase } from './photos.database.mjs';

const COUNTY = '140525';
const SLICE = 10_000;
/** As `uuid` writes it. */
const ID = `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const SEARCHES = 320;
const WARMING = 20;
/** Issue 3: so long at most among a million. */
const WITHIN_MS = 50;

let state = 20_261_125;
/** 32 bits (xorshift). */
const word = () => { state ^= state << 13; state ^= state >>> 17; state ^= state << 5; return state; };
/** 31 of 100 bits are turned: far enough from the photograph it came from to be another. */
const mask = () => word() & (word() | (word() & word()));
const varied = ({ part, keys, fine }) => {
  const [one, two] = [mask(), mask()];
  const bits = Buffer.alloc(fine.length);
  for (let at = 0; at < fine.length; at += 4) bits.writeInt32BE(fine.readInt32BE(at) ^ mask(), at);
  return { part, keys: [one, one >>> 16, two, two >>> 16].map((turn, at) => keys[at] ^ (turn & 0xffff)), bits: `x${bits.toString('hex')}` };
};
const like = (prints) => prints[(word() >>> 0) % prints.length].map(varied);
const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const spread = (sorted, bold = '') => [0.5, 0.99].map((part) => `p${part * 100} ${bold}${at(sorted, part).toFixed(1)} ms${bold}`).join(', ');
const seconds = (began) => `${((performance.now() - began) / 1000).toFixed(0)} s`;

export const searchAmong = (count, prints) => withDatabase(async (client, look) => {
  const began = performance.now();
  await client.query(`alter table photo_print set (autovacuum_enabled = off); set maintenance_work_mem = '512MB'`);
  const { rows: indexes } = await client.query(`select indexname as name, indexdef as made from pg_indexes where tablename = 'photo_print' and indexname like 'photo_print_by_key%'`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (let from = 1; from <= count; from += SLICE) await file(client, from, Math.min(SLICE, count - from + 1), prints);
  for (const { made } of indexes) await client.query(made);
  await client.query('vacuum (analyze) photo, photo_print');
  const filled = seconds(began);

  let next = count + 1;
  const searched = async () => {
    const looks = [];
    for (let n = 0; n < SEARCHES; n += 1) looks.push(await look(uuid((next += 1)), prints[n % prints.length], COUNTY));
    return looks.slice(WARMING);
  };
  const told = async (what, looks) => {
    const [searched, processor, filed] = ['searchedMs', 'searchedProcessorMs', 'filedMs'].map((of) => looks.map((one) => one[of]).sort((a, b) => a - b));
    const { plan, fetches, blocks } = await explained(client, looks.at(-1).search);
    if (process.env.EXPLAIN) console.log(plan);
    return `| ${what} | ${spread(searched, '**')} of N = ${searched.length} (load average ${loadavg()[0].toFixed(1)}); at most ${WITHIN_MS} ms: ${at(searched, 0.99) <= WITHIN_MS ? 'met' : '**missed**'}; of the processor ${spread(processor)}; to file it before ${spread(filed)}; the last of them read ${blocks.toLocaleString('en')} blocks and fetched ${fetches.toLocaleString('en')} rows of the table |`;
  };
  const lines = [await told(`**a search among ${count.toLocaleString('en')} photos**`, await searched())];
  const more = Math.ceil(count / 100);
  for (let done = 0; done < more; done += SLICE) await file(client, (next += SLICE), Math.min(SLICE, more - done), prints);
  next += SLICE;
  lines.push(await told(`right after ${more.toLocaleString('en')} more were filed, before any vacuum`, await searched()));
  const { rows: [size] } = await client.query(`select pg_size_pretty(pg_table_size('photo_print')) as prints, pg_size_pretty(pg_indexes_size('photo_print')) as indexes,
    (select max(n) from (select count(*) as n from photo_print group by key_1) k) as fullest`);
  lines.push(`| the fill, the indexes with it | ${filled} (load average ${loadavg()[0].toFixed(1)}); prints ${size.prints}, their indexes ${size.indexes}; under the fullest first key ${Number(size.fullest).toLocaleString('en')} prints |`);
  return lines.join('\n');
});

async function file(client, from, count, prints) {
  const rows = Array.from({ length: count }, (_, n) => like(prints).map(({ part, keys: [k1, k2, k3, k4], bits }) => ({ n: from + n, part, k1, k2, k3, k4, bits }))).flat();
  await client.query(`insert into photo (evidence_id, county_code, hazard_id, state, attempts, next_attempt_at)
    select i, '${COUNTY}', i, 'COMPARED', 0, '2026-01-01' from generate_series($1::bigint, $2) n, lateral (select ${ID}) u (i)`, [from, from + count - 1]);
  await client.query(`insert into photo_print (evidence_id, part, county_code, key_1, key_2, key_3, key_4, fine)
    select ${ID}, part, '${COUNTY}', k1, k2, k3, k4, bits::bit(256)
    from json_to_recordset($1::json) r (n bigint, part text, k1 int, k2 int, k3 int, k4 int, bits text)`, [JSON.stringify(rows)]);
}
