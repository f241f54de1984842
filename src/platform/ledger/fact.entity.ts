import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ObjectKind } from '../../domain/fact.js';

/** What happened; only ever added to. Partitioned by the year in the object's UUID v7. */
@Entity('fact')
export class FactEntity {
  @PrimaryColumn('uuid', { name: 'object_id' }) objectId: string;
  @PrimaryColumn('integer') version: number;
  @Column('text', { name: 'object_kind' }) objectKind: ObjectKind;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: string;
  @Column('text') move: string;
  /** The exact bytes that `hash` covers. */
  @Column('text') body: string;
  @Column('text', { name: 'previous_hash' }) previousHash: string;
  @Column('text') hash: string;
}
