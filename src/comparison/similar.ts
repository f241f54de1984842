import { Injectable } from '@nestjs/common';
import { similarTo } from '../domain/comparison/match.js';
import { labelOf } from '../domain/labels.js';
import { HazardComparingReader } from '../hazards/comparing.reader.js';
import type { ComparedHazard } from '../hazards/comparing.reader.js';
import { HazardReader } from '../hazards/hazard.reader.js';
import { Calendar } from '../platform/clock/calendar.js';
import type { Requested } from '../platform/http/requested.js';
import { LEXICON, WEIGHTS } from '../reference/comparison.js';
import { recordOf, rowOf } from './run.input.js';
import type { SimilarsView, SimilarView } from './similar.view.js';

/** Contract §3 and issue: open ones, and those closed within so many years. */
const YEARS = 2;
/** The newest of an enterprise; more than any firm has in two years, and parsed well within 50 ms. */
const CANDIDATES = 300;
const SHOWN = 20;

/** The matcher of the comparison, for one hazard of the ledger. */
@Injectable()
export class Similars {
  constructor(private readonly hazards: HazardReader, private readonly comparing: HazardComparingReader, private readonly calendar: Calendar) {}

  async of(requested: Requested, key: string): Promise<SimilarsView> {
    const { hazard } = await this.hazards.one(requested.reach, key);
    requested.permit('hazard.read');
    const since = new Date(this.calendar.now());
    since.setUTCFullYear(since.getUTCFullYear() - YEARS);
    const rows = await this.comparing.ofEnterpriseSince(requested.reach, hazard, since.toISOString(), CANDIDATES);
    const records = new Map(rows.map((row) => [row.id, recordOf(rowOf('', row, 0, this.comparing.closedOn(row)))]));
    const sought = records.get(hazard.id);
    if (!sought) return { repeatOf: null, items: [] };
    const others = rows.filter(({ id }) => id !== hazard.id);
    const pairs = similarTo(sought, others.flatMap(({ id }) => records.get(id) ?? []), { lexicon: LEXICON, weights: WEIGHTS }, SHOWN);
    const items = pairs.flatMap(({ left, right, ...pair }) => others.filter(({ id }) => id === (left === hazard.id ? right : left)).map((row) => similarView(row, pair, left === hazard.id)));
    const earlier = items.find(({ tier, hazardId, foundOn }) => tier === 'AUTO' && hazardId < hazard.id && foundOn <= hazard.foundOn);
    return { repeatOf: earlier?.hazardId ?? null, items };
  }
}

type Pair = Pick<ReturnType<typeof similarTo>[number], 'score' | 'tier' | 'reasons' | 'agreeing'>;

function similarView(row: ComparedHazard, { score, tier, reasons, agreeing }: Pair, asLeft: boolean): SimilarView {
  return {
    hazardId: row.id, ledgerNo: row.ledgerNo, level: row.level, levelLabel: labelOf('level', row.level), status: row.status, statusLabel: labelOf('status', row.status),
    description: row.description, location: row.location, foundOn: row.foundOn, closedAt: row.closedAt, score, tier, tierLabel: labelOf('pairTier', tier), reasons: [...reasons],
    agreeing: asLeft ? agreeing : { left: agreeing.right, right: agreeing.left },
  };
}
