import { Injectable } from '@nestjs/common';
import type { Organisation } from '../../domain/permission.js';
import { columnsOf } from '../../platform/database/columns.js';
import { Database } from '../../platform/database/database.js';
import { adHoc } from '../../platform/database/statement.js';
import { organisationJson } from '../employer.js';
import { ApiKeyEntity } from './api-key.entity.js';
import type { ApiKey } from './api-key.entity.js';

/** A day is text here: nobody must make a midnight of it. */
export const API_KEY_ROW = columnsOf(ApiKeyEntity)
  .map(([property, column]) => `k.${column}${column === 'expires_on' ? '::text' : ''} as "${property}"`).join(', ');

export type ApiKeyRow = ApiKey & { organisation: Organisation };

const PAGE = adHoc<ApiKeyRow>(`
  select ${API_KEY_ROW}, ${organisationJson('o')} as organisation from api_key k join organisation o on o.id = k.organisation_id
  where k.county_code = $1 and ($2::uuid is null or k.id > $2::uuid) and ($3::uuid[] is null or k.organisation_id = any($3::uuid[]))
  order by k.id limit $4`);

@Injectable()
export class ApiKeyReader {
  constructor(private readonly database: Database) {}

  /** One row more than the limit, where there is one. */
  page(countyCode: string, filter: { organisationId?: string[]; after?: string; limit: number }): Promise<ApiKeyRow[]> {
    return this.database.run(PAGE, [countyCode, filter.after ?? null, filter.organisationId ?? null, filter.limit + 1]);
  }
}
