/** Is an answer what the model foretold? Returns what differs, in words; an empty list is agreement. */
import type { Refusal } from './contract.js';
import { fields, list, text, type Answer } from './driver.js';
import { missingParts, pendingLevel, type Hazard, type Person, type World } from './hazard.js';
import { allowedMoves } from './ledger-model.js';

export function differsFromRefusals(answer: Answer, anyOf: Refusal[]): string[] {
  const misses = anyOf.map((refusal) => differsFromRefusal(answer, refusal));
  return misses.some((m) => m.length === 0) ? [] : misses.flat();
}

function differsFromRefusal(answer: Answer, { status, codes }: Refusal): string[] {
  const problem = fields(answer.body);
  const first = text(problem.code);
  const given = [first, ...list(problem.errors).map((error) => text(fields(error).code))];
  if (answer.status !== status)
    return [`answered ${answer.status} ${given.join('+')}, expected ${status} ${codes.join('+')}`];
  const wrong: string[] = [];
  if (!/^[A-Z][A-Z0-9_]*$/.test(first)) wrong.push(`a problem without a code: ${JSON.stringify(answer.body)}`);
  if (codes.length > 0 && !codes.includes(first)) wrong.push(`code ${first}, expected one of ${codes.join(', ')}`);
  // §1: all reasons of one kind at once; for rules that is what lets a caller repair a body in one go.
  const missing = status === 422 ? codes.filter((code) => !given.includes(code)) : [];
  if (missing.length > 0) wrong.push(`errors[] does not name ${missing.join(', ')}`);
  if (status === 409 && first === 'MOVE_NOT_ALLOWED' && !Array.isArray(problem.allowedMoves))
    wrong.push('409 without allowedMoves');
  return wrong;
}

/** The fields that callers steer by. */
export function differsFromHazard(body: unknown, h: Hazard, actor: Person, world: World): string[] {
  const view = fields(body);
  const seen: Record<string, unknown> = {
    status: view.status,
    pendingLevel: view.pendingLevel ?? null,
    level: view.level,
    deadline: view.deadline ?? null,
    version: view.version,
    signed: Boolean(view.signature),
    confirmations: list(view.confirmations).map((c) => text(fields(c).level)),
    acceptances: list(view.acceptances).length,
    extensions: list(view.extensions).length,
    listed: Boolean(view.supervision),
    missing: missingOf(view.fiveInPlace),
  };
  const foretold: Record<string, unknown> = {
    status: h.status,
    pendingLevel: pendingLevel(h),
    level: h.level,
    deadline: h.deadline,
    version: h.version,
    signed: h.signature !== null,
    confirmations: h.confirmations.map((c) => c.level),
    acceptances: h.acceptances.length,
    extensions: h.extensions.length,
    listed: h.listed,
    missing: missingParts(h.five),
  };
  const differing = Object.keys(foretold)
    .filter((key) => JSON.stringify(seen[key]) !== JSON.stringify(foretold[key]))
    .map((key) => `${key} is ${JSON.stringify(seen[key])}, expected ${JSON.stringify(foretold[key])}`);
  return [...differing, ...differingMoves(view.allowedMoves, h, actor, world)];
}

/** `missing[]` in the contract's order; an empty five in place may be answered as null. */
function missingOf(five: unknown): string[] {
  if (five === null || five === undefined) return missingParts({});
  const given = list(fields(five).missing).map(text);
  return missingParts({}).filter((part) => given.includes(part));
}

function differingMoves(answered: unknown, h: Hazard, actor: Person, world: World): string[] {
  const offered = list(answered).map(text);
  const { must, may } = allowedMoves(h, actor, world);
  const lacking = must.filter((move) => !offered.includes(move));
  const surplus = offered.filter((name) => ![...must, ...may].some((move) => move === name));
  return [
    ...(lacking.length > 0 ? [`allowedMoves lacks ${lacking.join(', ')}`] : []),
    ...(surplus.length > 0 ? [`allowedMoves offers ${surplus.join(', ')}`] : []),
  ];
}
