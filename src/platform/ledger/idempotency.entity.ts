import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The first answer to a request with an Idempotency-Key. */
@Entity('idempotency')
export class IdempotencyEntity {
  @PrimaryColumn('text', { name: 'key_hash' }) keyHash: string;
  @Column('text', { name: 'body_hash' }) bodyHash: string;
  @Column('integer') status: number;
  @Column('jsonb') headers: Record<string, string>;
  /** Sealed: it may show a phone. */
  @Column('text', { nullable: true }) answer: string | null;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: string;
}
