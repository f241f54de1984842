import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which nights a nightly job has behind it. */
@Entity('nightly_run')
export class NightlyRunEntity {
  @PrimaryColumn('text') id: string;
  @Column('date') through: string;
  @Column('timestamptz', { name: 'began_at', nullable: true }) beganAt: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: string | null;
}
