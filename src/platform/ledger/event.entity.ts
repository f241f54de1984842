import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { ObjectKind } from '../../domain/fact.js';

/** A committed fact that waits for the relay. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'object_id' }) objectId: string;
  @Column('integer') version: number;
  @Column('text', { name: 'object_kind' }) objectKind: ObjectKind;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text') type: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: string;
  @Column('text') hash: string;
  /** The hazard that a fact of another object tells of: a notice is told to whoever sees its hazard, in the hazard's order. */
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
}

/** The same with its place in the gap-free order of everything. */
@Entity('event')
export class EventEntity {
  @PrimaryColumn('bigint') position: string;
  @Column('uuid', { name: 'object_id' }) objectId: string;
  @Column('integer') version: number;
  @Column('text', { name: 'object_kind' }) objectKind: ObjectKind;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text') type: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: string;
  @Column('text') hash: string;
}
