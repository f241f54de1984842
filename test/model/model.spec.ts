/** The judge is judged first: the model against the hand-typed matrix, its happy ways, and what may never happen. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACCEPT_ROUTES, CONFIRM_ROUTES, MOVES, levelOf, type Level, type Move, type Refusal } from './contract.js';
import type { Args, EvidenceKind, Hazard, Person, World } from './hazard.js';
import { register } from './hazard.js';
import { allowedMoves, apply, hopefulArgs, type Prediction } from './ledger-model.js';
import { MATRIX, SITUATIONS, nameOf, type Caller, type Expected, type Situation } from './matrix.js';
import { PEOPLE, TODAY, DEADLINE, FIVE, freshCaller, hazardAt } from './standing.js';
import { candidates, person } from './wishes.js';

const worldOf = (...hazards: Hazard[]): World => ({ today: TODAY, people: PEOPLE, hazards });

/** Walks one hazard; every step must be accepted. */
function walk(h: Hazard, steps: [Move | EvidenceKind | 'five', string, Args?][]): Hazard {
  return steps.reduce((row, [step, account, args = {}]) => {
    const actor = person(PEOPLE, account);
    const command =
      step === 'five'
        ? { kind: 'five' as const, ref: row.ref, five: FIVE }
        : MOVES.includes(step as Move)
          ? {
              kind: 'move' as const,
              move: step as Move,
              ref: row.ref,
              args: { ...hopefulArgs(row, step as Move, actor), ...args },
            }
          : { kind: 'evidence' as const, ref: row.ref, evidence: step as EvidenceKind };
    const predicted = apply(command, actor, worldOf(row));
    if (!predicted?.accepted) throw new Error(`${step} by ${account}: ${JSON.stringify(predicted)}`);
    expect(predicted.next.version).toBe(row.version + 1);
    return predicted.next;
  }, h);
}

const found = (finder: Hazard['finder'], level: Level, by: string): Hazard =>
  register(
    { ref: 'h', enterprise: 'example1', town: 'nancun', finder, level, hasOwner: true, deadline: DEADLINE },
    person(PEOPLE, by),
  );

describe('the happy ways', () => {
  it('own MAJOR: signature, town and county confirm, rectified, town and county accept', () => {
    const h = walk(found('ENTERPRISE', 'MAJOR', 'example1.operator'), [
      ['five', 'example1.operator'],
      ['sign', 'example1.principal'],
      ['confirm', 'nancun.supervisor'],
      ['confirm', 'county.supervisor'],
      ['AFTER', 'example1.operator'],
      ['submit-rectification', 'example1.operator'],
      ['accept', 'nancun.supervisor', { onSite: false }],
      ['accept', 'county.supervisor', { onSite: true }],
    ]);
    expect(h).toMatchObject({ status: 'CLOSED', due: null, version: 9 });
  });

  it('own GENERAL: rectified at once, the principal accepts', () => {
    const h = walk(found('ENTERPRISE', 'GENERAL', 'example1.operator'), [
      ['AFTER', 'example1.operator'],
      ['submit-rectification', 'example1.operator'],
      ['accept', 'example1.principal'],
    ]);
    expect(h.status).toBe('CLOSED');
  });

  it('town MAJOR: found by an inspector, two confirm, two accept, the firm signs for it', () => {
    const h = walk(found('TOWN', 'MAJOR', 'nancun.inspector'), [
      ['five', 'example1.operator'],
      ['sign', 'example1.principal'],
      ['confirm', 'nancun.supervisor'],
      ['confirm', 'county.supervisor'],
      ['AFTER', 'example1.operator'],
      ['submit-rectification', 'example1.operator'],
      ['accept', 'nancun.supervisor'],
      ['accept', 'county.supervisor'],
    ]);
    expect(h.status).toBe('CLOSED');
  });

  it('county GENERAL: the county confirms and accepts', () => {
    const h = walk(found('COUNTY', 'GENERAL', 'county.inspector'), [
      ['confirm', 'county.supervisor'],
      ['AFTER', 'example1.operator'],
      ['submit-rectification', 'example1.operator'],
      ['accept', 'county.supervisor'],
    ]);
    expect(h.status).toBe('CLOSED');
  });
});

describe('the model agrees with the hand-typed matrix', () => {
  const asExpected = (p: Prediction): Expected => (p === undefined ? undefined : p.accepted ? 200 : p.anyOf);
  const plain = (e: Expected): string =>
    e === undefined
      ? 'open'
      : e === 200
        ? '200'
        : e
            .map((r: Refusal) => `${r.status} ${r.codes[0] ?? ''}`)
            .sort()
            .join(' or ');

  function modelSays(s: Situation, move: Move, caller: Caller): Expected {
    const actor = freshCaller(caller);
    const h = hazardAt(s, move);
    const args = hopefulArgs(h, move, actor);
    const paper =
      move === 'accept' && s.finder === 'ENTERPRISE' && s.level === 'GENERAL' && levelOf(actor.seat) === 'TOWN';
    // Later than the deadline of every situation, so that only states and people refuse an extension.
    const full: Args = { ...args, paper, noticeNo: 'n', deadline: '2026-12-31' };
    return asExpected(apply({ kind: 'move', move, ref: h.ref, args: full }, actor, worldOf(h)));
  }

  it.each(SITUATIONS.map((s): [string, Situation] => [nameOf(s), s]))('%s', (_name, situation) => {
    const cells = MATRIX.filter((cell) => cell.situation === situation);
    // The model's world has no ceased enterprise; `terminate` is judged over HTTP only.
    const judged = cells.filter((cell) => !(cell.move === 'terminate' && cell.expected === 200));
    const hand = judged.map(
      ({ move, caller, expected }) => `${move} ${caller.seat} ${caller.inside}: ${plain(expected)}`,
    );
    const model = judged.map(
      ({ move, caller }) => `${move} ${caller.seat} ${caller.inside}: ${plain(modelSays(situation, move, caller))}`,
    );
    expect(model).toEqual(hand);
  });

  it('offers in allowedMoves exactly the cells that answer 200', () => {
    for (const { situation, move, caller, expected } of MATRIX.filter(
      (c) => c.caller.inside && c.move !== 'terminate',
    )) {
      const h = hazardAt(situation, move);
      const offered = allowedMoves(h, freshCaller(caller), worldOf(h));
      const where = `${nameOf(situation)} ${move} ${caller.seat}`;
      if (expected === 200) expect([where, [...offered.must, ...offered.may].includes(move)]).toEqual([where, true]);
      else if (expected && expected[0]?.status !== 422)
        expect([where, offered.must.includes(move)]).toEqual([where, false]);
    }
  });
});

describe('whatever is tried', () => {
  /** Everything that anybody did to one row, in order. */
  type Act = { move: Move; by: Person; before: Hazard };

  const closedProperly = (h: Hazard, acts: Act[]): void => {
    if (h.terminated) return;
    expect(h.acceptances.map((a) => a.level)).toEqual(ACCEPT_ROUTES[h.finder][h.level]);
    expect(new Set(h.acceptances.map((a) => a.by)).size).toBe(h.acceptances.length);
    expect(h.acceptances.map((a) => a.by)).not.toContain(h.registeredBy.account);
    expect(h.acceptances.map((a) => a.by)).not.toContain(h.submission?.by);
    expect(h.evidence).toContain('AFTER');
    if (h.level !== 'MAJOR') return;
    expect(h.confirmations.map((c) => c.level)).toEqual(CONFIRM_ROUTES[h.finder].MAJOR);
    expect(new Set(h.confirmations.map((c) => c.by)).size).toBe(h.confirmations.length);
    expect(h.acceptances.some((a) => a.onSite)).toBe(true);
    expect(Object.keys(h.five)).toHaveLength(5);
    if (h.finder === 'ENTERPRISE') expect(h.signature).not.toBeNull();
    expect(acts.some((act) => act.move === 'submit-rectification')).toBe(true);
  };

  it('nothing closes without every act of its route, and every state has a way on', () => {
    const kinds = fc.constantFrom<[Hazard['finder'], string]>(
      ['ENTERPRISE', 'example1.operator'],
      ['TOWN', 'nancun.inspector'],
      ['COUNTY', 'county.inspector'],
    );
    const closings = { count: 0 };
    fc.assert(
      fc.property(
        kinds,
        fc.constantFrom<Level>('GENERAL', 'MAJOR'),
        fc.array(fc.nat(), { minLength: 20, maxLength: 60 }),
        ([finder, by], level, picks) => {
          let h = found(finder, level, by);
          const acts: Act[] = [];
          for (const pick of picks) {
            const wishes = candidates(h, worldOf(h));
            expect(wishes.length).toBeGreaterThan(0);
            const wish = wishes[pick % wishes.length];
            const predicted = wish && apply(wish.command, wish.actor, worldOf(h));
            if (!wish || !predicted?.accepted) throw new Error('a candidate was not acceptable');
            if (wish.command.kind === 'move') acts.push({ move: wish.command.move, by: wish.actor, before: h });
            h = predicted.next;
            if (h.status === 'CLOSED') {
              closings.count += 1;
              closedProperly(h, acts);
            }
          }
        },
      ),
      { numRuns: 80, seed: 20241105 },
    );
    expect(closings.count).toBeGreaterThan(30);
  });
});
