import { Injectable } from '@nestjs/common';
import { addDays, dayIn, noticesInstant } from '../domain/deadline.js';
import type { Rules } from '../domain/dossier.js';
import type { Escalation } from '../domain/escalation.js';
import type { ApprovalRoutes } from '../domain/routes.js';
import { SETTING_NAMES } from '../domain/settings.js';
import type { SettingName, SettingValues } from '../domain/settings.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Wall } from '../platform/clock/wall.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { CLAUSES } from '../reference/reference.js';
import { DEFAULTS } from './setting.defaults.js';
import { inForce, versionZero } from './setting.versions.js';
import type { SettingVersion } from './setting.versions.js';

const CLAUSE_CODES: ReadonlySet<string> = new Set(CLAUSES.map((clause) => clause.code));

/** A new version may be unknown to the other processes for so long. */
const KEPT_MS = 2_000;

const ALL = statement<Stored>('setting_versions', `
  select s.name, v.version, v.effective_from as "effectiveFrom", v.value, v.created_at as "createdAt",
    case when v.created_by_id is not null then json_build_object('id', v.created_by_id, 'name', v.created_by_name) end as "createdBy"
  from setting s join setting_version v on v.setting_id = s.id where s.county_code = $1 order by s.name, v.version`);

type Stored = SettingVersion & { effectiveFrom: string };
type Versions = { [N in SettingName]: [SettingVersion<N>, ...SettingVersion<N>[]] };

/** The settings in force. All versions of a county are few: they are kept, and the calendar decides which one holds. */
@Injectable()
export class SettingsReader {
  private readonly kept = new Map<string, { untilMs: number; versions: Promise<Versions> }>();

  /** What was made of the versions in force: the same until another is. */
  private readonly made = new Map<string, { from: object[]; rules: Rules }>();

  constructor(
    private readonly database: Database,
    private readonly calendar: Calendar,
    private readonly wall: Wall,
    private readonly config: Config,
  ) {}

  /** As they hold now, or at an instant. */
  async rulesFor(countyCode: string, now = this.calendar.now()): Promise<Rules> {
    const versions = await this.versions(countyCode);
    const [routes, limits, calendar] = [inForce(versions['approval-routes'], now), inForce(versions.limits, now), inForce(versions['working-calendar'], now)];
    const escalation = inForce(versions.escalation, now);
    const from = [routes, limits, calendar, escalation];
    const made = this.made.get(countyCode);
    if (made?.from.every((one, at) => one === from[at])) return made.rules;
    const rules: Rules = {
      routes: { version: routes.version, value: routes.value },
      // A county adds a year without repeating those that came with the release.
      workingCalendar: { years: { ...DEFAULTS['working-calendar'].years, ...calendar.value.years } },
      escalation: {
        version: escalation.version, value: escalation.value,
        // A version that another process has just made is not known here yet; until it is, the one in force is nearest.
        of: (version) => versions.escalation.find((one) => one.version === version)?.value ?? escalation.value,
      },
      clauses: CLAUSE_CODES,
      extensionLimit: limits.value.extensionLimit,
      reopenedDays: limits.value.reopenedDays,
    };
    this.made.set(countyCode, { from, rules });
    return rules;
  }

  /** The instants at which a county's notices are made, after one and up to another: 08:00 of each day, unless its setting says otherwise. */
  async morningsBetween(countyCode: string, after: string, upTo: string): Promise<string[]> {
    const zone = this.config.countyZone;
    const mornings: string[] = [];
    for (let day = dayIn(after, zone); day <= dayIn(upTo, zone); day = addDays(day, 1)) {
      const { escalation } = await this.rulesFor(countyCode, noticesInstant(day, zone, '00:00'));
      mornings.push(noticesInstant(day, zone, escalation.value.madeAt));
    }
    return mornings.filter((morning) => morning > after && morning <= upTo);
  }

  /** The ladder that due dates of these versions follow. Throws where there is no such version: versions never go away. */
  async escalationVersions(countyCode: string, versions: readonly number[]): Promise<Escalation[]> {
    const known = (await this.versions(countyCode)).escalation;
    const all = versions.every((asked) => known.some((one) => one.version === asked)) ? known : (await this.fresh(countyCode)).escalation;
    return versions.map((asked) => {
      const found = all.find((one) => one.version === asked);
      if (!found) throw new Error(`escalation has no version ${asked} in ${countyCode}`);
      return found.value;
    });
  }

  /** The routes a hazard was registered under. Throws where there is no such version: versions never go away. */
  async routesVersion(countyCode: string, version: number): Promise<ApprovalRoutes> {
    const known = (await this.versions(countyCode))['approval-routes'].find((one) => one.version === version);
    const found = known ?? (await this.fresh(countyCode))['approval-routes'].find((one) => one.version === version);
    if (!found) throw new Error(`approval-routes has no version ${version} in ${countyCode}`);
    return found.value;
  }

  async current<N extends SettingName>(countyCode: string, name: N): Promise<{ version: number; value: SettingValues[N] }> {
    return inForce<SettingVersion<N>>((await this.versions(countyCode))[name], this.calendar.now());
  }

  /** Straight from the database: what is shown and edited. */
  async fresh(countyCode: string): Promise<Versions> {
    this.forget(countyCode);
    return this.versions(countyCode);
  }

  /** After a write in this process. */
  forget(countyCode: string): void {
    this.kept.delete(countyCode);
  }

  private versions(countyCode: string): Promise<Versions> {
    const nowMs = this.wall.nowMs();
    const kept = this.kept.get(countyCode);
    if (kept && kept.untilMs > nowMs) return kept.versions;
    const versions = this.database.run(ALL, [countyCode]).then(grouped);
    versions.catch(() => this.forget(countyCode));
    this.kept.set(countyCode, { untilMs: nowMs + KEPT_MS, versions });
    return versions;
  }
}

function grouped(stored: readonly Stored[]): Versions {
  const of = <N extends SettingName>(name: N): [N, [SettingVersion<N>, ...SettingVersion<N>[]]] =>
    [name, [versionZero(name), ...stored.filter((one): one is Stored & SettingVersion<N> => one.name === name)]];
  return Object.fromEntries(SETTING_NAMES.map((name) => of(name))) as unknown as Versions;
}
