import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A seal over the events and the access log since the last one; also written outside the database. */
@Entity('anchor')
export class AnchorEntity {
  @PrimaryColumn('bigint') number: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: string;
  @Column('bigint', { name: 'from_position' }) fromPosition: string;
  @Column('bigint', { name: 'to_position' }) toPosition: string;
  @Column('text', { name: 'events_digest' }) eventsDigest: string;
  @Column({ type: 'timestamptz', name: 'access_from', precision: 3 }) accessFrom: string;
  @Column({ type: 'timestamptz', name: 'access_to', precision: 3 }) accessTo: string;
  @Column('bigint', { name: 'access_count' }) accessCount: string;
  @Column('text', { name: 'access_digest' }) accessDigest: string;
  /** What `accessDigest` is taken of (audit/seal.ts). */
  @Column('integer') form: number;
  @Column('text', { name: 'previous_hash' }) previousHash: string;
  @Column('text') hash: string;
}

/** The result of a walk over all chains. */
@Entity('audit_walk')
export class AuditWalkEntity {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 }) startedAt: string;
  @Column({ type: 'timestamptz', name: 'finished_at', precision: 3 }) finishedAt: string;
  @Column('bigint', { name: 'to_position' }) toPosition: string;
  @Column('bigint') checked: string;
  @Column('boolean') intact: boolean;
  @Column('jsonb', { name: 'broken_at', nullable: true }) brokenAt: object | null;
}
