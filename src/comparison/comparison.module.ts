import { Module } from '@nestjs/common';
import { HazardsModule } from '../hazards/hazards.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { StorageModule } from '../platform/storage/storage.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ComparisonController } from './comparison.controller.js';
import { ComparisonReader } from './comparison.reader.js';
import { ComparisonRepository } from './comparison.repository.js';
import { ComparisonService } from './comparison.service.js';
import { Papers } from './documents/papers.js';
import { MeetingController } from './page/meeting.controller.js';
import { ListService } from './list.service.js';
import { ListSheets } from './list.sheets.js';
import { PublicationService } from './publication.service.js';
import { ResultController } from './result.controller.js';
import { ResultReader } from './result.reader.js';
import { RulingRepository } from './ruling.repository.js';
import { RulingService } from './ruling.service.js';
import { RunInput } from './run.input.js';
import { RunPartsRepository } from './run.parts.repository.js';
import { RunReader } from './run.reader.js';
import { ComparisonWork } from './run.work.js';
import { SimilarController } from './similar.controller.js';
import { Similars } from './similar.js';

/** 重大事故隐患大比对 (contract §6): the worker runs what the API has written down. */
@Module({
  imports: [HazardsModule, InspectionsModule, OrganisationsModule, SettingsModule, StorageModule],
  controllers: [ComparisonController, ResultController, SimilarController, MeetingController],
  providers: [
    ComparisonReader, ComparisonRepository, ComparisonService, ComparisonWork, ListService, ListSheets, Papers, PublicationService, ResultReader, RulingRepository, RulingService, RunInput,
    RunPartsRepository, RunReader, Similars,
  ],
  exports: [ComparisonReader],
})
export class ComparisonModule {}
