import { Injectable } from '@nestjs/common';
import { creditCodeFault } from '../../domain/credit-code.js';
import { canonical, sha256 } from '../../domain/fact.js';
import type { Hazard } from '../../domain/hazard.js';
import { HazardReader } from '../../hazards/hazard.reader.js';
import { AreaReader } from '../../organisations/area.reader.js';
import { EnterpriseReader } from '../../organisations/enterprise.reader.js';
import type { EnterpriseFound } from '../../organisations/enterprise.reader.js';
import type { Requested } from '../../platform/http/requested.js';
import type { Writing } from '../../platform/ledger/door.js';
import type { EnterpriseNamed } from './candidate.js';
import type { Reading, RowReason } from './reading.js';

/** What is known of the enterprises and hazards that a slice of rows speaks of: few statements for a thousand rows. */
@Injectable()
export class Grounds {
  constructor(private readonly enterprises: EnterpriseReader, private readonly areas: AreaReader, private readonly hazards: HazardReader) {}

  async of(writing: Writing, requested: Requested, readings: readonly Reading[]): Promise<Ground> {
    const { caller, reach } = requested;
    const own = caller.organisation.kind === 'ENTERPRISE';
    const names = readings.flatMap(({ said }) => (said.creditCode === undefined && said.enterpriseName !== undefined ? spellings(said.enterpriseName) : []));
    const found = await this.enterprises.found(writing, reach, {
      ids: own ? [caller.organisation.id] : [], codes: readings.flatMap(({ said }) => said.creditCode ?? []), names,
    });
    // a town by any name it has or had; of two the one that stands
    const towns = own ? [] : (await this.areas.townNames(caller.organisation.countyCode)).reverse();
    const ground = new Ground(requested, found, new Map(towns.map(({ code, name }) => [plainTown(name), code])));
    const refs = readings.flatMap((reading) => (reading.said.ledgerNo === undefined ? ground.refsOf(reading) : []));
    ground.byRef = new Map([...(await this.hazards.byExternalRefs(writing, requested, refs))].map(([ref, { hazard }]) => [ref, hazard]));
    ground.byLedgerNo = await this.hazards.byLedgerNos(writing, reach, readings.flatMap(({ said }) => said.ledgerNo ?? []));
    return ground;
  }
}

/** Prefix of numbers that we made of what a row says, where it has none of its own. */
export const MADE_REF = 'xlsx:';

export class Ground {
  byRef: ReadonlyMap<string, Hazard> = new Map();
  byLedgerNo: ReadonlyMap<string, Hazard> = new Map();
  private readonly byCode: ReadonlyMap<string, EnterpriseFound>;
  private readonly byName = new Map<string, EnterpriseFound[]>();

  constructor(readonly requested: Requested, found: readonly EnterpriseFound[], private readonly towns: ReadonlyMap<string, string>) {
    this.byCode = new Map(found.flatMap((one) => (one.creditCode ? [[one.creditCode, one]] : [])));
    for (const one of found) for (const name of new Set([one.name, ...one.shortNames].map(plain))) this.byName.set(name, [...(this.byName.get(name) ?? []), one]);
    this.own = requested.caller.organisation.kind === 'ENTERPRISE' ? found.find(({ id }) => id === requested.caller.organisation.id) : undefined;
  }

  private readonly own: EnterpriseFound | undefined;

  /** The row's enterprise, or why it has none. `known`: it is in the ledger. */
  enterprise({ said }: Reading): { named: EnterpriseNamed; known: EnterpriseFound | null } | RowReason[] {
    if (this.requested.caller.organisation.kind === 'ENTERPRISE') return this.itself(said);
    if (said.creditCode !== undefined) return this.coded(said.creditCode, said.enterpriseName);
    if (said.enterpriseName === undefined) return [{ code: 'REQUIRED', path: 'creditCode' }];
    const [one, ...others] = this.byName.get(plain(said.enterpriseName)) ?? [];
    if (one && others.length > 0) return [{ code: 'ENTERPRISE_SEVERAL', path: 'enterpriseName' }];
    if (one) return { named: { enterpriseId: one.id }, known: one };
    if (said.town === undefined) return [{ code: 'ENTERPRISE_UNKNOWN', path: 'enterpriseName' }];
    const areaCode = this.towns.get(plainTown(said.town));
    if (areaCode === undefined) return [{ code: 'AREA_UNKNOWN', path: 'town' }];
    return { named: { enterprise: { name: said.enterpriseName, address: said.address ?? said.town, areaCode } }, known: null };
  }

  private itself({ creditCode, enterpriseName }: Reading['said']): { named: EnterpriseNamed; known: EnterpriseFound } | RowReason[] {
    const { own } = this;
    if (!own) return [{ code: 'ENTERPRISE_UNKNOWN', path: '' }];
    if (creditCode !== undefined && creditCode !== own.creditCode) return [{ code: 'ENTERPRISE_UNKNOWN', path: 'creditCode' }];
    if (creditCode === undefined && enterpriseName !== undefined && !isNamed(own, enterpriseName)) return [{ code: 'ENTERPRISE_UNKNOWN', path: 'enterpriseName' }];
    return { named: { enterpriseId: own.id }, known: own };
  }

  private coded(code: string, name: string | undefined): { named: EnterpriseNamed; known: EnterpriseFound } | RowReason[] {
    if (creditCodeFault(code) !== null) return [{ code: 'WRONG_CREDIT_CODE', path: 'creditCode' }];
    const found = this.byCode.get(code);
    if (!found) return [{ code: 'ENTERPRISE_UNKNOWN', path: 'creditCode' }];
    if (name !== undefined && !isNamed(found, name)) return [{ code: 'ENTERPRISE_NAME_DIFFERS', path: 'enterpriseName', params: { name: found.name } }];
    return { named: { enterpriseId: found.id }, known: found };
  }

  /**
   * The numbers the row may have been registered under, the one it gets first. An enterprise's own number stands as it is, as
   * its system sends it; an office has several firms' numbers, which begin with the firm.
   */
  refsOf(reading: Reading): string[] {
    const { said } = reading;
    const firms = this.firmsOf(reading);
    if (said.externalRef === undefined) {
      return firms.map((firm) => MADE_REF + sha256(canonical([firm, said.description ?? '', said.foundOn ?? '', said.location ?? ''])).slice(0, 40));
    }
    const own = said.externalRef;
    return this.requested.caller.organisation.kind === 'ENTERPRISE' ? [own] : [...firms.map((firm) => numberOf(firm, own)), own];
  }

  /** Under which number it stands already; another firm's is another hazard. */
  standing(reading: Reading, enterprise: EnterpriseFound | null): Hazard | undefined {
    const hazards = this.refsOf(reading).map((ref) => this.byRef.get(ref));
    return hazards.find((hazard) => hazard !== undefined && (enterprise === null || hazard.enterpriseId === enterprise.id));
  }

  /**
   * How a number of ours may name the firm: by its code, by its id where it has none, or by its name, under which the row was
   * registered when the ledger did not know the firm yet.
   */
  private firmsOf(reading: Reading): string[] {
    const enterprise = this.enterprise(reading);
    const known = Array.isArray(enterprise) ? null : enterprise.known;
    const firms = [known?.creditCode, known?.id, reading.said.creditCode, plain(reading.said.enterpriseName ?? ''), plain(known?.name ?? '')];
    const named = [...new Set(firms.filter((firm): firm is string => !!firm))];
    return named.length > 0 ? named : [''];
  }
}

/** A long name would leave no room for the number beside it. */
const numberOf = (firm: string, own: string): string => (firm.length > FIRM_SHOWN_MAX ? `${sha256(firm).slice(0, FIRM_SHOWN_MAX)}/${own}` : `${firm}/${own}`);
const FIRM_SHOWN_MAX = 40;

/** 括号全角半角不分. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');
const spellings = (name: string): string[] => [...new Set([name, plain(name), plain(name).replace(/\(/g, '（').replace(/\)/g, '）')])];
const isNamed = (enterprise: EnterpriseFound, name: string): boolean => [enterprise.name, ...enterprise.shortNames].some((one) => plain(one) === plain(name));
/** 乡改镇, 镇改街道: forgiven. */
const plainTown = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').replace(/(镇|乡|街道|街道办事处|办事处|应急管理中心)+$/, '');
