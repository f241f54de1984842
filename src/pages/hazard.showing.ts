import { Injectable } from '@nestjs/common';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { evidenceView } from '../evidence/evidence.view.js';
import { HazardLooking } from '../hazards/hazard.looking.js';
import { HazardReader } from '../hazards/hazard.reader.js';
import type { HazardView } from '../hazards/hazard.whole.view.js';
import { timelineView } from '../hazards/timeline.view.js';
import { Config } from '../platform/config/config.js';
import type { Answer } from '../platform/http/answer.js';
import type { Visit } from '../platform/http/page.door.js';
import type { Requested } from '../platform/http/requested.js';
import { TodoReader } from '../todos/todo.reader.js';
import { hazardPage } from './hazard.page.js';
import type { HazardSeen } from './hazard.page.js';
import { shown } from './layout.js';

const EVIDENCE_SHOWN = 200;
export type Tried = Pick<HazardSeen, 'message' | 'tried' | 'typed'> & { status?: number };
export const NOTHING_TRIED: Tried = { message: null, tried: null, typed: {} };

/** The page of a hazard for this visitor, also after something that he tried was refused. */
@Injectable()
export class HazardShowing {
  constructor(
    private readonly hazards: HazardReader,
    private readonly looking: HazardLooking,
    private readonly evidence: EvidenceReader,
    private readonly todos: TodoReader,
    private readonly config: Config,
  ) {}

  async page(requested: Requested, visit: Visit, id: string, { status = 200, ...tried }: Tried): Promise<Answer<null>> {
    const { caller, reach } = requested;
    const dossier = await this.hazards.one(reach, id);
    requested.permit('hazard.read');
    const [view, facts, evidence, kinds] = await Promise.all([
      this.looking.view(requested, dossier), this.hazards.facts(dossier.hazard.id),
      this.evidence.listOf(dossier.hazard.id, null, EVIDENCE_SHOWN), this.todos.kindsOpen(caller, dossier.hazard.id),
    ]);
    const hazard = view as unknown as HazardView;
    const main = hazardPage({
      visit, caller, hazard, kinds, zone: this.config.countyZone, ...tried,
      evidence: evidence.slice(0, EVIDENCE_SHOWN).map((row) => evidenceView(caller, row)), timeline: timelineView(caller, facts),
    });
    return shown({ title: hazard.ledgerNo, visit, main, status });
  }
}
