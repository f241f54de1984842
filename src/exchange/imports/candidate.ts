/** From a row to what `POST /hazards` takes, or to what `PUT five-in-place` takes. Pure; the DTO judges afterwards. */
import type { OrganisationKind } from '../../domain/permission.js';
import type { FiveInPlace, Source } from '../../domain/hazard.js';
import type { RowReason, Reading } from './reading.js';
import { findersFrom } from './finders.js';
import type { Column } from '../columns.js';

const SOURCE_OF: Record<OrganisationKind, Source> = {
  ENTERPRISE: 'ENTERPRISE_SELF_CHECK', TOWN_CENTRE: 'TOWN_INSPECTION', COUNTY_BUREAU: 'COUNTY_INSPECTION', CITY_BUREAU: 'SUPERIOR_INSPECTION',
};

/** How the row's enterprise is named in a registration. */
export type EnterpriseNamed = { enterpriseId: string } | { enterprise: { name: string; address: string; areaCode: string } };

export interface Standing { kind: OrganisationKind; sector: string | null; externalRef: string }

export function candidateOf({ said }: Reading, enterprise: EnterpriseNamed, { kind, sector, externalRef }: Standing): object {
  const source = said.source ?? SOURCE_OF[kind];
  const owner = ownerOf(said);
  return defined({
    enterpriseId: 'enterpriseId' in enterprise ? enterprise.enterpriseId : undefined, enterprise: 'enterprise' in enterprise ? enterprise.enterprise : undefined,
    level: said.level, source, enteredByProxy: kind !== 'ENTERPRISE' && source === 'ENTERPRISE_SELF_CHECK' ? true : undefined,
    sector: said.sector ?? sector ?? undefined, category: said.category, description: said.description, location: said.location,
    basisClause: said.basisClause, basisNote: said.basisNote, foundOn: said.foundOn, foundBy: said.foundBy === undefined ? undefined : findersFrom(findersSaid(said)) ?? [],
    owner, deadline: said.deadline, supervisingOfficer: said.supervisingOfficer, interimMeasures: said.interimMeasures,
    operationsSuspended: said.operationsSuspended === undefined ? undefined : said.operationsSuspended === 'true', externalRef,
  });
}

export const findersSaid = (said: Reading['said']): { names?: string; posts?: string; organisations?: string } =>
  defined({ names: said.foundBy, posts: said.foundByPost, organisations: said.foundByOrganisation });

function ownerOf({ ownerName, ownerPost, ownerPhone, ownerDepartment }: Reading['said']): object | undefined {
  const owner = defined({ name: ownerName, post: ownerPost, phone: ownerPhone, department: ownerDepartment });
  return Object.keys(owner).length === 0 ? undefined : owner;
}

/** What the row itself must say, whatever the rules say later. */
export function missing({ said }: Reading): RowReason[] {
  const needed: Column[] = ['level', 'category', 'description', 'foundOn', 'foundBy'];
  const reasons = needed.filter((column) => said[column] === undefined).map((path): RowReason => ({ code: 'REQUIRED', path }));
  if (said.foundBy !== undefined && findersFrom(findersSaid(said)) === null) reasons.push({ code: 'FINDERS_UNEVEN', path: 'foundByPost' });
  return reasons;
}

const FUNDS: readonly Column[] = ['fundsYuan', 'fundsSource', 'fundsZeroReason'];
const FIVE: readonly Column[] = ['measures', 'unit', 'person', 'fundsYuan', 'fundsSource', 'fundsZeroReason', 'contingencyPlan'];
export const saysFive = ({ said }: Reading): boolean => FIVE.some((column) => said[column] !== undefined);

/** The five parts after the row: what it does not speak of stays. The time limit is the hazard's own. */
export function fiveAfter({ said }: Reading, before: FiveInPlace, deadline: string | null, ownerName: string | null): FiveInPlace {
  const { responsibility: was, funds: had } = before;
  const unit = said.unit ?? was?.unit;
  const person = said.person ?? was?.person ?? ownerName ?? undefined;
  const amountYuan = said.fundsYuan ?? had?.amountYuan;
  const source = said.fundsSource ?? had?.source;
  return {
    measures: said.measures ?? before.measures,
    responsibility: unit === undefined || (said.unit === undefined && said.person === undefined) ? was
      : { unit, person: person ?? '', phone: was && was.person === person ? was.phone : null },
    funds: FUNDS.every((column) => said[column] === undefined) ? had : { amountYuan: amountYuan ?? '', source: source ?? '', zeroReason: said.fundsZeroReason ?? had?.zeroReason ?? null },
    schedule: before.schedule ?? (deadline === null ? null : { milestones: [] }),
    contingencyPlan: said.contingencyPlan === undefined ? before.contingencyPlan : { summary: said.contingencyPlan, evidenceId: before.contingencyPlan?.evidenceId ?? null },
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
export function defined<T extends object>(value: T): Defined<T> {
  const said: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[name];
    if (one !== undefined) said[name] = one;
  }
  return said as Defined<T>;
}
