/** What the matcher's pairs are worth against the gold. Shares are 0–1, four decimals; null where there is nothing to divide by. */
import type { MatchedPair } from '../domain/comparison/record.js';
import { pairKey, truePairs, type World } from './comparison-world.js';

export interface Measured {
  records: number;
  pairs: { auto: number; review: number };
  reviewPerRecord: number;
  gold?: {
    truePairs: number;
    /** AUTO counts as yes, everything else as no. */
    precision: number | null; recall: number | null; f1: number | null;
    /** Pairs that await a person are left out: neither right nor wrong yet. */
    decidedPrecision: number | null; decidedRecall: number | null; decidedF1: number | null;
    recallWithReview: number | null;
    hardNegatives: number; hardNegativeErrors: number; hardNegativeErrorRate: number | null;
    hardNegativeErrorsByReason: Record<string, number>;
    missed: { said: number; true: number; precision: number | null; recall: number | null; /** Of the truly missed that no pending pair touches. */ decidedRecall: number | null; undecided: number };
  };
}

export function measure(world: World, pairs: readonly Pick<MatchedPair, 'left' | 'right' | 'tier'>[]): Measured {
  const auto = new Set(pairs.filter(({ tier }) => tier === 'AUTO').map(({ left, right }) => pairKey(left, right)));
  const review = new Set(pairs.filter(({ tier }) => tier === 'REVIEW').map(({ left, right }) => pairKey(left, right)));
  const measured: Measured = {
    records: world.records.length,
    pairs: { auto: auto.size, review: review.size },
    reviewPerRecord: share(review.size, world.records.length) ?? 0,
  };
  if (!world.gold?.groups) return measured;
  const truth = truePairs(world.gold.groups);
  const right = [...auto].filter((pair) => truth.has(pair)).length;
  const waiting = [...review].filter((pair) => truth.has(pair)).length;
  const wrong = (world.gold.hardNegatives ?? []).filter(({ a, b }) => auto.has(pairKey(a, b)));
  const byReason: Record<string, number> = {};
  for (const { reasonCode } of wrong) byReason[reasonCode] = (byReason[reasonCode] ?? 0) + 1;
  const [precision, recall, decidedRecall] = [share(right, auto.size), share(right, truth.size), share(right, truth.size - waiting)];
  measured.gold = {
    truePairs: truth.size, precision, recall, f1: harmonic(precision, recall),
    decidedPrecision: precision, decidedRecall, decidedF1: harmonic(precision, decidedRecall),
    recallWithReview: share(right + waiting, truth.size),
    hardNegatives: world.gold.hardNegatives?.length ?? 0, hardNegativeErrors: wrong.length,
    hardNegativeErrorRate: share(wrong.length, world.gold.hardNegatives?.length ?? 0), hardNegativeErrorsByReason: byReason,
    missed: missed(world, truth, auto, review),
  };
  return measured;
}

/** A county record without a town record of the same hazard. Said only where no undecided pair with the town is left. */
function missed(world: World, truth: ReadonlySet<string>, auto: ReadonlySet<string>, review: ReadonlySet<string>): NonNullable<Measured['gold']>['missed'] {
  const towns = world.records.filter(({ source }) => source === 'TOWN').map(({ id }) => id);
  const held = (pairs: ReadonlySet<string>, id: string): boolean => towns.some((town) => pairs.has(pairKey(id, town)));
  const county = world.records.filter(({ source }) => source === 'COUNTY').map(({ id }) => id);
  const truly = new Set(county.filter((id) => !held(truth, id)));
  const without = county.filter((id) => !held(auto, id));
  const said = without.filter((id) => !held(review, id));
  const right = said.filter((id) => truly.has(id)).length;
  const waiting = [...truly].filter((id) => held(review, id) && !held(auto, id)).length;
  return { said: said.length, true: truly.size, precision: share(right, said.length), recall: share(right, truly.size), decidedRecall: share(right, truly.size - waiting), undecided: without.length - said.length };
}

const share = (part: number, whole: number): number | null => (whole > 0 ? Math.round((part / whole) * 10_000) / 10_000 : null);
const harmonic = (one: number | null, other: number | null): number | null =>
  one === null || other === null || one + other === 0 ? null : Math.round(((2 * one * other) / (one + other)) * 10_000) / 10_000;
