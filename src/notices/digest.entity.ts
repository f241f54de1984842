import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether it goes out by e-mail: NONE where the person has no address or the service no server. PARKED: given up, and why. */
export const EMAIL_STATES = ['NONE', 'WAITING', 'SENT', 'PARKED'] as const;
export type EmailState = (typeof EMAIL_STATES)[number];

/** What a person is told of a day (contract §4: one a person and day). Counts only: no text leaves the ledger. */
@Entity('digest')
export class DigestEntity {
  @PrimaryColumn('uuid') id: string;
  /** Of its own facts: it has one where a parked one was sent again. */
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('date') day: string;
  @Column('integer', { name: 'reminder_count' }) reminderCount: number;
  @Column('integer', { name: 'overdue_count' }) overdueCount: number;
  @Column('integer', { name: 'decision_count' }) decisionCount: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('text', { name: 'email_state' }) emailState: EmailState;
  @Column('integer', { name: 'attempt_count' }) attemptCount: number;
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: string | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: string | null;
  @Column('text', { nullable: true }) reason: string | null;
}
