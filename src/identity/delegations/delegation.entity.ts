import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../domain/permission.js';

@Entity('delegation')
export class DelegationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  /** Of the one who sends the deputy: in its name the deputy acts. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'from_user_id' }) fromUserId: string;
  @Column('uuid', { name: 'to_user_id' }) toUserId: string;
  @Column('text') role: Role;
  @Column('timestamptz', { name: 'from_at' }) fromAt: string;
  @Column('timestamptz', { name: 'until_at' }) untilAt: string;
  @Column('text') reason: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
}
