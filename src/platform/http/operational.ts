/** House, errors: refusal, operational (may pass, 503), defect (500). Which of the last two an error of PostgreSQL is. */

/** SQLSTATE: connection lost, serialisation, deadlock, lock not available, cancelled, no resources, shutting down. */
const PASSING_STATE = /^(08...|40001|40P01|55P03|57014|53...|57P0.)$/;
const PASSING_SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOSPC', 'EDQUOT', 'EMFILE']);
/** What `pg` and its pool say without a code. */
const PASSING_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Cannot use a pool after calling end|Client was closed|the evidence store does not answer)/;

export function isOperational(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError, errors } = error as { code?: unknown; driverError?: unknown; errors?: unknown };
  if (typeof code === 'string' && (PASSING_STATE.test(code) || PASSING_SYSTEM.has(code))) return true;
  if (PASSING_MESSAGE.test(error.message)) return true;
  return [driverError, error.cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].some((inner) => inner !== error && isOperational(inner));
}
