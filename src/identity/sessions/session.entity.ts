import { Column, Entity, PrimaryColumn } from 'typeorm';

/** From sign-in to sign-out; the family of its refresh tokens. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: string | null;
}

@Entity('refresh_token')
export class RefreshTokenEntity {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: string;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: string | null;
}

/** Wrong passwords of a name, existing or not, from one address (contract §2). */
@Entity('sign_in_failure')
export class SignInFailureEntity {
  @PrimaryColumn('text') username: string;
  @PrimaryColumn('text') address: string;
  @Column('integer', { name: 'failed_count' }) failedCount: number;
  @Column('timestamptz', { name: 'last_failed_at' }) lastFailedAt: string;
  @Column('timestamptz', { name: 'locked_until', nullable: true }) lockedUntil: string | null;
}
