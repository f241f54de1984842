import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Organisation } from '../../domain/permission.js';
import { refuse } from '../../domain/refusal.js';
import { AreaService } from '../../organisations/area.service.js';
import { OrganisationService } from '../../organisations/organisation.service.js';
import { created } from '../../platform/http/answer.js';
import type { Requested } from '../../platform/http/requested.js';
import { bySystem } from '../../platform/ledger/by-system.js';
import { Door } from '../../platform/ledger/door.js';
import type { Writing } from '../../platform/ledger/door.js';
import { Passwords } from '../sessions/passwords.js';
import { UserRepository } from './user.repository.js';
import { UserService } from './user.service.js';

/** What an installation begins with. Codes of areas: 4 digits the city, 6 the county (GB/T 2260). */
export interface Beginnings {
  city: { code: string; name: string };
  county: { code: string; name: string };
  organisation: string;
  administrator: { username: string; name: string; password: string };
}

/** The county, its bureau and its first administrator: once, where there is no administrator yet (security S21: no default account). */
@Injectable()
export class Founding {
  constructor(
    private readonly door: Door,
    private readonly areas: AreaService,
    private readonly organisations: OrganisationService,
    private readonly users: UserRepository,
    private readonly service: UserService,
    private readonly passwords: Passwords,
  ) {}

  /** The new administrator's id. Throws ALREADY_EXISTS where somebody administers already. */
  async found({ city, county, organisation, administrator }: Beginnings): Promise<string> {
    const bureau: Organisation = {
      id: uuidv7(), name: organisation, kind: 'COUNTY_BUREAU', areaCode: county.code, cityCode: city.code, countyCode: county.code, townCode: null,
    };
    const requested = bySystem('first-admin', bureau);
    const passwordHash = await this.passwords.hash(administrator.password);
    const answer = await this.door.write(requested, async (writing) => {
      if (await this.users.someAdministrator(writing)) throw refuse('ALREADY_EXISTS', { what: '管理员' });
      await this.addAreas(writing, requested, city, county);
      await this.organisations.add(writing, requested, { kind: 'COUNTY_BUREAU', name: organisation, areaCode: county.code }, bureau.id);
      const dto = { ...administrator, organisationId: bureau.id, roles: ['ADMINISTRATOR' as const] };
      const { id } = await this.service.add(writing, { organisation: bureau }, dto, { id: uuidv7(), passwordHash, passwordTemporary: false });
      return created({ id }, `/api/v1/users/${id}`);
    });
    return answer.body.id;
  }

  private async addAreas(writing: Writing, requested: Requested, city: Beginnings['city'], county: Beginnings['county']): Promise<void> {
    await this.areas.add(writing, requested, { ...city, level: 'CITY' });
    await this.areas.add(writing, requested, { ...county, level: 'COUNTY', parentCode: city.code });
  }
}
