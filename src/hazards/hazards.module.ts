import { Module } from '@nestjs/common';
import { checkGraph } from '../domain/lifecycle.js';
import { IdentityModule } from '../identity/identity.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { HazardComparingReader } from './comparing.reader.js';
import { CountCheck, CountFold } from './hazard-count.repository.js';
import { TodosModule } from '../todos/todos.module.js';
import { DueDateFilling } from './due-date.filling.js';
import { DueDateRepository } from './due-date.repository.js';
import { FindingController, OverdueController } from './finding.controller.js';
import { FindingReader } from './finding.reader.js';
import { Settled } from './finding.settled.js';
import { HazardController } from './hazard.controller.js';
import { HazardLooking } from './hazard.looking.js';
import { HazardReader } from './hazard.reader.js';
import { HazardStream } from './hazard.stream.reader.js';
import { HazardRepository } from './hazard.repository.js';
import { LedgerNumbers } from './ledger-number.repository.js';
import { MoveController } from './move.controller.js';
import { MoveDesk } from './move.desk.js';
import { MoveEdits } from './move.edits.js';
import { MoveService } from './move.service.js';
import { RegisterService } from './register.service.js';
import { SilentMajors } from './silent.round.js';
import { TimelineController } from './timeline.controller.js';
import { TimelineReader } from './timeline.reader.js';

checkGraph();

/** The ledger: registration and every move of the life of a hazard. */
@Module({
  imports: [IdentityModule, InspectionsModule, NoticesModule, OrganisationsModule, SettingsModule, TodosModule],
  controllers: [FindingController, OverdueController, HazardController, MoveController, TimelineController],
  providers: [
    CountCheck, CountFold, DueDateFilling, DueDateRepository, FindingReader, HazardComparingReader, Settled, HazardLooking, HazardReader, HazardRepository,
    HazardStream, LedgerNumbers, MoveDesk, MoveEdits, MoveService, RegisterService, SilentMajors, TimelineReader,
  ],
  exports: [FindingReader, HazardComparingReader, HazardLooking, HazardReader, HazardStream, MoveDesk, MoveEdits, MoveService, RegisterService],
})
export class HazardsModule {}
