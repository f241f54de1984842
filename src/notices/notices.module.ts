import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { CalendarGauge } from './calendar.gauge.js';
import { CalendarWarning } from './calendar.warning.js';
import { DecisionNotices } from './decision.notices.js';
import { DigestController } from './digest.controller.js';
import { DigestMail } from './digest.mail.js';
import { DigestReader } from './digest.reader.js';
import { DigestRepository } from './digest.repository.js';
import { DigestRound } from './digest.round.js';
import { DigestService } from './digest.service.js';
import { EmailChannel } from './email.channel.js';
import { NoticeController } from './notice.controller.js';
import { NoticeReader } from './notice.reader.js';
import { NoticeRepository } from './notice.repository.js';
import { NoticeService } from './notice.service.js';
import { OfficeReader } from './office.reader.js';
import { NoticeRounds } from './rounds.js';
import { NoticeSweep } from './sweep.service.js';

/** Reminders, overdue notices and decisions: who is told what, once (contract §4). */
@Module({
  imports: [SettingsModule],
  controllers: [NoticeController, DigestController],
  providers: [
    CalendarGauge, CalendarWarning, DecisionNotices, DigestMail, DigestReader, DigestRepository, DigestRound, DigestService, EmailChannel,
    NoticeReader, NoticeRepository, NoticeRounds, NoticeService, NoticeSweep, OfficeReader,
  ],
  exports: [DecisionNotices, NoticeReader, NoticeSweep, OfficeReader],
})
export class NoticesModule {}
