/** Seats by the groups that the role table names, and how a row of the table of operations is written. */
import { SEATS, type Seat } from './contract.js';
import type { Method, Operation } from './operations.js';

export const PEOPLE: Seat[] = SEATS.filter((seat) => seat !== 'KEY');
export const EVERYBODY: Seat[] = [...SEATS];
export const FIRM: Seat[] = ['OPERATOR', 'PRINCIPAL', 'KEY'];
export const TOWN: Seat[] = ['INSPECTOR TOWN', 'SUPERVISOR TOWN'];
export const COUNTY: Seat[] = ['INSPECTOR COUNTY', 'SUPERVISOR COUNTY'];
export const STAFF: Seat[] = [...TOWN, ...COUNTY, 'SUPERVISOR CITY'];
export const OFFICES: Seat[] = [...STAFF, 'ADMINISTRATOR', 'AUDITOR'];
export const ADMIN: Seat[] = ['ADMINISTRATOR'];
export const AUDIT: Seat[] = ['AUDITOR'];
export const OFFICE_READERS: Seat[] = [...ADMIN, ...AUDIT];

type Rest = Omit<Partial<Operation>, 'method' | 'path' | 'allow'>;
export const row = (method: Method, path: string, allow: Seat[], rest: Rest = {}): Operation => {
  const scope = rest.scope ?? (path.includes('{') ? 'OBJECT' : 'COLLECTION');
  return { method, path, allow, denied: 403, scope, ...rest };
};
