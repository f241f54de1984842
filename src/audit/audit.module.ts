import { Module } from '@nestjs/common';
import { AnchorService } from './anchor.service.js';
import { AnchorsFile } from './anchors.file.js';
import { AuditController } from './audit.controller.js';
import { SealAnchorJob, WalkHistoryJob } from './audit.jobs.js';
import { AuditReader } from './audit.reader.js';
import { ExportService } from './export.service.js';
import { VerificationService } from './verification/verification.service.js';
import { Walk } from './verification/walk.js';

/** The trail: reading it, exporting it, sealing it and proving it. */
@Module({
  controllers: [AuditController],
  providers: [AnchorsFile, AnchorService, AuditReader, ExportService, SealAnchorJob, VerificationService, Walk, WalkHistoryJob],
  exports: [AnchorService, VerificationService],
})
export class AuditModule {}
