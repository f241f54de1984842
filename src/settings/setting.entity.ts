import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SettingName } from '../domain/settings.js';

/** A setting of a county that was ever put; its version is that of its newest value. */
@Entity('setting')
export class SettingEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text') name: SettingName;
}

/** One value and when it begins to hold; never changed (contract §3). */
@Entity('setting_version')
export class SettingVersionEntity {
  @PrimaryColumn('uuid', { name: 'setting_id' }) settingId: string;
  @PrimaryColumn('integer') version: number;
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: string;
  @Column('jsonb') value: unknown;
  @Column('uuid', { name: 'created_by_id', nullable: true }) createdById: string | null;
  @Column('text', { name: 'created_by_name', nullable: true }) createdByName: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
}
