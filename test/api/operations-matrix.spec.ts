/** Every operation × role × inside and outside the scope (contract §2), as typed in `test/model/operations.ts`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOVES, levelOf, type Move } from '../model/contract.js';
import { fields, list, text, type Answer, type Session } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { OPERATION_CELLS, hasForeignScope, type OperationCell } from '../model/operation-cells.js';
import { OPERATIONS, type Operation } from '../model/operations.js';
import { NO_SUCH_ID, moveBody } from '../model/wire.js';
import { comparisons } from '../support/comparisons.js';
import { anew, standing, type Values } from '../support/targets.js';
import { startWorld } from '../support/judged.js';
import type { RunningLedger } from '../support/running-ledger.js';

const nameOf = (op: Operation): string => `${op.method} ${op.path}${op.note ? ` (${op.note})` : ''}`;

function accountOf({ visitor, inside }: OperationCell): string {
  if (visitor === 'ANONYMOUS') return '';
  const level = levelOf(visitor);
  if (level === undefined) return `${inside ? 'example1' : 'example2'}.${visitor.toLowerCase()}`;
  if (visitor === 'ADMINISTRATOR') return 'county.admin';
  if (visitor === 'AUDITOR') return 'county.auditor';
  const office = level === 'TOWN' ? (inside ? 'nancun' : 'bagong') : level.toLowerCase();
  return `${office}.${visitor.startsWith('INSPECTOR') ? 'inspector' : 'supervisor'}`;
}

describe('operation × role × scope', () => {
  let world: RunningLedger;
  let fixed: Values;
  beforeAll(async () => {
    world = await startWorld();
    fixed = { ...(await standing(world)), ...(await comparisons(world)) };
  }, 120_000);
  afterAll(async () => world?.stop());

  it.each(OPERATIONS.map((op): [string, Operation] => [nameOf(op), op]))('%s', async (_name, operation) => {
    const wrong: string[] = [];
    for (const cell of OPERATION_CELLS.filter((c) => c.operation === operation && c.expected !== 'OPEN')) {
      const answer = await visit(cell);
      if (!meets(cell, statusOf(cell, answer))) {
        const who = `${cell.visitor} ${cell.inside ? 'inside' : 'outside'}`;
        wrong.push(`${who}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}, expected ${cell.expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  async function visit(cell: OperationCell): Promise<Answer> {
    const { operation, visitor, inside } = cell;
    const account = accountOf(cell);
    const values = { ...fixed, ...(await anew(world, { operation, seat: visitor, account, of: accountOf({ ...cell, inside: true }) })) };
    const signedIn = operation.fresh === 'session' ? await freshSession(cell, account) : undefined;
    const session = signedIn?.session ?? (await world.driver.as(visitor === 'ANONYMOUS' ? null : account));
    const all: Values = { ...values, refreshToken: signedIn?.refreshToken ?? 'none' };
    // The county and the city see all there is; outside is what does not exist.
    const known = inside || (visitor !== 'ANONYMOUS' && hasForeignScope(visitor)) ? all : unknown(all);
    const answer = await call(session, operation, known, await etagOf(operation, all));
    // A changed password may have ended the sessions that it opened.
    if (operation.path === '/auth/password') world.driver.forget(account);
    return answer;
  }

  async function freshSession(
    { operation, visitor }: OperationCell,
    account: string,
  ): Promise<{ session: Session; refreshToken: string } | undefined> {
    if (visitor === 'KEY' && !operation.public) return undefined;
    if (visitor === 'ANONYMOUS' && !operation.public) return undefined;
    const person = operation.public ? 'example1.operator' : account;
    const opened = await world.driver.signIn(person);
    return operation.public ? { session: await world.driver.as(null), refreshToken: opened.refreshToken } : opened;
  }

  async function etagOf({ match }: Operation, values: Values): Promise<string | undefined> {
    if (!match) return undefined;
    const admin = await world.driver.as('county.admin');
    return (await admin.get(filled(match, values))).headers.etag;
  }

  function call(session: Session, op: Operation, values: Values, etag: string | undefined): Promise<Answer> {
    const path = filled(op.path, values);
    const headers: Record<string, string> = etag ? { 'If-Match': etag } : {};
    if (op.sheet) return session.sheet(path);
    if (op.upload) return session.upload(path, op.upload);
    const body = fill(op.body ?? {}, { ...values, ...moveValues(world.today, values) });
    switch (op.method) {
      case 'GET':
        return session.get(path);
      case 'DELETE':
        return session.delete(path, headers);
      case 'PUT':
        return session.put(path, body, headers);
      case 'PATCH':
        return session.patch(path, body, headers);
      case 'POST':
        return session.post(path, body, headers);
    }
  }
});

/** A batch that is taken judges its row: the row's status counts. */
function statusOf({ operation }: OperationCell, answer: Answer): number {
  if (operation.note !== 'the row' || answer.status !== 200) return answer.status;
  return Number(fields(list(fields(answer.body).results)[0]).status);
}

function meets({ expected, operation, inside }: OperationCell, status: number): boolean {
  if (expected === 'OK') return status >= 200 && status < 300;
  if (expected !== 'REFUSED') return status === expected;
  return status === 403 || status === 404 || (operation.scope === 'BODY' && !inside && status === 422);
}

/** The same body with every id replaced by one that nobody has made. */
function unknown(values: Values): Values {
  const ids = [
    'hazard',
    'townHazard',
    'ledgerNo',
    'evidence',
    'notice',
    'enterprise',
    'centre',
    'operator',
    'principal',
    'key',
    'delegation',
    'freshEnterprise',
    'provisional',
    'colleague',
    'inspection',
    'comparison',
    'draftComparison',
    'published',
    'import',
    'export',
    'webhook',
    'channel',
  ];
  return {
    ...values,
    ...Object.fromEntries(ids.map((id) => [id, NO_SUCH_ID])),
    ledgerNo: '140525100-2020-999999',
    freshArea: '140525999',
  };
}

const filled = (path: string, values: Values): string =>
  path.replace(/\{(\w+)\}/g, (_all, name: string) => text(values[name]) || NO_SUCH_ID);

/** Braces inside a text become text; a text that is one brace alone becomes the value itself. */
function fill(template: unknown, values: Values): unknown {
  if (Array.isArray(template)) return template.map((item) => fill(item, values));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fill(value, values)]));
  }
  if (typeof template !== 'string') return template;
  const alone = /^\{([^{}]+)\}$/.exec(template)?.[1];
  if (alone !== undefined) return values[alone];
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => text(values[name]));
}

/** A well-formed body for each move, so that nothing is refused for its form before it is judged. */
function moveValues(today: string, values: Values): Values {
  const body = (move: Move) =>
    moveBody(move, {
      args: {
        level: 'MAJOR',
        basis: true,
        verdict: move === 'verify' ? 'GENUINE' : 'APPROVED',
        deadline: move === 'verify' ? undefined : addDays(today, 60),
        noticeNo: '停产1',
        description: '更正',
      },
      today,
      paper: move === 'sign' ? {} : { signedSheetEvidenceId: text(values.evidence), signedOn: today },
      password: move === 'sign' ? { password: values.password } : {},
      evidenceIds: [text(values.evidence)],
      documentId: text(values.evidence),
      extensionId: NO_SUCH_ID,
    });
  return Object.fromEntries(
    MOVES.flatMap((move) => [
      [`body of ${move}`, body(move)],
      // The password of a batch stands beside its items.
      [`item of ${move}`, { id: values.hazard, ...body(move), ...(move === 'sign' ? { password: undefined } : {}) }],
    ]),
  );
}
