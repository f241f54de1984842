import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { daysBetween, noticesThrough } from '../domain/deadline.js';
import { DEADLINE_KINDS, ruleOf, stepsUpTo, tellsOf } from '../domain/escalation.js';
import type { Escalation, OwedBy } from '../domain/escalation.js';
import { canonical } from '../domain/fact.js';
import { Wall } from '../platform/clock/wall.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Statement } from '../platform/database/statement.js';
import { SYSTEM_ID } from '../platform/ledger/by-system.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { OfficeReader } from './office.reader.js';
import type { County } from './office.reader.js';
import { AHEAD, LANES, ROUND, SLICE_ROWS, SWEEP, TURN } from './sweep.sql.js';
import type { StepLine, TellLine } from './sweep.sql.js';

const BEGIN: Statement = { name: '', text: 'begin' };
/** A slice is sorted and hashed in memory. */
const ROOM: Statement = { name: '', text: `set local work_mem = '64MB'` };
const COMMIT: Statement = { name: '', text: 'commit' };
const OWERS: readonly OwedBy[] = ['ENTERPRISE', 'PRINCIPAL', 'TOWN', 'COUNTY', 'CITY'];
/** The ladder is written down this far beyond what is late now, so that each due date learns its next day. */
const BEYOND_DAYS = 400;

export interface Swept { found: number; made: number; superseded: number; through: string }

/** Makes the notices of a county up to a morning. Twice, or by two at once, it makes them once. */
@Injectable()
export class NoticeSweep {
  constructor(
    private readonly database: Database,
    private readonly settings: SettingsReader,
    private readonly offices: OfficeReader,
    private readonly config: Config,
    private readonly wall: Wall,
  ) {}

  /** `at`: the ledger's instant; what is due by then is made. */
  async run(county: County, at: string): Promise<Swept> {
    const { escalation } = await this.settings.rulesFor(county.code, at);
    const through = noticesThrough(at, this.config.countyZone, escalation.value.madeAt);
    const swept = { found: 0, made: 0, superseded: 0, through };
    const ahead = await this.database.run(AHEAD, [county.code, through]);
    if (ahead.length > 0) await this.slices(county, at, await this.lines(county, ahead, through), swept);
    await this.database.run(ROUND, [county.code, through, at, swept.made]);
    return swept;
  }

  private async slices(county: County, at: string, { steps, tells }: { steps: StepLine[]; tells: TellLine[] }, swept: Swept): Promise<void> {
    const offices = JSON.stringify(await this.offices.of(county));
    const actor = canonical({
      kind: 'SYSTEM', id: SYSTEM_ID, name: '系统', organisationId: county.bureau.id, organisation: county.bureau.name, role: 'SYSTEM',
    });
    const common = [actor, JSON.stringify(steps), JSON.stringify(tells), offices, SLICE_ROWS, newId()];
    await Promise.all(Array.from({ length: LANES }, (_, lane) => this.lane(county, at, lane, common, swept)));
  }

  private async lane(county: County, at: string, lane: number, common: readonly unknown[], swept: Swept): Promise<void> {
    for (let more = true; more;) {
      const slice = await this.database.onConnection(async (connection) => {
        const values = [county.code, swept.through, at, at, this.wall.nowMs(), ...common, lane];
        const [, , , answer] = await connection.together([BEGIN, ROOM, TURN, SWEEP, COMMIT], [[], [], [county.code, lane], values, []]);
        return answer?.rows[0] as Omit<Swept, 'through'>;
      });
      swept.found += slice.found;
      swept.made += slice.made;
      swept.superseded += slice.superseded;
      more = slice.found === SLICE_ROWS;
    }
  }

  private async lines(county: County, ahead: readonly { ruleVersion: number; firstDueOn: string }[], through: string): Promise<{ steps: StepLine[]; tells: TellLine[] }> {
    const ladders = await this.settings.escalationVersions(county.code, ahead.map(({ ruleVersion }) => ruleVersion));
    const all = ahead.map(({ ruleVersion, firstDueOn }, index) => linesOf(ruleVersion, ladders[index] as Escalation, daysBetween(firstDueOn, through) + BEYOND_DAYS));
    return { steps: all.flatMap(({ steps }) => steps), tells: all.flatMap(({ tells }) => tells) };
  }
}

/** A ladder as rows: each day with the one after it, and who is told. */
export function linesOf(rule: number, ladder: Escalation, lastDay: number): { steps: StepLine[]; tells: TellLine[] } {
  const rules = DEADLINE_KINDS.flatMap((kind) => ruleOf(ladder, kind) ?? []);
  return {
    steps: rules.flatMap((one) => stepsUpTo(one, lastDay).map((step, at, days) => ({ rule, kind: one.deadlineKind, step, next: days[at + 1] ?? null }))),
    tells: rules.flatMap((one) => OWERS.flatMap((owedBy) => tellsOf(one, owedBy).map((tell) => ({ rule, kind: one.deadlineKind, owedBy, ...tell })))),
  };
}
