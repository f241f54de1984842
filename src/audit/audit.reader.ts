import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { judge, refuse } from '../domain/refusal.js';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { adHoc } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { AccessLogEntity } from '../platform/ledger/access-log.entity.js';
import { totalOf } from '../platform/http/total.js';
import type { Total } from '../platform/http/total.js';
import type { AccessLogQuery, FactsQuery } from './audit.dto.js';

const WITHIN_MS = 2_000;

export interface FactRow {
  objectId: string;
  version: number;
  at: string;
  body: string;
  hash: string;
}

/** Where a page ends: the sort values of its last row. */
export type After = readonly unknown[] | null;

/** The trail of the auditor's county, newest first. */
@Injectable()
export class AuditReader {
  constructor(private readonly database: Database) {}

  /** `limit` rows at most. Lines of the county's organisations. */
  async facts(reach: Reach, query: FactsQuery, after: After, limit: number): Promise<FactRow[]> {
    judge(upsideDown(query));
    const where = factsAsked(reach, query);
    const values = [...where.values, ...(after ?? []), limit];
    const [at, id, version] = [1, 2, 3].map((n) => `$${where.values.length + n}`);
    const beyond = after ? ` and f.at <= ${at}::timestamptz and (f.at, f.object_id, f.version) < (${at}::timestamptz, ${id}::uuid, ${version}::int)` : '';
    return this.run(adHoc<FactRow>(`
      select f.object_id as "objectId", f.version, f.at, f.body, f.hash from fact f where ${where.text}${beyond}
      order by f.at desc, f.object_id desc, f.version desc limit $${values.length}`), values);
  }

  /** Also lines of callers nobody knew: they belong to no county. */
  async accessLog(reach: Reach, query: AccessLogQuery, after: After, limit: number): Promise<AccessLogEntity[]> {
    judge(upsideDown(query));
    const where = accessesAsked(reach, query);
    const values = [...where.values, ...(after ?? []), limit];
    const [at, id] = [1, 2].map((n) => `$${where.values.length + n}`);
    const beyond = after ? ` and (l.at, l.id) < (${at}::timestamptz, ${id}::uuid)` : '';
    return this.run(adHoc<AccessLogEntity>(`
      select ${selection(AccessLogEntity, 'l')} from access_log l where ${where.text}${beyond}
      order by l.at desc, l.id desc limit $${values.length}`), values);
  }

  totalOfFacts(reach: Reach, query: FactsQuery): Promise<Total> {
    const { text, values } = factsAsked(reach, query);
    return totalOf(this, query, `select 1 from fact f where ${text}`, values);
  }

  totalOfAccesses(reach: Reach, query: AccessLogQuery): Promise<Total> {
    const { text, values } = accessesAsked(reach, query);
    return totalOf(this, query, `select 1 from access_log l where ${text}`, values);
  }

  /** Within the time a list has: too much to read, or to count, is said with what to narrow. */
  async run<R extends object>(asked: Statement<R>, values: readonly unknown[]): Promise<R[]> {
    try {
      return await this.database.runWithin(WITHIN_MS, asked, values);
    } catch (error) {
      if ((error as { code?: string }).code === QUERY_CANCELLED) throw refuse('QUERY_TOO_WIDE', { narrow: 'from、to' });
      throw error;
    }
  }
}

const QUERY_CANCELLED = '57014';

const factsAsked = (reach: Reach, query: FactsQuery): Conditions => new Conditions()
  .and((value) => `f.county_code = ${value}`, countyOf(reach))
  .and((value) => `f.object_kind = any(${value}::text[])`, query.objectKind)
  .and((value) => `f.object_id = ${value}`, query.objectId)
  .and((value) => `f.move = any(${value}::text[])`, query.move)
  .and((value) => `f.body::jsonb -> 'actor' ->> 'id' = ${value}`, query.actorId)
  .and((value) => `f.at >= ${value}::timestamptz`, query.from)
  .and((value) => `f.at <= ${value}::timestamptz`, query.to);

const accessesAsked = (reach: Reach, query: AccessLogQuery): Conditions => new Conditions()
  .and((value) => `(l.county_code = ${value} or l.county_code is null)`, countyOf(reach))
  .and((value) => `l.kind = any(${value}::text[])`, query.kind)
  .and((value) => `l.caller_id = ${value}`, query.callerId)
  .and((value) => `l.address = ${value}`, query.address)
  .and((value) => `l.status = ${value}`, query.status)
  .and((value) => `l.code = any(${value}::text[])`, query.code)
  .and((value) => `l.at >= ${value}::timestamptz`, query.from)
  .and((value) => `l.at <= ${value}::timestamptz`, query.to);

/** An auditor belongs to the county bureau; whoever does not is told so by `permit`, and reads nothing. */
const countyOf = (reach: Reach): string => (reach.column === 'county_code' ? reach.value : '');

const upsideDown = ({ from, to }: { from?: string; to?: string }) =>
  from !== undefined && to !== undefined && from > to ? [{ code: 'RANGE_UPSIDE_DOWN' as const, path: 'from' }] : [];
