import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeKind, NoticeState, ToldOf } from './notice.words.js';

/** One row per deadline, step and recipient organisation, unique for ever (contract §4). */
@Entity('notice')
export class NoticeEntity {
  @PrimaryColumn('uuid') id: string;
  /** Of its own facts: it has one where somebody acknowledged it. */
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'about_id' }) aboutId: string;
  @Column('integer') step: number;
  @Column('uuid', { name: 'recipient_id' }) recipientId: string;
  @Column('text') kind: NoticeKind;
  @Column('text', { name: 'deadline_kind', nullable: true }) deadlineKind: ToldOf | null;
  @Column('uuid', { name: 'hazard_id', nullable: true }) hazardId: string | null;
  @Column('date', { name: 'due_on', nullable: true }) dueOn: string | null;
  @Column('date', { name: 'step_on' }) stepOn: string;
  @Column('text') state: NoticeState;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt: string | null;
  @Column('uuid', { name: 'acknowledged_by_id', nullable: true }) acknowledgedById: string | null;
  @Column('text', { name: 'acknowledged_by_name', nullable: true }) acknowledgedByName: string | null;
}

/** The last round of a county, and up to which moment its people have had their digest. */
@Entity('notice_round')
export class NoticeRoundEntity {
  @PrimaryColumn('text', { name: 'county_code' }) countyCode: string;
  @Column('date') through: string;
  @Column('timestamptz', { name: 'ran_at' }) ranAt: string;
  @Column('integer', { name: 'made_count' }) madeCount: number;
  @Column('date', { name: 'digested_through', nullable: true }) digestedThrough: string | null;
  @Column('timestamptz', { name: 'digested_at', nullable: true }) digestedAt: string | null;
}
