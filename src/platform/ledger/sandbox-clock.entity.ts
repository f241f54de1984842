import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the sandbox's calendar runs ahead of the wall: one row. */
@Entity('sandbox_clock')
export class SandboxClockEntity {
  @PrimaryColumn('boolean', { default: true }) singleton: boolean;
  @Column('integer', { default: 0 }) version: number;
  @Column('text', { name: 'head_hash', default: '' }) headHash: string;
  @Column('bigint', { name: 'offset_ms', default: 0 }) offsetMs: string;
}
