import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind } from '../domain/permission.js';
import type { Profile, Way } from './dialect.js';

export const CHANNEL_STATES = ['ACTIVE', 'PAUSED'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

@Entity('oa_channel')
export class OaChannelEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text') name: string;
  @Column('text') dialect: string;
  @Column('text') state: ChannelState;
  @Column('text', { name: 'base_url' }) baseUrl: string;
  /** Where people reach this service from the OA: what links begin with. */
  @Column('text', { name: 'link_base' }) linkBase: string;
  /** Whose people have todos there. */
  @Column('text', { name: 'organisation_kinds', array: true }) organisationKinds: OrganisationKind[];
  @Column('integer', { name: 'rate_per_minute' }) ratePerMinute: number;
  /** What of the dialect's profile is otherwise at this site. */
  @Column('jsonb') profile: Partial<Profile>;
  @Column('jsonb') parameters: Record<string, string>;
  /** Sealed; read only by whoever calls the OA. */
  @Column('text', { select: false }) secrets: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
}
export type OaChannel = Omit<OaChannelEntity, 'secrets'>;

@Entity('oa_pace')
export class OaPaceEntity {
  @PrimaryColumn('uuid', { name: 'channel_id' }) channelId: string;
  @Column('timestamptz', { name: 'next_slot_at' }) nextSlotAt: string;
  @Column('integer', { name: 'failure_count' }) failureCount: number;
  @Column('timestamptz', { name: 'compared_at' }) comparedAt: string;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince: string | null;
  @Column('timestamptz', { name: 'rest_until', nullable: true }) restUntil: string | null;
  @Column('text', { name: 'failing_reason', nullable: true }) failingReason: string | null;
}

/** Whether it answers, as far as we know. */
export type Health = Pick<OaPaceEntity, 'failingSince' | 'restUntil' | 'failingReason'>;
export type WatchedChannel = OaChannel & Health;

@Entity('oa_person')
export class OaPersonEntity {
  @PrimaryColumn('uuid', { name: 'channel_id' }) channelId: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) userId: string;
  @Column('text', { name: 'external_id' }) externalId: string;
}

/** OPENING: the OA has not answered yet that it stands there, or it is to be said once more. STANDING: open there as far as we know, and to be said to be. */
export type CopyState = 'OPENING' | 'OPEN' | 'STANDING' | 'CLOSED';

/** One thing that was put on a desk in the OA, as far as we know. */
@Entity('oa_copy')
export class OaCopyEntity {
  @PrimaryColumn('uuid', { name: 'channel_id' }) channelId: string;
  @PrimaryColumn('uuid', { name: 'todo_id' }) todoId: string;
  @PrimaryColumn('integer') serial: number;
  /** Whose desk: the recipient's, or his deputy's. */
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('text', { name: 'external_id' }) externalId: string;
  @Column('text', { name: 'sent_to' }) sentTo: string;
  @Column('text') state: CopyState;
  @Column('integer') stamp: number;
  @Column('timestamptz', { name: 'unsure_until', nullable: true }) unsureUntil: string | null;
  @Column('text', { name: 'remote_id', nullable: true }) remoteId: string | null;
  /** When the OA first said that it is off the desk: from then on it is never opened again. */
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: string | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
}

/** What a night found in one OA, and what it could not look at. */
@Entity('oa_reconciliation')
export class OaReconciliationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'channel_id' }) channelId: string;
  @Column('timestamptz', { name: 'ended_at' }) endedAt: string;
  @Column('text') way: Way;
  @Column('integer', { name: 'person_count' }) personCount: number;
  @Column('integer', { name: 'unread_count' }) unreadCount: number;
  @Column('integer', { name: 'ghost_count' }) ghostCount: number;
  @Column('integer', { name: 'missing_count' }) missingCount: number;
  @Column('integer', { name: 'twice_count' }) twiceCount: number;
  @Column('integer', { name: 'said_again_count' }) saidAgainCount: number;
  @Column('integer', { name: 'standing_again_count' }) standingAgainCount: number;
  @Column('integer', { name: 'unverified_count' }) unverifiedCount: number;
  @Column('jsonb') drift: { kind: string; todoId: string }[];
}

@Entity('oa_stray')
export class OaStrayEntity {
  @PrimaryColumn('uuid', { name: 'channel_id' }) channelId: string;
  @PrimaryColumn('text', { name: 'external_id' }) externalId: string;
  @Column('text', { name: 'sent_to' }) sentTo: string;
  @Column('text', { name: 'remote_id', nullable: true }) remoteId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt: string;
}

@Entity('oa_ticket')
export class OaTicketEntity {
  @PrimaryColumn('uuid', { name: 'channel_id' }) channelId: string;
  @PrimaryColumn('text', { name: 'ticket_hash' }) ticketHash: string;
  @Column('timestamptz', { name: 'used_at' }) usedAt: string;
}
