import { Column, Entity, PrimaryColumn } from 'typeorm';

export const DELIVERY_STATES = ['WAITING', 'DELIVERED', 'PARKED', 'CANCELLED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export type DeliveryKind = 'WEBHOOK' | 'OA';

/** What became of one attempt. */
export interface Attempt {
  at: string;
  durationMs: number;
  /** The HTTP status, where there was an answer. */
  status: number | null;
  /** A code; null where it went well. */
  reason: string | null;
}

/** One promise to tell one receiver one thing. Written with the event it tells of, settled by whoever holds its lease. */
@Entity('delivery')
export class DeliveryEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: DeliveryKind;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'receiver_id' }) receiverId: string;
  @Column('uuid', { name: 'lane_id' }) laneId: string;
  @Column('bigint') sequence: string;
  @Column('boolean', { name: 'only_newest' }) onlyNewest: boolean;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('text') type: string;
  @Column('text') payload: string;
  @Column('text') state: DeliveryState;
  @Column('integer', { name: 'claim_count' }) claimCount: number;
  @Column('integer', { name: 'attempt_count' }) attemptCount: number;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt: string;
  @Column('timestamptz', { name: 'leased_until', nullable: true }) leasedUntil: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) detail: string | null;
  @Column('integer', { name: 'last_status', nullable: true }) lastStatus: number | null;
  @Column('jsonb') attempts: Attempt[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: string | null;
}
