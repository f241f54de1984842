import { Module } from '@nestjs/common';
import { HazardsModule } from '../hazards/hazards.module.js';
import { StorageModule } from '../platform/storage/storage.module.js';
import { EvidenceContent } from './evidence.content.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceRepository } from './evidence.repository.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceSweep } from './evidence.sweep.js';
import { PhotoRepository } from './photos/photo.repository.js';
import { PhotoWork } from './photos/photo.work.js';

/** 整改佐证: files of hazards. The worker looks at photos and sweeps daily. */
@Module({
  imports: [HazardsModule, StorageModule],
  controllers: [EvidenceController],
  providers: [EvidenceContent, EvidenceReader, EvidenceRepository, EvidenceService, EvidenceSweep, PhotoRepository, PhotoWork],
  exports: [EvidenceContent, EvidenceReader, EvidenceService, EvidenceSweep],
})
export class EvidenceModule {}
