import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Part } from './print.js';

/** WAITING: not looked at yet. NOT_COMPARED: not a photo of before or after, or one without anything on it. */
export const PHOTO_STATES = ['WAITING', 'COMPARED', 'NOT_COMPARED', 'UNREADABLE'] as const;
export type PhotoState = (typeof PHOTO_STATES)[number];

/** A photo of evidence: first the promise to look at it, then what its camera wrote: compared, never answered. */
@Entity('photo')
export class PhotoEntity {
  @PrimaryColumn('uuid', { name: 'evidence_id' }) evidenceId: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'hazard_id' }) hazardId: string;
  @Column('text') state: PhotoState;
  @Column('integer') attempts: number;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt: string;
  @Column('timestamptz', { name: 'camera_taken_at', nullable: true }) cameraTakenAt: string | null;
  @Column('text', { name: 'camera_place', nullable: true }) cameraPlace: string | null;
  @Column('boolean', { name: 'taken_at_agrees', nullable: true }) takenAtAgrees: boolean | null;
  @Column('boolean', { name: 'taken_before_found', nullable: true }) takenBeforeFound: boolean | null;
  @Column('boolean', { name: 'place_agrees', nullable: true }) placeAgrees: boolean | null;
}

/** What it looks like, whole and cut: filed under four keys each, the print beside the key in each index, so that a search reads no table. */
@Entity('photo_print')
export class PhotoPrintEntity {
  @PrimaryColumn('uuid', { name: 'evidence_id' }) evidenceId: string;
  @PrimaryColumn('text') part: Part;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('integer', { name: 'key_1' }) key1: number;
  @Column('integer', { name: 'key_2' }) key2: number;
  @Column('integer', { name: 'key_3' }) key3: number;
  @Column('integer', { name: 'key_4' }) key4: number;
  @Column('bit') fine: string;
}

/** Two photos of different hazards that show the same. Found once, never changed. */
@Entity('photo_match')
export class PhotoMatchEntity {
  @PrimaryColumn('uuid', { name: 'evidence_id' }) evidenceId: string;
  @PrimaryColumn('uuid', { name: 'earlier_id' }) earlierId: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('integer') distance: number;
  @Column('timestamptz', { name: 'found_at' }) foundAt: string;
}
