import { Injectable } from '@nestjs/common';
import type { Organisation } from '../../domain/permission.js';
import { Listing } from '../../organisations/listing.js';
import type { Counted } from '../../organisations/listing.js';
import { columnsOf } from '../../platform/database/columns.js';
import { Conditions } from '../../platform/database/conditions.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { organisationJson } from '../employer.js';
import { ApiKeyEntity } from './api-key.entity.js';
import type { ApiKey } from './api-key.entity.js';
import type { ApiKeyQuery } from './api-key.dto.js';
import { apiKeyView } from './api-key.view.js';
import type { ApiKeyView } from './api-key.view.js';

/** A day is text here: nobody must make a midnight of it. */
export const API_KEY_ROW = columnsOf(ApiKeyEntity)
  .map(([property, column]) => `k.${column}${column === 'expires_on' ? '::text' : ''} as "${property}"`).join(', ');

export type ApiKeyRow = ApiKey & { organisation: Organisation };

const SELECT = `${API_KEY_ROW}, ${organisationJson('o')} as organisation`;
const FROM = 'api_key k join organisation o on o.id = k.organisation_id';
const ONE = statement<ApiKeyRow>('api_key_one', `select ${SELECT} from ${FROM} where k.county_code = $1 and k.id = $2`);

@Injectable()
export class ApiKeyReader {
  constructor(private readonly database: Database, private readonly listing: Listing) {}

  async one(countyCode: string, id: string): Promise<ApiKeyRow | null> {
    const [row] = await this.database.run(ONE, [countyCode, id]);
    return row ?? null;
  }

  page(countyCode: string, query: ApiKeyQuery): Promise<Counted<ApiKeyView>> {
    const where = new Conditions()
      .and((slot) => `k.county_code = ${slot}`, countyCode)
      .and((slot) => `k.organisation_id = any(${slot}::uuid[])`, query.organisationId);
    return this.listing.page<ApiKeyRow, ApiKeyView>({ select: SELECT, from: FROM, alias: 'k', where }, query, apiKeyView);
  }
}
