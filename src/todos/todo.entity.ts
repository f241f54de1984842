import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Approver } from '../domain/hazard.js';
import type { Candidates, TaskKind } from '../domain/task.js';

export const TODO_STATES = ['OPEN', 'DONE', 'CANCELLED'] as const;
export type TodoState = (typeof TODO_STATES)[number];

/** One instance of one step of one hazard: from the move that made it due to the move that ended it. */
@Entity('todo_step')
export class TodoStepEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'hazard_id' }) hazardId: string;
  @Column('text') kind: TaskKind;
  @Column('text') level: Approver;
  @Column('jsonb') candidates: readonly Candidates[];
  @Column('uuid', { array: true }) barred: readonly string[];
  /** The version of the hazard that made it due. */
  @Column('integer', { name: 'opened_version' }) openedVersion: number;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: string | null;
}

/** One person's part in it. */
@Entity('todo')
export class TodoEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'step_id' }) stepId: string;
  @Column('uuid', { name: 'hazard_id' }) hazardId: string;
  @Column('uuid', { name: 'recipient_id' }) recipientId: string;
  @Column('text') state: TodoState;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
}

/** One row: which state of who holds which role is the newest. */
@Entity('staff_epoch')
export class StaffEpochEntity {
  @PrimaryColumn('smallint') id: number;
  @Column('bigint') epoch: string;
}
