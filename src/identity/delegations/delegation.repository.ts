import { Injectable } from '@nestjs/common';
import type { Mandate, Organisation } from '../../domain/permission.js';
import { columnsOf, rowOf, selection } from '../../platform/database/columns.js';
import { statement } from '../../platform/database/statement.js';
import type { Writing } from '../../platform/ledger/door.js';
import { organisationJson } from '../employer.js';
import { DelegationEntity } from './delegation.entity.js';

const COLUMNS = columnsOf(DelegationEntity).map(([, column]) => column);

export interface Deputy { id: string; name: string; organisation: Organisation }

/** Both are held until the commit: nobody is disabled while he sends a deputy, or is made one. */
const DEPUTY = statement<Deputy>('delegation_deputy', `
  select u.id, u.name, ${organisationJson('o')} as organisation
  from user_account u join organisation o on o.id = u.organisation_id and o.status = 'ACTIVE' join user_account g on g.id = $3 and g.status = 'ACTIVE'
  where u.id = $1 and u.status = 'ACTIVE' and u.county_code = $2 for share of u, g`);

const LOCK = statement<DelegationEntity>('delegation_lock', `
  select ${selection(DelegationEntity, 'd')} from delegation d where d.id = $1 and d.county_code = $2 for update of d`);

const LOCK_OPEN_OF = statement<DelegationEntity>('delegation_lock_open_of', `
  select ${selection(DelegationEntity, 'd')} from delegation d
  where (d.from_user_id = $1 or d.to_user_id = $1) and d.ended_at is null and d.until_at > $2::timestamptz order by d.id for update of d`);

const INSERT = statement('delegation_insert', `
  insert into delegation (${COLUMNS.join(', ')})
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')} from json_populate_recordset(null::delegation, $1::json) r`);

const END = statement('delegation_end', `update delegation set version = $2, head_hash = $3, ended_at = $4 where id = $1`);

/** The only writer of delegations. */
@Injectable()
export class DelegationRepository {
  async deputy(writing: Writing, id: string, countyCode: string, giverId: string): Promise<Deputy | null> {
    const [deputy] = await writing.run(DEPUTY, [id, countyCode, giverId]);
    return deputy ?? null;
  }

  async lock(writing: Writing, id: string, countyCode: string): Promise<DelegationEntity | null> {
    const [delegation] = await writing.run(LOCK, [id, countyCode]);
    return delegation ?? null;
  }

  /** Given or received, and not over yet. */
  lockOpenOf(writing: Writing, userId: string): Promise<DelegationEntity[]> {
    return writing.run(LOCK_OPEN_OF, [userId, writing.at]);
  }

  insert(writing: Writing, delegation: DelegationEntity): void {
    writing.later(INSERT, [JSON.stringify([rowOf(DelegationEntity, delegation)])]);
  }

  /** With its fact: it ends by itself, by those concerned, or because one of them is disabled. */
  end(writing: Writing, before: DelegationEntity, by: Mandate | null, detail: Record<string, unknown>): DelegationEntity {
    const fact = writing.record({
      objectKind: 'DELEGATION', objectId: before.id, countyCode: before.countyCode, move: 'end', detail,
      ...(by && { role: by.role, onBehalfOf: by.onBehalfOf }),
    }, { version: before.version, hash: before.headHash });
    writing.later(END, [before.id, fact.version, fact.hash, writing.at]);
    return { ...before, version: fact.version, headHash: fact.hash, endedAt: writing.at };
  }
}
