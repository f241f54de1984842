import { Module } from '@nestjs/common';
import { HazardsModule } from '../hazards/hazards.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { StorageModule } from '../platform/storage/storage.module.js';
import { ExchangeSweep } from './exchange.sweep.js';
import { ExportController } from './exports/export.controller.js';
import { ExportReader } from './exports/export.reader.js';
import { ExportRepository } from './exports/export.repository.js';
import { ExportService } from './exports/export.service.js';
import { ExportWork } from './exports/export.work.js';
import { Papers } from './exports/papers.js';
import { Grounds } from './imports/ground.js';
import { ImportController } from './imports/import.controller.js';
import { ImportProgress } from './imports/import.progress.js';
import { ImportReader } from './imports/import.reader.js';
import { ImportRepository } from './imports/import.repository.js';
import { ImportRows } from './imports/import.rows.js';
import { ImportService } from './imports/import.service.js';
import { ImportWork } from './imports/import.work.js';
import { MarkedWorkbook } from './imports/marked.js';
import { ImportSlice } from './imports/slice.js';
import { Template } from './imports/template.js';

/** The Excel door (contract §7): tables come in and go out as jobs of the worker. */
@Module({
  imports: [HazardsModule, IdentityModule, OrganisationsModule, StorageModule],
  controllers: [ImportController, ExportController],
  providers: [
    Grounds, ImportSlice, ImportProgress, ImportReader, ImportRepository, ImportRows, ImportService, ImportWork, MarkedWorkbook, Template,
    ExportReader, ExportRepository, ExportService, ExportWork, Papers, ExchangeSweep,
  ],
  exports: [ImportWork, ExportWork, ExchangeSweep],
})
export class ExchangeModule {}
