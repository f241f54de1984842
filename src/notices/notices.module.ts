import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { DecisionNotices } from './decision.notices.js';
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
  controllers: [NoticeController],
  providers: [DecisionNotices, NoticeReader, NoticeRepository, NoticeRounds, NoticeService, NoticeSweep, OfficeReader],
  exports: [DecisionNotices, NoticeReader, NoticeSweep, OfficeReader],
})
export class NoticesModule {}
