import { describe, expect, it } from '@jest/globals';
import { STYLESHEET } from '../../pages/stylesheet.js';
import { COUNTED, figuresOfTown, figureViews, Behind, Tally } from '../figures.js';
import type { Counted } from '../figures.js';
import type { ComparisonView } from '../comparison.view.js';
import { townView } from '../result.view.js';
import { meetingPage } from './meeting.page.js';
import { MEETING_STYLE } from './meeting.style.js';

const classesIn = (style: string): Set<string> => new Set([...style.matchAll(/(?<![\w)])\.([a-z]+)(?=[^{}]*\{)/g)].map(([, name]) => name ?? ''));
/** Of the common sheet, and meant here as there. */
const MEANT = ['card', 'inner', 'top'];

describe('the page for the meeting', () => {
  it('has its own classes: none that the common style sheet lays out otherwise', () => {
    const common = classesIn(STYLESHEET);
    expect([...classesIn(MEETING_STYLE)].filter((name) => common.has(name)).sort()).toEqual(MEANT);
  });

  it('draws of each town what the county compares there, its first part over the whole being the rate beside it', () => {
    const tally = new Tally();
    const hazards: Counted[][] = [
      ['countyMajors', 'townMajors', 'matched', 'detection', 'detectionNumerator', 'compared', 'any'], ['countyMajors', 'missed', 'detection', 'compared', 'any'],
      // general to the county, major to the town: known to both, and not compared as a major
      ['townMajors', 'matched', 'compared', 'any'], ['countyMajors', 'undecided', 'compared', 'any'], ['townMajors', 'undecided', 'any'],
    ];
    for (const hazard of hazards) tally.add('某片区', hazard.reduce((bits, name) => bits | COUNTED[name], 0));
    const towns = tally.kept([], { minDenominator: 1 }).map((town) => townView(town, figureViews(figuresOfTown(town), new Behind())));
    const comparison = { id: 'c', state: 'DONE', sectors: [], figures: {}, parameters: { levels: 'MAJOR', minDenominator: 1 } } as unknown as ComparisonView;
    const { text } = meetingPage({ comparison, towns, chosen: null, pairs: [], morePairs: false, missed: [], playedDown: [] });
    expect([...text.matchAll(/<rect x="([^"]+)" y="2" width="([^"]+)"[^>]*><title>([^<]+)</g)].map((found) => found.slice(1))).toEqual([
      ['0%', '33.33%', '镇级也上报 1 条'], ['33.33%', '33.33%', '漏查漏报 1 条'], ['66.67%', '33.33%', '待核定 1 条'],
    ]);
    expect(text).toContain('50.0%');
    // a town that the ledger does not know leads nowhere
    expect(text).toContain('<td>某片区');
  });
});
