import { Module } from '@nestjs/common';
import { HazardScopeModule } from '../hazards/scope.module.js';
import { TodosModule } from '../todos/todos.module.js';
import { AreaController } from './area.controller.js';
import { AreaMerger } from './area.merger.js';
import { AreaReader } from './area.reader.js';
import { AreaRepository } from './area.repository.js';
import { AreaService } from './area.service.js';
import { EnterpriseController } from './enterprise.controller.js';
import { EnterpriseMover } from './enterprise.mover.js';
import { ProvisionalEnterprises } from './enterprise.provisional.js';
import { EnterpriseReader } from './enterprise.reader.js';
import { EnterpriseService } from './enterprise.service.js';
import { Listing } from './listing.js';
import { OrganisationController } from './organisation.controller.js';
import { OrganisationReader } from './organisation.reader.js';
import { OrganisationRepository } from './organisation.repository.js';
import { OrganisationService } from './organisation.service.js';

@Module({
  imports: [TodosModule, HazardScopeModule],
  controllers: [AreaController, OrganisationController, EnterpriseController],
  providers: [
    Listing, AreaRepository, AreaReader, AreaService, AreaMerger, OrganisationRepository, OrganisationReader, OrganisationService,
    EnterpriseReader, EnterpriseService, EnterpriseMover, ProvisionalEnterprises,
  ],
  exports: [AreaReader, AreaService, OrganisationReader, OrganisationService, EnterpriseReader, EnterpriseService, ProvisionalEnterprises],
})
export class OrganisationsModule {}
