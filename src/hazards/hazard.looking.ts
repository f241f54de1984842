import { Injectable } from '@nestjs/common';
import type { Dossier } from '../domain/dossier.js';
import type { FiveInPlace, Hazard, Owner } from '../domain/hazard.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Database } from '../platform/database/database.js';
import type { Requested } from '../platform/http/requested.js';
import { FieldSeal, maskPhone } from '../platform/sealing/field-seal.js';
import { SettingsReader } from '../settings/settings.reader.js';
import type { FiveInPlaceDto, OwnerDto } from './hazard.dto.js';
import { hazardView, mayStandIn, ownerFor, seesPhones, sourceSeenBy } from './hazard.view.js';
import type { Looking } from './hazard.view.js';
import { HazardRepository } from './hazard.repository.js';

export interface Phones {
  of(hazard: Hazard): { source: Hazard['source']; ownerPhone: string | null; sealPhone: (phone: string) => string | null; maskPhone: (phone: string) => string };
}

/** Between what is stored and what is shown: seals phones on the way in, opens or masks them on the way out. */
@Injectable()
export class HazardLooking {
  constructor(
    readonly seal: FieldSeal,
    private readonly settings: SettingsReader,
    private readonly calendar: Calendar,
    private readonly repository: HazardRepository,
    private readonly database: Database,
  ) {}

  async of(requested: Requested, countyCode: string): Promise<Looking> {
    const at = this.calendar.now();
    const rules = await this.settings.rulesFor(countyCode, at);
    return { caller: requested.caller, rules, seal: this.seal, at, today: this.calendar.dayOf(at) };
  }

  /** The hazard as this caller sees it, with the moves he may make. */
  async view(requested: Requested, dossier: Dossier): Promise<ReturnType<typeof hazardView>> {
    if (dossier.staff === null && mayStandIn(requested.caller, dossier.hazard)) {
      await this.repository.addStaff(this.database, new Map([[dossier.hazard.id, dossier]]));
    }
    return hazardView(await this.of(requested, dossier.hazard.countyCode), dossier);
  }

  sealedOwner(owner: OwnerDto | null | undefined): Owner | null {
    if (!owner) return null;
    return { name: owner.name, post: owner.post ?? null, department: owner.department ?? null, phone: this.sealed(owner.phone) };
  }

  /** A PUT replaces all five parts; an absent one is empty. */
  sealedFive(five: FiveInPlaceDto): FiveInPlace {
    const { responsibility, funds, schedule, contingencyPlan } = five;
    return {
      measures: five.measures ?? null,
      responsibility: responsibility ? { unit: responsibility.unit, person: responsibility.person, phone: this.sealed(responsibility.phone) } : null,
      funds: funds ? { amountYuan: funds.amountYuan, source: funds.source, zeroReason: funds.zeroReason ?? null } : null,
      schedule: schedule ? { milestones: (schedule.milestones ?? []).map(({ day, goal }) => ({ day, goal })) } : null,
      contingencyPlan: contingencyPlan ? { summary: contingencyPlan.summary, evidenceId: contingencyPlan.evidenceId ?? null } : null,
    };
  }

  /** How this caller sees hazards that he sends back in a table. */
  phones({ caller }: Requested): Phones {
    return {
      of: (hazard) => ({
        source: sourceSeenBy(caller, hazard), ownerPhone: ownerFor(this, seesPhones(caller, hazard), hazard.owner)?.phone ?? null,
        sealPhone: (phone) => this.sealed(phone), maskPhone,
      }),
    };
  }

  /** What a list may show of a hazard to this caller: the same rules as the whole hazard. */
  listed({ caller }: Requested): (hazard: Pick<Hazard, 'source' | 'finderLevel' | 'owner'> & Parameters<typeof seesPhones>[1]) => { source: Hazard['source']; owner: Owner | null } {
    return (hazard) => ({ source: sourceSeenBy(caller, hazard), owner: ownerFor(this, seesPhones(caller, hazard), hazard.owner) });
  }

  private sealed(phone: string | null | undefined): string | null {
    return phone ? this.seal.seal(phone) : null;
  }
}
