import type { AccessLog } from '../ledger/access-log.js';
import type { OnRefused } from './problem.filter.js';

/** Whoever is turned away leaves a line in the access log (security S37). */
export const keptIn = (log: AccessLog): OnRefused => (request, { status, code }) => {
  const { requestId, address } = request.asked;
  log.refused(request.requested?.caller ?? null, { requestId, address, method: request.method, path: request.baseUrl + request.path }, status, code);
};
