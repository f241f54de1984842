import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '../domain/comparison/record.js';

export interface RuledText { side: Side; enterpriseName: string; description: string; location: string | null }

/** What an officer ruled on two texts. Never changed; the newest of the same two holds, NONE takes one back. */
@Entity('comparison_ruling')
export class ComparisonRulingEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'comparison_id' }) comparisonId: string;
  @Column('uuid', { name: 'pair_id' }) pairId: string;
  @Column('text', { name: 'left_print' }) leftPrint: string;
  @Column('text', { name: 'right_print' }) rightPrint: string;
  @Column('text') verdict: 'SAME' | 'DIFFERENT' | 'NONE';
  @Column('text', { nullable: true }) note: string | null;
  /** Both wordings, as training rows need them. */
  @Column('jsonb') texts: { left: RuledText; right: RuledText };
  @Column('uuid', { name: 'ruled_by_id' }) ruledById: string;
  @Column('text', { name: 'ruled_by_name' }) ruledByName: string;
  @Column('timestamptz', { name: 'ruled_at' }) ruledAt: string;
}

/** Two ways of writing an enterprise that are one, or are not. */
@Entity('comparison_alias')
export class ComparisonAliasEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'comparison_id' }) comparisonId: string;
  @Column('text', { name: 'names_key' }) namesKey: string;
  @Column('text', { name: 'left_name' }) leftName: string;
  @Column('text', { name: 'left_code', nullable: true }) leftCode: string | null;
  @Column('text', { name: 'left_town' }) leftTown: string;
  @Column('text', { name: 'right_name' }) rightName: string;
  @Column('text', { name: 'right_code', nullable: true }) rightCode: string | null;
  @Column('text', { name: 'right_town' }) rightTown: string;
  @Column('boolean') same: boolean;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'confirmed_by_id' }) confirmedById: string;
  @Column('text', { name: 'confirmed_by_name' }) confirmedByName: string;
  @Column('timestamptz', { name: 'confirmed_at' }) confirmedAt: string;
}

/** The circular as it went out, byte for byte. */
@Entity('comparison_document')
export class ComparisonDocumentEntity {
  @PrimaryColumn('uuid', { name: 'comparison_id' }) comparisonId: string;
  @PrimaryColumn('text') kind: 'CIRCULAR' | 'WORKBOOK';
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text') sha256: string;
  @Column('bytea') content: Buffer;
}
