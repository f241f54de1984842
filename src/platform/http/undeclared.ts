/** What a handler does not take is an unknown field, not something to overlook in silence (contract §1, 400). */
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { judge } from '../../domain/refusal.js';

/** Whether the handler has a parameter for each. */
export interface Declared { query: boolean; body: boolean }

export const declaredBy = (context: ExecutionContext): Declared =>
  ({ query: takes(context, RouteParamtypes.QUERY), body: takes(context, RouteParamtypes.BODY) });

/** Refuses a query or a body where the handler has no parameter for one. */
export function refuseUndeclared(declared: Declared, query: object, body: unknown): void {
  const names = [
    ...(declared.query ? [] : Object.keys(query)),
    ...(typeof body !== 'object' || body === null || declared.body ? [] : Object.keys(body)),
  ];
  if (names.length > 0) judge(names.map((path) => ({ code: 'UNKNOWN_FIELD', path })));
}

function takes(context: ExecutionContext, kind: RouteParamtypes): boolean {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as object | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${kind}:`));
}
