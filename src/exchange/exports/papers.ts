import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { labelOf } from '../../domain/labels.js';
import type { HazardFilters } from '../../hazards/finding.dto.js';
import { HazardLooking } from '../../hazards/hazard.looking.js';
import { HazardStream } from '../../hazards/hazard.stream.reader.js';
import type { EnterpriseCounted, StreamedHazard } from '../../hazards/hazard.stream.reader.js';
import { AreaReader } from '../../organisations/area.reader.js';
import { Calendar } from '../../platform/clock/calendar.js';
import type { Requested } from '../../platform/http/requested.js';
import type { SheetOut } from '../../platform/sheets/sheet-xml.js';
import { MADE_REF } from '../imports/ground.js';
import type { ExportJobEntity } from './export.entity.js';
import { enterpriseLedger } from './ledger.layout.js';
import type { Block } from './ledger.layout.js';
import { majorDetail, threeLists } from './layouts.js';
import type { Shown } from './layouts.js';

/** Enterprises are read together as long as they have no more hazards than this. */
const TOGETHER_ROWS = 500;

/** The sheets of a paper, their rows read while they are written. */
@Injectable()
export class Papers {
  constructor(
    private readonly stream: HazardStream,
    private readonly looking: HazardLooking,
    private readonly areas: AreaReader,
    private readonly calendar: Calendar,
  ) {}

  async of(requested: Requested, job: ExportJobEntity): Promise<{ sheets: SheetOut[]; counted: () => number }> {
    const { caller } = requested;
    const filters = job.filters as HazardFilters;
    const heading = { unit: caller.organisation.name, by: caller.name, on: this.calendar.today() };
    const towns = new Map((await this.areas.towns(caller.organisation.countyCode)).map(({ code, name }) => [code, name]));
    const show = this.shower(requested, towns);
    let count = 0;
    const rows = (first: boolean) => async function* (this: Papers): AsyncGenerator<Shown> {
      for await (const found of this.stream.each(requested, filters)) {
        if (first) count += found.length;
        yield* found.map(show);
        await breathe();
      }
    }.bind(this);
    const counting = rows(true);
    const again = rows(false);
    let passes = 0;
    const pass = () => (passes++ === 0 ? counting() : again());
    if (job.kind === 'THREE_LISTS') return { sheets: threeLists(pass, heading), counted: () => count };
    if (job.kind === 'MAJOR_DETAIL') return { sheets: majorDetail(pass, heading), counted: () => count };
    const enterprises = await this.stream.enterprises(requested, filters);
    const blocks = () => this.blocks(requested, filters, enterprises, towns, show);
    return { sheets: enterpriseLedger(blocks, heading), counted: () => enterprises.reduce((sum, one) => sum + one.count, 0) };
  }

  private shower(requested: Requested, towns: ReadonlyMap<string, string>): (hazard: StreamedHazard) => Shown {
    const { caller } = requested;
    const seen = this.looking.listed(requested);
    return (hazard) => {
      const own = hazard.registeredByOrganisationId === caller.organisation.id;
      return { hazard, ...seen(hazard), externalRef: own ? shownRef(hazard) : null, town: towns.get(hazard.townCode) ?? hazard.townCode };
    };
  }

  /** One enterprise after the other; those with few hazards are read together. */
  private async *blocks(requested: Requested, filters: HazardFilters, enterprises: readonly EnterpriseCounted[], towns: ReadonlyMap<string, string>, show: (hazard: StreamedHazard) => Shown): AsyncGenerator<Block> {
    for (let at = 0; at < enterprises.length; ) {
      const group: EnterpriseCounted[] = [];
      let rows = 0;
      for (; at < enterprises.length && (group.length === 0 || rows + (enterprises[at]?.count ?? 0) <= TOGETHER_ROWS); at += 1) {
        const one = enterprises[at];
        if (!one) break;
        group.push(one);
        rows += one.count;
      }
      const found = this.stream.each(requested, { ...filters, enterpriseId: group.map(({ id }) => id) });
      const [alone] = group;
      const blockOf = (enterprise: EnterpriseCounted, of: AsyncIterable<Shown>): Block =>
        ({ enterprise: { ...enterprise, town: towns.get(enterprise.townCode) ?? enterprise.townCode, sectorLabel: labelOf('sector', enterprise.sector) }, rows: of });
      if (group.length === 1 && alone) {
        yield blockOf(alone, shownOf(found, show));
        continue;
      }
      const byFirm = new Map<string, Shown[]>(group.map(({ id }) => [id, []]));
      for await (const some of found) for (const hazard of some) byFirm.get(hazard.enterpriseId)?.push(show(hazard));
      for (const one of group) yield blockOf(one, listed(byFirm.get(one.id) ?? []));
    }
  }
}

async function* shownOf(found: AsyncIterable<StreamedHazard[]>, show: (hazard: StreamedHazard) => Shown): AsyncGenerator<Shown> {
  for await (const some of found) {
    yield* some.map(show);
    await breathe();
  }
}
async function* listed(rows: readonly Shown[]): AsyncGenerator<Shown> {
  yield* rows;
  await breathe();
}

/** The caller's own number as he typed it: without the firm's code in front, and none where we made it. */
function shownRef({ externalRef, creditCode, enterpriseId }: StreamedHazard): string | null {
  if (externalRef === null || externalRef.startsWith(MADE_REF)) return null;
  for (const firm of [creditCode, enterpriseId]) if (firm && externalRef.startsWith(`${firm}/`)) return externalRef.slice(firm.length + 1);
  return externalRef;
}
