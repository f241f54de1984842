import { Module } from '@nestjs/common';
import { Listing } from '../organisations/listing.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { InspectionController } from './inspection.controller.js';
import { InspectionReader } from './inspection.reader.js';
import { InspectionRepository } from './inspection.repository.js';
import { InspectionService } from './inspection.service.js';

/** 检查 (contract §8), as far as the comparison needs it: enterprise, day and by whom. */
@Module({
  imports: [OrganisationsModule],
  controllers: [InspectionController],
  providers: [Listing, InspectionReader, InspectionRepository, InspectionService],
  exports: [InspectionReader],
})
export class InspectionsModule {}
