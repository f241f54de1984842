/**
 * Who may act where, remembered: a registration would look up the same few offices again each time. What is remembered
 * holds as long as nobody's role changes. Whoever changes one has the lock of the todos alone and raises the epoch under
 * it (todo.repository.ts); whoever writes todos shares the lock and reads the epoch after it has it: until its commit
 * the epoch cannot rise. Once a minute it is looked up anew all the same.
 */
import { Injectable } from '@nestjs/common';
import type { Approver, Hazard } from '../domain/hazard.js';
import type { OrganisationKind } from '../domain/permission.js';
import type { Candidates, Task } from '../domain/task.js';
import { Wall } from '../platform/clock/wall.js';
import { TODO_LOCK } from '../platform/database/locks.js';
import { statement } from '../platform/database/statement.js';
import type { Looking } from '../platform/ledger/door.js';

export const SHARE = statement('todo_share', `select pg_advisory_xact_lock_shared(${TODO_LOCK}, 0)`);
/** A statement of its own: its look comes after the lock. */
const EPOCH = statement<{ epoch: string }>('staff_epoch_now', 'select epoch from staff_epoch where id = 1');

const STAFF = statement<{ place: string; id: string }>('staff_of_places', `
  select p.place, u.id from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as p(place, firm, office, area, roles)
  join user_account u on u.organisation_id = any(array(
      select o.id from organisation o where o.id = p.firm and o.status = 'ACTIVE'
      union all select o.id from organisation o where o.kind = p.office and o.kind <> 'ENTERPRISE' and o.area_code = p.area and o.status = 'ACTIVE'))
    and u.status = 'ACTIVE' and u.roles && string_to_array(p.roles, ',')
  order by p.place, u.id`);
const CHANNELS = statement<Channel>('staff_channels', `
  select c.id, c.county_code as "countyCode", c.organisation_kinds as kinds from oa_channel c where c.county_code = any($1::text[]) order by c.id`);

/** No more places than these: of a firm that registers every year or so nothing needs to be remembered. */
const PLACES_MAX = 20_000;
const REMEMBERED_MS = 60_000;

interface Channel { id: string; countyCode: string; kinds: OrganisationKind[] }
export interface Recipient { id: string; channelIds: readonly string[] }
/** Where persons are looked for: a firm, or the offices of a kind in an area. */
interface Place { kind: OrganisationKind; firm: string | null; area: string | null }

const PLACES: Record<Approver, (hazard: Hazard) => Place> = {
  PRINCIPAL: ({ enterpriseId }) => ({ kind: 'ENTERPRISE', firm: enterpriseId, area: null }),
  TOWN: ({ townCode }) => ({ kind: 'TOWN_CENTRE', firm: null, area: townCode }),
  COUNTY: ({ countyCode }) => ({ kind: 'COUNTY_BUREAU', firm: null, area: countyCode }),
  CITY: ({ cityCode }) => ({ kind: 'CITY_BUREAU', firm: null, area: cityCode }),
};
const nameOf = ({ kind, firm, area }: Place, roles: readonly string[]): string => `${kind} ${firm ?? area} ${roles.join()}`;

interface Known { readonly epoch: string; readonly untilMs: number; readonly persons: Map<string, readonly string[]>; readonly channels: Map<string, readonly Channel[]> }

@Injectable()
export class StaffReader {
  private known: Known = { epoch: '', untilMs: 0, persons: new Map(), channels: new Map() };

  constructor(private readonly wall: Wall) {}

  /** Shares the lock until the commit: to be sent with the opening of a write, after what it holds. Answers the epoch. */
  async hold(looking: Looking): Promise<string> {
    const [, [now]] = await Promise.all([looking.run(SHARE), looking.run(EPOCH)]);
    return now?.epoch ?? '';
  }

  /** Whom a task goes to: of its candidates the first of whom anybody is left. In the write that holds `epoch`. */
  async recipients(looking: Looking, epoch: string, tasks: readonly { hazard: Hazard; task: Task }[]): Promise<Recipient[][]> {
    const known = this.of(epoch);
    await Promise.all([this.learnPersons(looking, known, tasks), this.learnChannels(looking, known, tasks)]);
    return tasks.map(({ hazard, task }) => {
      for (const candidates of task.candidates) {
        const place = PLACES[candidates.level](hazard);
        const able = (known.persons.get(nameOf(place, candidates.roles)) ?? []).filter((id) => !task.barred.includes(id));
        if (able.length === 0) continue;
        const channelIds = (known.channels.get(hazard.countyCode) ?? []).filter(({ kinds }) => kinds.includes(place.kind)).map(({ id }) => id);
        return able.map((id) => ({ id, channelIds }));
      }
      return [];
    });
  }

  private of(epoch: string): Known {
    const now = this.wall.nowMs();
    if (this.known.epoch !== epoch || this.known.untilMs < now || this.known.persons.size > PLACES_MAX) {
      this.known = { epoch, untilMs: now + REMEMBERED_MS, persons: new Map(), channels: new Map() };
    }
    return this.known;
  }

  private async learnPersons(looking: Looking, { persons }: Known, tasks: readonly { hazard: Hazard; task: Task }[]): Promise<void> {
    const asked = new Map<string, Place & Pick<Candidates, 'roles'>>();
    for (const { hazard, task } of tasks) {
      for (const { level, roles } of task.candidates) {
        const place = PLACES[level](hazard);
        const name = nameOf(place, roles);
        if (!persons.has(name)) asked.set(name, { ...place, roles });
      }
    }
    if (asked.size === 0) return;
    const found = new Map<string, string[]>([...asked.keys()].map((name) => [name, []]));
    const all = [...asked.values()];
    const values = [[...asked.keys()], all.map(({ firm }) => firm), all.map(({ kind }) => kind), all.map(({ area }) => area), all.map(({ roles }) => roles.join())];
    for (const { place, id } of await looking.run(STAFF, values)) found.get(place)?.push(id);
    for (const [name, ids] of found) persons.set(name, ids);
  }

  private async learnChannels(looking: Looking, { channels }: Known, tasks: readonly { hazard: Hazard }[]): Promise<void> {
    const asked = [...new Set(tasks.map(({ hazard }) => hazard.countyCode))].filter((county) => !channels.has(county));
    if (asked.length === 0) return;
    const found = await looking.run(CHANNELS, [asked]);
    for (const county of asked) channels.set(county, found.filter(({ countyCode }) => countyCode === county));
  }
}
