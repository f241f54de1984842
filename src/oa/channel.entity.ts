import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind } from '../domain/permission.js';
import type { Profile } from './dialect.js';

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
}

@Entity('oa_person')
export class OaPersonEntity {
  @PrimaryColumn('uuid', { name: 'channel_id' }) channelId: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) userId: string;
  @Column('text', { name: 'external_id' }) externalId: string;
}

/** OPENING: the OA has not answered yet that it stands there, or it is to be said once more. */
export type CopyState = 'OPENING' | 'OPEN' | 'CLOSED';

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
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
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
