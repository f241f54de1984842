import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationStatus } from '../domain/enterprise.js';
import type { Sector } from '../domain/hazard.js';
import type { OrganisationKind } from '../domain/permission.js';

/** An authority or an enterprise: an enterprise is an organisation, with one id (contract §2). */
@Entity('organisation')
export class OrganisationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text') kind: OrganisationKind;
  @Column('text') name: string;
  @Column('text', { name: 'short_names', array: true }) shortNames: string[];
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('text', { name: 'city_code' }) cityCode: string;
  /** Of the city's bureau: the county whose ledger it looks into. */
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text', { name: 'town_code', nullable: true }) townCode: string | null;
  @Column('text') status: OrganisationStatus;
  @Column('text', { name: 'credit_code', nullable: true }) creditCode: string | null;
  @Column('text', { nullable: true }) sector: Sector | null;
  @Column('text', { nullable: true }) scale: string | null;
  @Column('text', { name: 'risk_class', nullable: true }) riskClass: string | null;
  @Column('text', { name: 'risk_features', array: true }) riskFeatures: string[];
  @Column('text', { nullable: true }) address: string | null;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  /** Named by an authority that had no credit code; the administrator merges it later (contract §3). */
  @Column('boolean') provisional: boolean;
  @Column('uuid', { name: 'merged_into_id', nullable: true }) mergedIntoId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
}
