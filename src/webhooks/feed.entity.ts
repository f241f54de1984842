import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event of a hazard, with its place in the order of each of the four that could see it when it happened. */
@Entity('feed')
export class FeedEntity {
  @PrimaryColumn('bigint', { name: 'event_position' }) eventPosition: string;
  @Column('uuid', { name: 'hazard_id' }) hazardId: string;
  @Column('text', { name: 'city_code' }) cityCode: string;
  @Column('bigint', { name: 'city_position' }) cityPosition: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('bigint', { name: 'county_position' }) countyPosition: string;
  @Column('text', { name: 'town_code' }) townCode: string;
  @Column('bigint', { name: 'town_position' }) townPosition: string;
  @Column('uuid', { name: 'enterprise_id' }) enterpriseId: string;
  @Column('bigint', { name: 'enterprise_position' }) enterprisePosition: string;
}
