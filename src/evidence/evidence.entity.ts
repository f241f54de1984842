import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceKind } from '../domain/hazard.js';

/** One file and what it stands for. Never changed and never deleted: the table refuses it. */
@Entity('evidence')
export class EvidenceEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'hazard_id' }) hazardId: string;
  @Column('text') kind: EvidenceKind;
  @Column('text') sha256: string;
  @Column('integer') size: number;
  @Column('text', { name: 'media_type' }) mediaType: string;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt: string | null;
  @Column('text', { name: 'storage_key' }) storageKey: string;
  @Column('uuid', { name: 'uploaded_by_id' }) uploadedById: string;
  @Column('text', { name: 'uploaded_by_name' }) uploadedByName: string;
  @Column('uuid', { name: 'uploaded_by_organisation_id' }) uploadedByOrganisationId: string;
  @Column('text', { name: 'uploaded_by_organisation_name' }) uploadedByOrganisationName: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
}
