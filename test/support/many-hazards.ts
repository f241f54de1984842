/** A ledger of any size, made inside PostgreSQL: for the plans that docs/QUERIES.md promises, and for benches. */

import type pg from 'pg';

export interface Filling {
  rows: number;
  /** The county's day up to which there are finds: three years of them, more each year. */
  today: string;
  /** Every town has some of every level and status, however few there are: what is counted has as many rows at every size. */
  someOfEach?: boolean;
}

export const CITY = '1405';
export const COUNTY = '140525';
export const TOWN = '140525100';
/** Half a percent of the rows. */
export const SMALL_TOWN = '140525207';
/** In one description of two thousand, and in one of three. */
export const RARE_WORD = '氨罐';
export const COMMON_WORD = '未设置';
/** In as many descriptions, spread over the years, however many rows there are: more than a page of fifty. */
export const COUNTED_WORD = '氯瓶';
const COUNTED_HITS = 60;

const TOWNS: readonly [code: string, share: number][] = [
  ['140525100', 18], ['140525108', 15], ['140525101', 11], ['140525102', 9], ['140525103', 8], ['140525104', 7], ['140525105', 6],
  ['140525106', 5.5], ['140525107', 5], ['140525109', 4.5], ['140525110', 3.5], ['140525111', 2.5], ['140525200', 2], ['140525202', 1.5],
  ['140525203', 1], ['140525207', 0.5],
];
/** The city's other county keeps few of its hazards here. */
const OTHER_COUNTY: readonly [code: string, share: number] = ['140524100', 1];

/** Into a migrated, empty database. Indexes are built after the rows: a third of the time. */
export async function fill(client: pg.Client, { rows, today, someOfEach = false }: Filling): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = 'hazard'::regclass and not indisunique`);
  // `setseed` makes every run alike.
  const before = ['select setseed(0.42)', areas(), enterprises(Math.max(520, Math.round(rows / 200))), ...indexes.map(({ name }) => `drop index ${name}`)];
  for (const statement of [...before, hazards(rows, today, someOfEach ? `${STATES} * (select count(*) from town_firm)` : '0'), ...indexes.map(({ definition }) => definition), COUNTED, 'vacuum (analyze) hazard']) await client.query(statement);
}

/** What writes past the service leaves the counts behind (migration 0005): this is what the nightly check does about it. */
const COUNTED = `insert into hazard_delta (county_code, town_code, lane, source, sector, change)
  select county_code, town_code, lane, source, sector, drift from hazard_count_drift()`;

function areas(): string {
  const towns = [...TOWNS, OTHER_COUNTY].map(([code]) => code);
  const counties = [...new Set(towns.map((code) => code.slice(0, 6)))];
  const row = (code: string, level: string, county: string) =>
    `(gen_random_uuid(), 1, 'x', '${code}', '示例${code}', '${level}', '${CITY}', '${county}', date '2020-01-01')`;
  const all = [row(CITY, 'CITY', COUNTY), ...counties.map((code) => row(code, 'COUNTY', code)), ...towns.map((code) => row(code, 'TOWN', code.slice(0, 6)))];
  return `insert into area (id, version, head_hash, code, name, level, city_code, county_code, valid_from) values ${all.join(', ')}
    on conflict (code) do nothing`;
}

/** Towns by their share, enterprises of a town by a power law: the largest have some hundred hazards. */
function enterprises(count: number): string {
  return `
    insert into organisation (id, version, head_hash, kind, name, area_code, city_code, county_code, town_code, created_at, updated_at)
    select ${idOf('100000 * 3600 * 1000::bigint + i', 'i')}, 1, 'x', 'ENTERPRISE', '示例企业' || i, town, '${CITY}', left(town, 6), town, '2023-01-01Z', '2023-01-01Z'
    from (select i, ${pick(`${count}`, 'i')} as town from generate_series(1, ${count}) i) firm`;
}

/** Which town the i-th of so many stands in: each has its share, and at least one. */
function pick(count: string, i: string): string {
  const all = [...TOWNS, OTHER_COUNTY];
  const total = all.reduce((sum, [, share]) => sum + share, 0);
  let upTo = 0;
  const arms = all.map(([code, share]) => `when ${i} <= ${count} * ${((upTo += share) / total).toFixed(6)} then '${code}'`);
  return `case ${arms.join(' ')} else '${COUNTY}100' end`;
}

/** A UUID v7 of the instant, told apart by `i`. */
const idOf = (ms: string, i: string): string =>
  `(lpad(to_hex((${ms})::bigint), 12, '0') || '7' || substr(md5(${i}::text), 1, 3) || '8' || substr(md5(${i}::text), 4, 15))::uuid`;

const oneOf = (r: string, values: readonly string[]): string =>
  `(array[${values.map((value) => `'${value}'`).join(',')}])[1 + floor(${r} * ${values.length})::int]`;

const PLACES = ['铸造车间2号炉', '涂装车间喷漆房', '液氨制冷机房', '配电室', '危化品库房', '粉尘收集间', '破碎工段皮带廊', '办公楼三层走廊', '锅炉房', '原料堆场', '有限空间污水池', '行车轨道东侧'];
const THINGS = ['冷却水进出水流量差监测报警装置', '防爆电气设备', '可燃气体探测器', '安全阀校验标识', '应急照明和疏散指示标志', '防护栏杆与踢脚板', '接地线', '通风联锁装置', '消防栓', '有限空间警示标识', '特种作业人员操作证', '除尘器泄爆口'];
const FAULTS = ['未设置', '未设置', '未设置', '损坏后长期没有更换', '超过检验有效期', '被杂物遮挡', '数量不足', '设置位置不符合要求', '台账记录不完整', '连接松动存在脱落危险'];

/** Two levels, six statuses. */
const STATES = 12;

/** `inTurn`: so many of the first are of one town, level and status after the other, the rest by chance. */
function hazards(rows: number, today: string, inTurn: string): string {
  return `
  insert into hazard (id, version, head_hash, city_code, county_code, town_code, ledger_no, registered_hash, enterprise_id, enterprise_name,
    registered_by_id, registered_by_name, registered_by_organisation_id, registered_by_key, entered_by_proxy, finder_level, status, pending_level,
    route, level, level_history, source, sector, category, description, location, basis_clause, found_on, found_by, owner, deadline, original_deadline,
    operations_suspended, campaign_ids, five_in_place, workers_informed, assessments, signature, signature_owed, confirmations, submission, acceptances,
    first_act_at, extensions, supervision, verifications, finders, terminated, reported_on, created_at, updated_at, closed_at)
  with firm as (
    select id as firm_id, name as firm_name, town_code as town, row_number() over (order by id)::int as firm_no, count(*) over ()::int as many
    from organisation where kind = 'ENTERPRISE'
  ), town_firm as (
    select min(firm_no) as firm_no, row_number() over (order by town) as turn from firm where left(town, 6) = '${COUNTY}' group by town
  ), drawn as (
    select i, random() r1, random() r2, random() r3, random() r4, random() r5, random() r6, random() r7, random() r8, random() r9,
      floor(1095 * (1 - sqrt(i::float8 / ${rows})))::int as age
    from generate_series(1, ${rows}) i
  ), rolled as (
    -- the open ones are mostly young; an enterprise of a town is drawn by the square: few have many
    select drawn.*, md5(i::text) as id_hash, date '${today}' - age as found_on, case when i <= ${inTurn} then (array['GENERAL', 'MAJOR'])[1 + i % 2] when r1 < 0.03 then 'MAJOR' else 'GENERAL' end as level,
      case when i <= ${inTurn} then (select t.firm_no from town_firm t where t.turn = 1 + i / ${STATES} % (select count(*) from town_firm)) else least(firms.many, 1 + floor(firms.many * abs(r2 - 0.3 * r2 * r3))::int) end as firm_no,
      case when i <= ${inTurn} then (array['REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING', 'CLOSED', 'VOIDED'])[1 + i / 2 % 6] when r4 < 0.006 then 'VOIDED'
        when r4 > case when age < 10 then 0.85 when age < 30 then 0.5 when age < 90 then 0.25 when age < 365 then 0.14 else 0.07 end then 'CLOSED'
        when r5 < 0.16 then 'REPORTED' when r5 < 0.34 then 'CONFIRMING' when r5 < 0.86 then 'RECTIFYING' else 'ACCEPTING' end as status,
      case when r6 < 0.6 then 'ENTERPRISE' when r6 < 0.85 then 'TOWN' else 'COUNTY' end as finder,
      case when r1 < 0.03 then 15 + floor(75 * r7)::int else (array[0, 1, 3, 3, 5, 7, 7, 10, 15, 15, 15, 30, 30, 60])[1 + floor(14 * r7)::int] end as term
    from drawn cross join (select max(many) as many from firm) firms
  )
  select ${idOf(`extract(epoch from found_on) * 1000 + i % 86400000`, 'i')}, 4, id_hash, '${CITY}', left(town, 6), town,
    -- beyond what the service gives out while it is measured
    town || '-' || extract(year from found_on) || '-9' || lpad(i::text, 8, '0'), id_hash, firm_id, firm_name,
    firm_id, '示例登记人', firm_id, false, false, finder, status,
    case when status = 'CONFIRMING' then case when finder = 'COUNTY' or (level = 'MAJOR' and r8 < 0.5) then 'COUNTY' else 'TOWN' end
      when status = 'ACCEPTING' and finder <> 'ENTERPRISE' then finder end,
    '{"confirm":["TOWN"],"accept":["PRINCIPAL"],"settingVersion":1}', level, '[]',
    case finder when 'ENTERPRISE' then 'ENTERPRISE_SELF_CHECK' when 'TOWN' then case when r9 < 0.1 then 'PUBLIC_REPORT' else 'TOWN_INSPECTION' end else 'COUNTY_INSPECTION' end,
    ${oneOf('r9', ['HAZCHEM', 'METALLURGY', 'OTHER_INDUSTRY', 'OTHER_INDUSTRY', 'NON_COAL_MINE', 'FIRE'])}, ${oneOf('r8', ['EQUIPMENT', 'EQUIPMENT', 'PEOPLE', 'ENVIRONMENT', 'MANAGEMENT'])},
    ${oneOf('r7', PLACES)} || '第' || i % 97 || '处' || ${oneOf('r8', THINGS)} || ${oneOf('r9', FAULTS)} || '，' || ${oneOf('r6', THINGS)} || ${oneOf('r3', FAULTS)}
      || case when r3 < 0.0005 then '，${RARE_WORD}液位计失灵' else '' end || case when i % ${Math.ceil(rows / COUNTED_HITS)} = 0 then '，${COUNTED_WORD}无防倾倒链' else '' end,
    ${oneOf('r7', PLACES)}, case when level = 'MAJOR' then 'GM-2023-05-05' end, found_on,
    '[{"name":"示例检查员","post":"安全员","organisation":"示例单位"}]', '{"name":"示例责任人","post":"车间主任","phone":null,"department":"车间"}',
    deadline, deadline, false, '{}',
    case when level = 'MAJOR' then '{"measures":"加装报警装置并与电源联锁","responsibility":{"unit":"铸造车间","person":"示例","phone":null},"funds":{"amountYuan":"12000.00","source":"安全费用","zeroReason":null},"schedule":{"milestones":[]},"contingencyPlan":{"summary":"断水立即停炉","evidenceId":null}}'::jsonb
      else '{"measures":null,"responsibility":null,"funds":null,"schedule":null,"contingencyPlan":null}'::jsonb end,
    '[]', '[]', ${act("status not in ('REPORTED', 'VOIDED')")}, false, case when status in ('RECTIFYING', 'ACCEPTING', 'CLOSED') then jsonb_build_array(${act('true')}) else '[]'::jsonb end,
    ${act("status in ('ACCEPTING', 'CLOSED')")}, case when status = 'CLOSED' then jsonb_build_array(${act('true')}) else '[]'::jsonb end,
    null, '[]',
    case when level = 'MAJOR' and status in ('CONFIRMING', 'RECTIFYING') and r8 < 0.4
      then jsonb_build_object('level', 'COUNTY', 'unit', '示例', 'noticeNo', '督办' || i, 'deadline', (found_on + 60)::text, 'listedAt', found_on) end,
    '[]', '[]', false, found_on, created_at, updated_at, case when status = 'CLOSED' then updated_at end
  from rolled join firm using (firm_no) cross join lateral (
    select case when level = 'GENERAL' and status = 'REPORTED' and r8 < 0.4 then null else found_on + term end as deadline,
      found_on + interval '1 hour' + i % 30000 * interval '1 second' as created_at
  ) dated cross join lateral (
    select least(created_at + interval '20 days' * r9 * case when status = 'REPORTED' then 0.05 else 1 end, date '${today}' + interval '12 hours' + i * interval '1 millisecond') as updated_at
  ) touched
  order by i`;
}

/** Short of what an act is, so that no time goes into compressing rows. */
const act = (when: string): string =>
  `case when ${when} then jsonb_build_object('by', jsonb_build_object('id', firm_id, 'name', '示例'), 'at', found_on, 'contentHash', id_hash) end`;
