import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as noun from '../domain/hazard.js';
import type { AuthorityLevel } from '../domain/permission.js';

/** One row of the ledger. Describes the table; reads and writes go through named statements made from this list. */
@Entity('hazard')
export class HazardEntity implements noun.Hazard {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'city_code' }) cityCode: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('text', { name: 'town_code' }) townCode: string;
  @Column('text', { name: 'ledger_no' }) ledgerNo: string;
  @Column('text', { name: 'external_ref', nullable: true }) externalRef: string | null;
  @Column('text', { name: 'registered_hash' }) registeredHash: string;

  @Column('uuid', { name: 'enterprise_id' }) enterpriseId: string;
  @Column('text', { name: 'enterprise_name' }) enterpriseName: string;
  @Column('uuid', { name: 'registered_by_id' }) registeredById: string;
  @Column('text', { name: 'registered_by_name' }) registeredByName: string;
  @Column('uuid', { name: 'registered_by_organisation_id' }) registeredByOrganisationId: string;
  @Column('boolean', { name: 'registered_by_key' }) registeredByKey: boolean;
  @Column('boolean', { name: 'entered_by_proxy' }) enteredByProxy: boolean;
  @Column('text', { name: 'finder_level' }) finderLevel: noun.FinderLevel;
  @Column('text') status: noun.Status;
  @Column('text', { name: 'status_before_void', nullable: true }) statusBeforeVoid: noun.Status | null;
  @Column('text', { name: 'pending_level', nullable: true }) pendingLevel: AuthorityLevel | null;
  @Column('jsonb') route: noun.Route;

  @Column('text') level: noun.HazardLevel;
  @Column('jsonb', { name: 'level_history' }) levelHistory: noun.Hazard['levelHistory'];
  @Column('text') source: noun.Source;
  @Column('text') sector: noun.Sector;
  @Column('text') category: noun.Category;
  @Column('text') description: string;
  @Column('text', { nullable: true }) location: string | null;
  @Column('text', { name: 'basis_clause', nullable: true }) basisClause: string | null;
  @Column('text', { name: 'basis_note', nullable: true }) basisNote: string | null;
  @Column('date', { name: 'found_on' }) foundOn: string;
  @Column('jsonb', { name: 'found_by' }) foundBy: noun.FoundBy[];
  /** The phone inside is sealed (security S34). */
  @Column('jsonb', { nullable: true }) owner: noun.Owner | null;
  @Column('date', { nullable: true }) deadline: string | null;
  @Column('date', { name: 'original_deadline', nullable: true }) originalDeadline: string | null;
  @Column('text', { name: 'supervising_officer', nullable: true }) supervisingOfficer: string | null;
  @Column('text', { name: 'interim_measures', nullable: true }) interimMeasures: string | null;
  @Column('boolean', { name: 'operations_suspended' }) operationsSuspended: boolean;
  @Column('uuid', { name: 'inspection_id', nullable: true }) inspectionId: string | null;
  @Column('uuid', { name: 'campaign_ids', array: true }) campaignIds: string[];

  @Column('jsonb', { name: 'five_in_place' }) fiveInPlace: noun.FiveInPlace;
  @Column('jsonb', { name: 'cause_analysis', nullable: true }) causeAnalysis: noun.CauseAnalysis | null;
  @Column('jsonb', { name: 'workers_informed' }) workersInformed: noun.Hazard['workersInformed'];
  @Column('jsonb') assessments: noun.Hazard['assessments'];

  @Column('jsonb', { nullable: true }) signature: noun.Signature | null;
  @Column('boolean', { name: 'signature_owed' }) signatureOwed: boolean;
  @Column('jsonb') confirmations: noun.Confirmation[];
  @Column('jsonb', { nullable: true }) submission: noun.Submission | null;
  @Column('jsonb') acceptances: noun.Acceptance[];
  @Column('timestamptz', { name: 'first_act_at', nullable: true }) firstActAt: string | null;
  @Column('jsonb', { nullable: true }) refusal: noun.Hazard['refusal'];
  @Column('jsonb', { name: 'taken_over', nullable: true }) takenOver: noun.Hazard['takenOver'];

  @Column('jsonb') extensions: noun.Extension[];
  @Column('jsonb', { nullable: true }) supervision: noun.Supervision | null;
  @Column('jsonb', { nullable: true }) suspension: noun.Suspension | null;
  @Column('jsonb') verifications: noun.Verification[];
  @Column('jsonb') finders: noun.Finder[];
  @Column('uuid', { name: 'repeat_of', nullable: true }) repeatOf: string | null;
  @Column('uuid', { name: 'duplicate_of', nullable: true }) duplicateOf: string | null;
  @Column('boolean') terminated: boolean;

  @Column('date', { name: 'reported_on' }) reportedOn: string;
  @Column('date', { name: 'step_due_on', nullable: true }) stepDueOn: string | null;
  @Column('integer', { name: 'escalation_version' }) escalationVersion: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: string | null;
}

/** The next number of each town and year; taken in blocks. */
@Entity('ledger_number')
export class LedgerNumberEntity {
  @PrimaryColumn('text', { name: 'town_code' }) townCode: string;
  @PrimaryColumn('integer') year: number;
  @Column('bigint', { name: 'next_number' }) nextNumber: string;
}
