import { Injectable } from '@nestjs/common';
import { judge, Refused, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { mandated } from '../identity/mandated.js';
import { Wall } from '../platform/clock/wall.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { checked } from '../platform/http/validation.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import { OaPutPersonsDto } from './channel.dto.js';
import type { OaPersonDto } from './channel.dto.js';
import { touched } from './channel.history.js';
import { ChannelReader } from './channel.reader.js';
import { ChannelRepository } from './channel.repository.js';
import type { OaPersonsView, OaPersonView } from './channel.view.js';
import type { PersonSheet } from './person.sheets.js';

/** `names`: as the table says them, to be compared; `places`: where the rows stand there. */
interface Given { items: readonly OaPersonDto[]; names?: readonly (string | undefined)[]; places?: readonly string[] }

/** Who is who in an OA: the whole map at once, or nothing of it. */
@Injectable()
export class PersonService {
  constructor(private readonly door: Door, private readonly channels: ChannelRepository, private readonly reader: ChannelReader, private readonly wall: Wall) {}

  put(requested: Requested, id: string, items: readonly OaPersonDto[], dryRun: boolean): Promise<Answer<OaPersonsView>> {
    return this.write(requested, id, { items }, dryRun);
  }

  /** Every row that does not fit is told, with its place in the table. */
  putSheet(requested: Requested, id: string, { rows, places }: PersonSheet, dryRun: boolean): Promise<Answer<OaPersonsView>> {
    try {
      const { items } = checked(OaPutPersonsDto, { items: rows.map(({ username, externalId }) => ({ username, externalId })) });
      return this.write(requested, id, { items, places, names: rows.map(({ name }) => name) }, dryRun);
    } catch (error) {
      if (error instanceof Refused) throw new Refused(placed(error.reasons, places));
      throw error;
    }
  }

  private write(requested: Requested, id: string, given: Given, dryRun: boolean): Promise<Answer<OaPersonsView>> {
    return this.door.write<OaPersonsView>(requested, async (writing) => {
      const { countyCode } = mandated(requested, 'oa.read').organisation;
      const before = await this.channels.lock(writing, countyCode, id);
      if (!before) throw refuse('NOT_FOUND');
      const mandate = mandated(requested, 'oa.manage');
      requested.mustMatch(before.version);
      const items = await this.known(writing, countyCode, given);
      const changes = changesOf(await this.reader.persons(id), items);
      if (dryRun) return ok({ version: before.version, items, resentCount: 0, dryRun, ...changes });
      const resentCount = await this.channels.putPersons(writing, id, items, this.wall.now());
      const after = touched(writing, mandate, { ...before, updatedAt: writing.at }, 'put-person-map', { personCount: items.length, ...changes });
      this.channels.update(writing, after, null);
      return ok({ version: after.version, items, resentCount, dryRun, ...changes });
    });
  }

  private async known(writing: Writing, countyCode: string, { items, names, places }: Given): Promise<OaPersonView[]> {
    const users = await this.channels.users(writing, countyCode, items.flatMap(({ userId }) => userId ?? []), items.flatMap(({ username }) => username?.toLowerCase() ?? []));
    const found = new Map(users.flatMap((user) => [[user.id, user], [user.username, user]]));
    const faults: Reason[] = [];
    const [usersSeen, idsSeen] = [new Set<string>(), new Set<string>()];
    const persons = items.flatMap(({ userId, username, externalId }, index) => {
      const user = found.get(userId ?? username?.toLowerCase() ?? '');
      const path = `items[${index}]`;
      const named = names?.[index];
      if (!user) faults.push({ code: 'REFERENCE_UNKNOWN', params: { what: '人员' }, path });
      else if (named !== undefined && named !== user.name) faults.push({ code: 'RULE_BROKEN', params: { why: `用户名 ${user.username} 的姓名不是“${named.slice(0, 40)}”` }, path });
      if (user && usersSeen.has(user.id)) faults.push(twice('人员', path, places));
      if (idsSeen.has(externalId)) faults.push(twice('OA 编号', path, places));
      if (user) usersSeen.add(user.id);
      idsSeen.add(externalId);
      return user ? [{ userId: user.id, username: user.username, name: user.name, externalId }] : [];
    });
    judge(placed(faults, places));
    return persons;
  }
}

/** Of a table all reasons are of one kind, so that all are told at once. */
const twice = (what: string, path: string, places: readonly string[] | undefined): Reason =>
  (places ? { code: 'RULE_BROKEN', params: { why: `表中前面已有相同的${what}` }, path } : { code: 'ALREADY_EXISTS', params: { what }, path });

const placed = (reasons: readonly Reason[], places: readonly string[] | undefined): Reason[] => reasons.map((reason) => ({
  ...reason, ...(reason.path !== undefined && { path: reason.path.replace(/^items\[(\d+)\]/, (whole, at: string) => places?.[Number(at)] ?? whole) }),
}));

function changesOf(before: readonly OaPersonView[], after: readonly OaPersonView[]): Pick<OaPersonsView, 'addedCount' | 'changedCount' | 'removedCount'> {
  const known = new Map(before.map(({ userId, externalId }) => [userId, externalId]));
  const kept = after.filter(({ userId }) => known.has(userId));
  return {
    addedCount: after.length - kept.length, removedCount: before.length - kept.length,
    changedCount: kept.filter(({ userId, externalId }) => known.get(userId) !== externalId).length,
  };
}
