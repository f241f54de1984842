import { v7 as newId } from 'uuid';
import type { Caller, Organisation } from '../../domain/permission.js';
import { Requested } from '../http/requested.js';

/** What a program does by itself is done in its own name: no person stands behind it. */
export const SYSTEM_ID = '00000000-0000-7000-8000-000000000000';

/** A request nobody sent: `by` names the program, `for` the organisation on whose behalf it runs. */
export function bySystem(by: string, organisation: Organisation, mandates: Caller['mandates'] = []): Requested {
  return new Requested({
    caller: { kind: 'SYSTEM', id: SYSTEM_ID, name: '系统', organisation, mandates, scopes: [] },
    requestId: newId(), address: '', language: 'zh', method: 'POST', path: by, idempotencyKey: null, bodyHash: null, ifMatch: null,
  });
}
