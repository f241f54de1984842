import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Finding, Miss, Outcome } from '../domain/comparison/outcome.js';
import type { AliasProposal } from '../domain/comparison/block.js';
import type { ComparedStatus, MatchedPair, Side, Tier } from '../domain/comparison/record.js';
import type { HazardLevel, Sector } from '../domain/hazard.js';
import type { Figures, KeptTown } from './figures.js';
import type { Decision, LevelShown, Parameters, Progress, SignOff, State, TakenFrom } from './run.state.js';

/** One comparison: what is compared, how far its run is, what came out, and what was published. */
@Entity('comparison')
export class ComparisonEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'city_code' }) cityCode: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text', { name: 'area_code' }) areaCode: string;
  /** Whose run it is: a town's own is seen by that town before anything is published. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'organisation_name' }) organisationName: string;
  @Column('text') name: string;
  @Column('date', { name: 'period_from' }) periodFrom: string;
  @Column('date', { name: 'period_to' }) periodTo: string;
  /** Empty: every sector. */
  @Column('text', { array: true }) sectors: Sector[];
  @Column('text', { array: true }) sides: Side[];
  @Column('text', { name: 'taken_from' }) takenFrom: TakenFrom;
  @Column('text', { name: 'level_shown' }) levelShown: LevelShown;
  @Column('text') state: State;
  @Column('uuid', { name: 'run_token', nullable: true }) runToken: string | null;
  @Column('integer', { name: 'run_takes' }) runTakes: number;
  @Column('timestamptz', { name: 'run_until', nullable: true }) runUntil: string | null;
  @Column('timestamptz', { name: 'run_requested_at', nullable: true }) runRequestedAt: string | null;
  @Column('jsonb') progress: Progress;
  @Column('text', { nullable: true }) failure: string | null;
  @Column('jsonb', { name: 'list_counts' }) listCounts: Partial<Record<Side | 'INSPECTIONS', number>>;
  @Column('jsonb') parameters: Parameters;
  @Column('jsonb') figures: Figures | Record<string, never>;
  /** Names that may be one enterprise: for an officer to confirm, once. */
  @Column('jsonb', { name: 'alias_proposals' }) aliasProposals: AliasProposal[];
  @Column('text', { name: 'input_hash', nullable: true }) inputHash: string | null;
  @Column('text', { name: 'result_hash', nullable: true }) resultHash: string | null;
  @Column('uuid', { name: 'created_by_id' }) createdById: string;
  @Column('text', { name: 'created_by_name' }) createdByName: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: string | null;
  @Column('integer', { name: 'circular_year', nullable: true }) circularYear: number | null;
  @Column('integer', { name: 'circular_number', nullable: true }) circularNumber: number | null;
  @Column('text', { name: 'document_no', nullable: true }) documentNo: string | null;
  @Column('jsonb', { name: 'signed_off' }) signedOff: SignOff[];
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: string | null;
  @Column('uuid', { name: 'published_by_id', nullable: true }) publishedById: string | null;
  @Column('text', { name: 'published_by_name', nullable: true }) publishedByName: string | null;
  @Column('text', { name: 'published_hash', nullable: true }) publishedHash: string | null;
}

/** One row of a side, as it was typed or as it stood in the ledger when the run began. */
@Entity('comparison_row')
export class ComparisonRowEntity {
  @PrimaryColumn('uuid', { name: 'comparison_id' }) comparisonId: string;
  @PrimaryColumn('text') side: Side;
  @PrimaryColumn('integer') number: number;
  /** Within the run; does not depend on the order of rows. */
  @Column('text') key: string;
  @Column('text', { name: 'external_ref', nullable: true }) externalRef: string | null;
  @Column('uuid', { name: 'hazard_id', nullable: true }) hazardId: string | null;
  @Column('uuid', { name: 'enterprise_id', nullable: true }) enterpriseId: string | null;
  @Column('text', { name: 'enterprise_name' }) enterpriseName: string;
  @Column('text', { name: 'credit_code', nullable: true }) creditCode: string | null;
  @Column('text', { name: 'town_code', nullable: true }) townCode: string | null;
  @Column('text') town: string;
  @Column('text') sector: string;
  @Column('text') level: HazardLevel;
  @Column('text') description: string;
  @Column('text', { nullable: true }) location: string | null;
  @Column('text', { name: 'basis_clause', nullable: true }) basisClause: string | null;
  @Column('date', { name: 'found_on' }) foundOn: string;
  @Column('text') status: ComparedStatus;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn: string | null;
  @Column('text', { array: true }) inspectors: string[];
  /** A major of the ledger that is not confirmed yet. */
  @Column('boolean') pending: boolean;
  /** The key of the row it was joined to in the ledger as a duplicate. */
  @Column('text', { name: 'same_as', nullable: true }) sameAs: string | null;
  @Column('text', { array: true }) flags: string[];
  /** What a ruling is remembered by: SHA-256 of what the row says. */
  @Column('text') print: string;
}

/** An inspection of the town, as far as the split of what it missed needs it. */
@Entity('comparison_inspection')
export class ComparisonInspectionEntity {
  @PrimaryColumn('uuid', { name: 'comparison_id' }) comparisonId: string;
  @PrimaryColumn('integer') number: number;
  @Column('uuid', { name: 'enterprise_id', nullable: true }) enterpriseId: string | null;
  @Column('text', { name: 'enterprise_name' }) enterpriseName: string;
  @Column('text', { name: 'credit_code', nullable: true }) creditCode: string | null;
  @Column('date', { name: 'inspected_on' }) inspectedOn: string;
  /** Of the ledger, as it stood when the run began; null where it was typed with the town's list. */
  @Column('uuid', { name: 'inspection_id', nullable: true }) inspectionId: string | null;
  @Column('text', { name: 'town_code', nullable: true }) townCode: string | null;
}

export interface PairRuling { verdict: 'SAME' | 'DIFFERENT'; note: string | null; by: string; at: string; comparisonId: string }

/** Two rows that the matcher, or an officer, takes for one hazard. */
@Entity('comparison_pair')
export class ComparisonPairEntity {
  @PrimaryColumn('uuid') id: string;
  @PrimaryColumn('uuid', { name: 'comparison_id' }) comparisonId: string;
  @Column('text') block: string;
  /** Of a pair over the border of two enterprises, the other one. */
  @Column('text', { name: 'other_block', nullable: true }) otherBlock: string | null;
  @Column('text', { name: 'town_code', nullable: true }) townCode: string | null;
  @Column('uuid', { name: 'enterprise_id', nullable: true }) enterpriseId: string | null;
  @Column('text', { name: 'left_key' }) leftKey: string;
  @Column('text', { name: 'right_key' }) rightKey: string;
  @Column('text') tier: Tier;
  @Column('text') origin: 'MATCHER' | 'OFFICER';
  @Column('float8', { nullable: true }) score: number | null;
  @Column('text', { array: true }) reasons: string[];
  @Column('boolean') covers: boolean;
  @Column('jsonb') agreeing: MatchedPair['agreeing'];
  @Column('boolean') shown: boolean;
  @Column('text') decision: Decision;
  @Column('jsonb', { nullable: true }) ruling: PairRuling | null;
}

/** One distinct hazard of the run, with the rows of every side that hold it. */
@Entity('comparison_hazard')
export class ComparisonHazardEntity {
  @PrimaryColumn('uuid') id: string;
  @PrimaryColumn('uuid', { name: 'comparison_id' }) comparisonId: string;
  @Column('text') ref: string;
  @Column('text') block: string;
  @Column('text') town: string;
  @Column('text', { name: 'town_code', nullable: true }) townCode: string | null;
  @Column('uuid', { name: 'enterprise_id', nullable: true }) enterpriseId: string | null;
  @Column('text') outcome: Outcome;
  @Column('text', { nullable: true }) missed: Miss | null;
  @Column('text') level: HazardLevel;
  @Column('text', { array: true }) findings: Finding['kind'][];
  @Column('text', { array: true }) keys: string[];
  @Column('text', { array: true }) undecided: string[];
  /** Every major of it waits for its confirmation: counted apart. */
  @Column('boolean') pending: boolean;
  @Column('boolean') shown: boolean;
  /** In which figures it counts (COUNTED). */
  @Column('integer', { name: 'counted_in' }) countedIn: number;
  /** `reopened`: of the undecided pairs, those that the run itself had not left open here. `vague`: beside a miss, what the town wrote too generally to be taken for one hazard. */
  @Column('jsonb') detail: { county: string[]; town: string[]; enterprise: string[]; findings: Finding[]; reopened?: string[]; vague?: string[] };
}

@Entity('comparison_town')
export class ComparisonTownEntity {
  @PrimaryColumn('uuid', { name: 'comparison_id' }) comparisonId: string;
  @PrimaryColumn('integer') number: number;
  @Column('text', { name: 'town_code', nullable: true }) townCode: string | null;
  @Column('text') town: string;
  @Column('jsonb') figures: KeptTown;
}

@Entity('comparison_enterprise')
export class ComparisonEnterpriseEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'comparison_id' }) comparisonId: string;
  @Column('text') block: string;
  @Column('uuid', { name: 'enterprise_id', nullable: true }) enterpriseId: string | null;
  @Column('text') name: string;
  @Column('text', { array: true }) names: string[];
  /** Of its records and visits: what belongs together is said once here, and not in each row. */
  @Column('text', { array: true }) keys: string[];
  @Column('text', { name: 'credit_code', nullable: true }) creditCode: string | null;
  @Column('text', { name: 'town_code', nullable: true }) townCode: string | null;
  @Column('text') town: string;
  /** SHA-256 of what came out of it; null of a run from before it was kept. */
  @Column('text', { name: 'part_hash', nullable: true }) partHash: string | null;
}
