import { Column, Entity, PrimaryColumn } from 'typeorm';

export const WEBHOOK_STATES = ['ENABLED', 'DISABLED'] as const;
/** A removed one is not shown any more; its row stays, as its facts do. */
export type WebhookState = (typeof WEBHOOK_STATES)[number] | 'REMOVED';
export type DisabledReason = 'BY_OWNER' | 'GONE';

/** A receiver of an organisation: it is told what its organisation sees, and nothing else. */
@Entity('webhook')
export class WebhookEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') url: string;
  @Column('text', { name: 'event_types', array: true }) eventTypes: string[];
  @Column('text') state: WebhookState;
  @Column('text', { name: 'disabled_reason', nullable: true }) disabledReason: DisabledReason | null;
  /** Sealed, and never read with the rest of the row. */
  @Column('text', { select: false }) secret: string;
  @Column('text', { name: 'previous_secret', nullable: true, select: false }) previousSecret: string | null;
  @Column('timestamptz', { name: 'previous_until', nullable: true }) previousUntil: string | null;
  @Column('timestamptz', { name: 'held_until', nullable: true }) heldUntil: string | null;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince: string | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
}

export type Webhook = Omit<WebhookEntity, 'secret' | 'previousSecret'>;

/** What came to the receiver inside the sandbox. */
@Entity('sandbox_inbox')
export class SandboxInboxEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: string;
  @Column('uuid', { name: 'webhook_id', nullable: true }) webhookId: string | null;
  @Column('text', { name: 'message_id', nullable: true }) messageId: string | null;
  @Column('text', { nullable: true }) type: string | null;
  @Column('text', { nullable: true }) fault: string | null;
  @Column('text') body: string;
}
