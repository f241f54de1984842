import { Injectable } from '@nestjs/common';
import type { Status } from '../domain/hazard.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';

const SLICE_ROWS = 500;

/** What lists still show. */
const STANDING = statement<{ id: string; status: Status }>('sandbox_standing', `
  select h.id, h.status from hazard h where h.county_code = $1 and h.status <> 'VOIDED' and h.id > $2::uuid order by h.id limit ${SLICE_ROWS}`);
const EMPTY_INBOX = statement('sandbox_empty_inbox', 'delete from sandbox_inbox');
/** A script that is run again with the same keys shall not get the answers of the run before. */
const FORGET_ANSWERS = statement('sandbox_forget_answers', 'delete from idempotency');

@Injectable()
export class ResetRepository {
  constructor(private readonly database: Database) {}

  standing(countyCode: string, after: string): Promise<{ id: string; status: Status }[]> {
    return this.database.run(STANDING, [countyCode, after]);
  }

  forgetLater(writing: Writing): void {
    writing.later(EMPTY_INBOX, []);
    writing.later(FORGET_ANSWERS, []);
  }
}
