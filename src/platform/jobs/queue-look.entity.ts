import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface SeenSchedule { id: string; every: string; nextAt: string | null }

/** A queue as a worker saw it a moment ago. */
@Entity('queue_look')
export class QueueLookEntity {
  @PrimaryColumn('text') queue: string;
  @Column('timestamptz', { name: 'looked_at' }) lookedAt: string;
  @Column('text') backend: string;
  @Column('integer', { nullable: true }) waiting: number | null;
  @Column('integer', { nullable: true }) active: number | null;
  @Column('integer', { nullable: true }) delayed: number | null;
  @Column('integer', { nullable: true }) failed: number | null;
  @Column('jsonb') schedules: readonly SeenSchedule[];
}
