import { Module } from '@nestjs/common';
import { OutwardTargetsReader } from './outward-targets.reader.js';
import { SettingsController } from './settings.controller.js';
import { SettingsReader } from './settings.reader.js';
import { SettingsRepository } from './settings.repository.js';
import { SettingsService } from './settings.service.js';

/** What a county may arrange by itself, in versions that take effect on a day (contract §3). */
@Module({
  controllers: [SettingsController],
  providers: [OutwardTargetsReader, SettingsReader, SettingsRepository, SettingsService],
  exports: [OutwardTargetsReader, SettingsReader],
})
export class SettingsModule {}
