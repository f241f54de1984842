import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A count that changed: added by the write that changed it, folded into `hazard_count` soon after. */
@Entity('hazard_delta')
export class HazardDeltaEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text', { name: 'town_code' }) townCode: string;
  @Column('smallint') lane: number;
  @Column('text') source: string;
  @Column('text') sector: string;
  @Column('integer') change: number;
}

/** How many hazards there are of a town, lane, source and sector; with both empty, of all sources and sectors. */
@Entity('hazard_count')
export class HazardCountEntity {
  @PrimaryColumn('text', { name: 'county_code' }) countyCode: string;
  @PrimaryColumn('text', { name: 'town_code' }) townCode: string;
  @PrimaryColumn('smallint') lane: number;
  @PrimaryColumn('text') source: string;
  @PrimaryColumn('text') sector: string;
  @Column('bigint') count: string;
}
