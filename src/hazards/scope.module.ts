import { Module } from '@nestjs/common';
import { DecisionNotices } from '../notices/decision.notices.js';
import { HazardScope } from './scope.repository.js';

/** What hazards do when an area or an enterprise changes: apart from the rest of hazards, which reads of organisations. */
@Module({ providers: [DecisionNotices, HazardScope], exports: [HazardScope] })
export class HazardScopeModule {}
