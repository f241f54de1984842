import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ARRIVED_NOW } from '../clock/arrival.js';

/** Sign-ins, refusals and sensitive reads; only ever added to (security S37). */
@Entity('access_log')
export class AccessLogEntity {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: string;
  @Column('text') kind: string;
  @Column('text', { name: 'caller_id', nullable: true }) callerId: string | null;
  @Column('text', { name: 'caller_name', nullable: true }) callerName: string | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text', { name: 'county_code', nullable: true }) countyCode: string | null;
  @Column('text') address: string;
  @Column('text') method: string;
  @Column('text') path: string;
  @Column('integer') status: number;
  @Column('text', { nullable: true }) code: string | null;
  @Column('text', { name: 'request_id' }) requestId: string;
  /** When the row came in, by the database's clock: what anchors are cut by. */
  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3, default: ARRIVED_NOW }) recordedAt: string;
}
