import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AreaLevel } from '../domain/enterprise.js';

/** A city, county or town of the ledger; one that ended names its successor (contract §2). */
@Entity('area')
export class AreaEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') level: AreaLevel;
  @Column('text', { name: 'city_code' }) cityCode: string;
  /** Of a city: the county whose ledger lists it. */
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('date', { name: 'valid_from' }) validFrom: string;
  /** Its last day. */
  @Column('date', { name: 'valid_to', nullable: true }) validTo: string | null;
  @Column('text', { name: 'successor_code', nullable: true }) successorCode: string | null;
}
