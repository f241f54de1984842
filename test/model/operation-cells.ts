/** The table of operations, opened out: operation × role × inside or outside the scope → what must be answered. */
import { SEATS, levelOf, type Seat } from './contract.js';
import { OPERATIONS, type Operation } from './operations.js';

export type Visitor = Seat | 'ANONYMOUS';
/** OK is any 2xx; REFUSED is 403 or 404 where the caller may see nothing of that kind at all; OPEN is not judged. */
export type Outcome = 'OK' | 401 | 403 | 404 | 'REFUSED' | 'OPEN';

export interface OperationCell {
  operation: Operation;
  visitor: Visitor;
  inside: boolean;
  /** REFUSED outside a body is any of 403, 404 and 422: the reference is wrong, and where it is noticed is left open. */
  expected: Outcome;
}

export function expectedOutcome(op: Operation, visitor: Visitor, inside: boolean): Outcome {
  if (op.public) return 'OK';
  if (visitor === 'ANONYMOUS') return 401;
  const allowed = op.allow.includes(visitor);
  if (inside) return allowed ? 'OK' : op.open?.includes(visitor) ? 'OPEN' : op.denied;
  if (op.scope === 'BODY') return 'REFUSED';
  // What the table leaves open inside may be nobody's business outside as well: 403 or 404.
  return allowed || (op.denied === 403 && op.open?.includes(visitor)) ? 404 : 'REFUSED';
}

/** Outside, for the county and the city, is an id that does not exist: the same answer (§1). */
const visits = (op: Operation): [Visitor, boolean][] => [
  ['ANONYMOUS', true],
  ...SEATS.map((seat): [Visitor, boolean] => [seat, true]),
  ...(op.scope === 'COLLECTION' || op.public ? [] : SEATS.map((seat): [Visitor, boolean] => [seat, false])),
];
export const OPERATION_CELLS: OperationCell[] = OPERATIONS.flatMap((operation) =>
  visits(operation).map(([visitor, inside]) => ({
    operation,
    visitor,
    inside,
    expected: expectedOutcome(operation, visitor, inside),
  })),
);
/** Seats whose outside is another town or firm; for the others it is an unknown id. */
export const hasForeignScope = (seat: Seat): boolean => levelOf(seat) === undefined || levelOf(seat) === 'TOWN';
