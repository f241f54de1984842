/** Every status × move × role of the hand-typed matrix (contract §3), over HTTP, by the single and the batch route. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOVES, levelOf, type Refusal } from '../model/contract.js';
import { fields, list, text, type Fields } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { FINDERS, LEVELS, MATRIX, PREPARED, nameOf, type Caller, type Cell } from '../model/matrix.js';
import { moveBody, NO_SUCH_ID } from '../model/wire.js';
import { bring, firmAccepts, type Row } from '../support/rows.js';
import { userFor } from '../support/furnish.js';
import { startWorld } from '../support/judged.js';
import { must, type TestWorld } from '../support/world.js';

/** Who sits on a seat: never one who prepares rows with a decision that would bar them here. */
function accountOf({ seat, inside }: Caller, firm: string): string {
  const level = levelOf(seat);
  if (level === undefined)
    return `${inside ? firm : 'example2'}.${seat === 'OPERATOR' ? 'operator2' : inside && seat === 'PRINCIPAL' ? 'principal2' : seat.toLowerCase()}`;
  if (seat === 'ADMINISTRATOR') return 'county.admin';
  if (seat === 'AUDITOR') return 'county.auditor';
  const office = level === 'TOWN' ? (inside ? 'nancun' : 'bagong') : level.toLowerCase();
  if (seat.startsWith('INSPECTOR')) return `${office}.inspector`;
  return level === 'CITY' ? 'city.supervisor' : `${office}.supervisor2`;
}

const judged = MATRIX.filter((cell) => cell.expected !== undefined);
/** The people of an enterprise that has ceased cannot sign in: theirs are the ordinary rows, where their role is refused first. */
const ceased = ({ move, caller }: Cell): boolean =>
  PREPARED[move] === 'CEASED' && !(caller.inside && levelOf(caller.seat) === undefined);
const preparationOf = (cell: Cell): string =>
  PREPARED[cell.move] === 'CEASED' && !ceased(cell) ? '' : (PREPARED[cell.move] ?? '');
/** Cells that succeed use their row up; refusals of one situation and preparation share a row. */
const rowKey = (cell: Cell): string => {
  const shared = `${nameOf(cell.situation)} ${cell.move === 'submit-rectification' ? cell.move : preparationOf(cell)}`;
  return cell.expected === 200 ? `${shared} ${cell.move} ${cell.caller.seat}` : shared;
};

describe('status × move × role', () => {
  let world: TestWorld;
  const rows = new Map<string, Row>();

  beforeAll(async () => {
    world = await startWorld();
    await secondPrincipal(world);
    for (const finder of FINDERS) {
      for (const level of LEVELS) {
        const cells = judged.filter(({ situation }) => situation.finder === finder && situation.level === level);
        // The first cell of a key tells how its row is prepared.
        const keys = [...new Map(cells.toReversed().map((cell) => [rowKey(cell), cell])).entries()];
        const brought = await bring(
          world,
          keys.map(([, { situation, move }]) => ({ situation, move })),
        );
        keys.forEach(([key], i) => brought[i] && rows.set(key, brought[i]));
      }
    }
    await cease(world);
  }, 300_000);
  afterAll(async () => world?.stop());

  it.each(MOVES)('%s', async (move) => {
    const wrong: string[] = [];
    for (const group of groupsOf(judged.filter((cell) => cell.move === move))) wrong.push(...(await judge(group)));
    expect(wrong).toEqual([]);
  });

  it('submit-rectification, of what was found not genuine: not with the photo that was judged, with one uploaded since', async () => {
    const row = [...rows.values()].find(({ situation, move }) => situation.level === 'MAJOR' && situation.status === 'CLOSED' && move === 'verify');
    if (!row) throw new Error('no closed row');
    const path = `/hazards/${row.id}`;
    const as = (account: string) => world.driver.as(account);
    must(await (await as('county.inspector')).post(`${path}/verify`, { verdict: 'NOT_GENUINE', opinion: '装置已拆除' }), 'verify');
    const operator = await as('example1.operator2');
    const submit = async (...evidenceIds: string[]): Promise<unknown[]> => {
      const answer = await operator.post(`${path}/submit-rectification`, { summary: '已整改', completedOn: world.today, fundsSpentYuan: '0.00', evidenceIds });
      return [answer.status, fields(answer.body).code ?? fields(answer.body).status];
    };
    const judged = row.evidence.AFTER ?? '';
    expect(await submit(judged)).toEqual([422, 'CLOSURE_EVIDENCE_JUDGED']);
    const since = text(fields(must(await operator.upload(`${path}/evidence`, 'AFTER'), 'evidence').body).id);
    expect(await submit(judged, since)).toEqual([200, 'ACCEPTING']);
  });

  /** One caller's cells of one move: the first success and the first refusal alone, the rest in one batch. */
  async function judge(cells: Cell[]): Promise<string[]> {
    const alone = [cells.find((c) => c.expected === 200), cells.find((c) => c.expected !== 200)].filter(
      (c) => c !== undefined,
    );
    const wrong: string[] = [];
    for (const cell of alone) {
      const { row, account, body } = request(cell);
      const answer = await (await world.driver.as(account)).post(`/hazards/${row.id}/${cell.move}`, body);
      wrong.push(...differs(cell, answer.status, answer.body));
    }
    const together = cells.filter((cell) => !alone.includes(cell));
    return [...wrong, ...(await judgeBatch(together))];
  }

  async function judgeBatch(cells: Cell[]): Promise<string[]> {
    const [first] = cells;
    if (!first) return [];
    const requests = cells.map((cell) => ({ ...request(cell), cell }));
    const account = requests[0]?.account ?? '';
    const password = requests[0]?.body.password;
    const items = requests.map(({ row, body }) => ({ id: row.id, ...without(body, 'password') }));
    const answer = await (
      await world.driver.as(account)
    ).post(`/hazards/batch/${first.move}`, { items, ...(password ? { password } : {}) });
    const results = list(fields(answer.body).results).map(fields);
    return cells.flatMap((cell, i) =>
      answer.status === 200
        ? differs(cell, Number(results[i]?.status), results[i]?.problem)
        : differs(cell, answer.status, answer.body),
    );
  }

  function request(cell: Cell): { row: Row; account: string; body: Fields } {
    const row = rows.get(rowKey(cell));
    if (!row) throw new Error(`no row for ${rowKey(cell)}`);
    const account = accountOf(cell.caller, ceased(cell) ? 'example3' : 'example1');
    return { row, account, body: bodyFor(cell, row, account) };
  }

  function bodyFor({ move, situation, caller }: Cell, row: Row, account: string): Fields {
    const sheet = { signedSheetEvidenceId: row.evidence.SIGNED_SHEET ?? NO_SUCH_ID, signedOn: world.today };
    const firm = levelOf(caller.seat) === undefined;
    const typesPaper = move === 'accept' ? firmAccepts(situation) && levelOf(caller.seat) === 'TOWN' : !firm;
    const signsAgain = move === 'sign' || (move === 'amend' && caller.seat === 'PRINCIPAL');
    return moveBody(move, {
      args: {
        level: situation.level === 'MAJOR' ? 'GENERAL' : 'MAJOR',
        basis: true,
        onSite: true,
        verdict: move === 'verify' ? 'GENUINE' : 'APPROVED',
        deadline: move === 'verify' ? undefined : addDays(world.today, 90),
        noticeNo: `停产${row.id}`,
        description: '更正后的描述',
      },
      today: world.today,
      paper: typesPaper ? sheet : {},
      password: firm && signsAgain ? { password: world.accounts[account]?.password || 'none' } : {},
      evidenceIds: [row.evidence.AFTER ?? NO_SUCH_ID],
      documentId: row.evidence.DOCUMENT ?? NO_SUCH_ID,
      extensionId: row.extensionId ?? NO_SUCH_ID,
    });
  }
});

function groupsOf(cells: Cell[]): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = `${cell.caller.seat} ${cell.caller.inside}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()];
}

function differs({ situation, move, caller, expected }: Cell, status: number, body: unknown): string[] {
  const where = `${nameOf(situation)}: ${move} by ${caller.seat} ${caller.inside ? 'inside' : 'outside'}`;
  const code = text(fields(body).code);
  if (expected === 200) return status === 200 ? [] : [`${where}: ${status} ${code}, expected 200`];
  const refusals: Refusal[] = expected ?? [];
  const met = refusals.some((r) => r.status === status && (r.codes.length === 0 || r.codes.includes(code)));
  return met
    ? []
    : [`${where}: ${status} ${code}, expected ${refusals.map((r) => `${r.status} ${r.codes.join('/')}`).join(' or ')}`];
}

const without = (body: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

/** The rows are signed and accepted by the principal; who tries the cells has done nothing yet. */
async function secondPrincipal(world: TestWorld): Promise<void> {
  const person = { account: 'example1.principal2', seat: 'PRINCIPAL' as const, organisation: 'example1', town: 'nancun' };
  const admin = await world.driver.as('county.admin');
  world.accounts[person.account] = await userFor(admin, person, world.organisations.example1 ?? '');
}

/** After every row has been brought to its place: §3 `terminate` needs an enterprise that is `CEASED`. */
async function cease(world: TestWorld): Promise<void> {
  const admin = await world.driver.as('county.admin');
  const path = `/enterprises/${world.organisations.example3}`;
  const etag = (await admin.get(path)).headers.etag ?? '';
  must(await admin.patch(path, { status: 'CEASED' }, { 'If-Match': etag }), 'ceasing example3');
}
