import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InspectionLevel, InspectionMode, Inspector } from './inspection.rules.js';

/** 检查: who was at which enterprise on which day. Recorded once; a mistake is voided, never edited. */
@Entity('inspection')
export class InspectionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'city_code' }) cityCode: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'enterprise_id' }) enterpriseId: string;
  /** Of whoever inspected. */
  @Column('text') level: InspectionLevel;
  @Column('text') mode: InspectionMode;
  @Column('date', { name: 'inspected_on' }) inspectedOn: string;
  @Column('jsonb') inspectors: Inspector[];
  @Column('text', { nullable: true }) place: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'organisation_name' }) organisationName: string;
  @Column('uuid', { name: 'recorded_by_id' }) recordedById: string;
  @Column('text', { name: 'recorded_by_name' }) recordedByName: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: string;
  @Column('timestamptz', { name: 'voided_at', nullable: true }) voidedAt: string | null;
  @Column('text', { name: 'voided_by_name', nullable: true }) voidedByName: string | null;
  @Column('text', { name: 'void_reason', nullable: true }) voidReason: string | null;
}
