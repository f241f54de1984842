import { Injectable } from '@nestjs/common';
import { CHAIN_START } from '../domain/fact.js';
import { addDays, dayIn, noticesInstant, tableEndsOn } from '../domain/deadline.js';
import { labelOf } from '../domain/labels.js';
import { refuse } from '../domain/refusal.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Config } from '../platform/config/config.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { NoticeReader } from './notice.reader.js';
import { NoticeRepository } from './notice.repository.js';
import { noticeView } from './notice.view.js';
import type { EscalationRulesView, NoticeView } from './notice.view.js';

@Injectable()
export class NoticeService {
  constructor(
    private readonly door: Door,
    private readonly notices: NoticeRepository,
    private readonly reader: NoticeReader,
    private readonly settings: SettingsReader,
    private readonly calendar: Calendar,
    private readonly config: Config,
  ) {}

  /** 签收, by somebody of the organisation it went to. A second time it stays as it was. */
  acknowledge(requested: Requested, id: string): Promise<Answer<NoticeView>> {
    return this.door.write(requested, async (writing) => {
      const { caller } = requested;
      const notice = await this.notices.lock(writing, id, caller.organisation.id);
      if (!notice) throw refuse('NOT_FOUND');
      requested.permit('notice.acknowledge');
      if (notice.acknowledgedAt !== null) return ok(noticeView(notice));
      const fact = writing.record(
        { objectKind: 'NOTICE', objectId: id, countyCode: notice.countyCode, move: 'acknowledge', detail: { hazardId: notice.hazardId, kind: notice.kind, step: notice.step } },
        { version: notice.version, hash: CHAIN_START });
      const after = {
        ...notice, version: fact.version, headHash: fact.hash, acknowledgedAt: writing.at, acknowledgedById: caller.id, acknowledgedByName: caller.name,
      };
      this.notices.acknowledge(writing, after);
      return ok(noticeView(after));
    });
  }

  /** The ladder in force, when it last ran and when it runs next. */
  async rules({ caller }: Requested): Promise<EscalationRulesView> {
    const { countyCode } = caller.organisation;
    const [{ escalation, workingCalendar }, last] = await Promise.all([this.settings.rulesFor(countyCode), this.reader.lastRound(countyCode)]);
    const { madeAt, steps } = escalation.value;
    const [now, zone] = [this.calendar.now(), this.config.countyZone];
    const today = dayIn(now, zone);
    const thisMorning = noticesInstant(today, zone, madeAt);
    return {
      version: escalation.version, madeAt,
      items: steps.map((step) => ({ ...step, deadlineKindLabel: labelOf('deadlineKind', step.deadlineKind),
        recipients: step.recipients.map((told) => ({ ...told, toLabel: labelOf('recipient', told.to) })),
      })), nextCursor: null,
      lastRun: last && { at: last.ranAt, through: last.through, madeCount: last.madeCount },
      nextRunAt: thisMorning > now ? thisMorning : noticesInstant(addDays(today, 1), zone, madeAt),
      workingCalendarEndsOn: tableEndsOn(workingCalendar, today),
    };
  }
}
