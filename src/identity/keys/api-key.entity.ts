import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyScope } from '../../domain/permission.js';

@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') name: string;
  @Column('text', { array: true }) scopes: KeyScope[];
  /** Ranges it may be used from; none listed: from anywhere. */
  @Column('text', { array: true }) addresses: string[];
  @Column('date', { name: 'expires_on' }) expiresOn: string;
  /** Keyed hashes, never read with the rest of the row. The one before is good until `previousUntil`. */
  @Column('text', { name: 'secret_hash', select: false }) secretHash: string;
  @Column('text', { name: 'previous_secret_hash', nullable: true, select: false }) previousSecretHash: string | null;
  @Column('timestamptz', { name: 'previous_until', nullable: true }) previousUntil: string | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: string | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: string | null;
}

/** A row as it is read: without the hashes. */
export type ApiKey = Omit<ApiKeyEntity, 'secretHash' | 'previousSecretHash'>;
