import type { ActionName, Mandate } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import type { Requested } from '../platform/http/requested.js';

/** The mandate under which a person does this: one's own before another's. Throws FORBIDDEN where there is none. */
export function mandated(requested: Requested, name: ActionName): Mandate {
  requested.permit(name);
  const mandate = requested.mandate(name);
  if (!mandate) throw refuse('FORBIDDEN');
  return mandate;
}
