import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../domain/permission.js';

export const USER_STATUSES = ['ACTIVE', 'DISABLED'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

@Entity('user_account')
export class UserEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  /** Of the county that manages the person; a supervisor of the city has the county's that entered him. */
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') username: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) post: string | null;
  /** Where the daily digest goes; in no fact and no log. */
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { array: true }) roles: Role[];
  @Column('text', { default: 'ACTIVE' }) status: UserStatus;
  /** Set or reset by somebody else: until the person has chosen another, nothing is done in his name. */
  @Column('boolean', { name: 'password_temporary', default: false }) passwordTemporary: boolean;
  /** argon2id; never read with the rest of the row. */
  @Column('text', { name: 'password_hash', select: false }) passwordHash: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
}

/** A row as it is read: without the password's hash. */
export type User = Omit<UserEntity, 'passwordHash'>;
