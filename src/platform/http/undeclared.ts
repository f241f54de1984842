/** What a handler does not take is an unknown field, not something to overlook in silence (contract §1, 400). */
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { judge } from '../../domain/refusal.js';

/** Refuses a query or a body where the handler has no parameter for one. */
export function refuseUndeclared(context: ExecutionContext, query: object, body: unknown): void {
  const names = [
    ...(takes(context, RouteParamtypes.QUERY) ? [] : Object.keys(query)),
    ...(typeof body !== 'object' || body === null || takes(context, RouteParamtypes.BODY) ? [] : Object.keys(body)),
  ];
  judge(names.map((path) => ({ code: 'UNKNOWN_FIELD', path })));
}

function takes(context: ExecutionContext, kind: RouteParamtypes): boolean {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as object | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${kind}:`));
}
