/** The same refusals are said once: operations refer to them. */
import { createHash } from 'node:crypto';
import type { OperationShape } from './openapi.problems.js';

type Response = OperationShape['responses'][string];

/** Puts a reference where a response is met more than once; returns those referred to. Named by what they say, so that a name never comes to mean another. */
export function sharedResponses(operations: readonly OperationShape[]): Record<string, Response & { description: string }> {
  const shared: Record<string, Response & { description: string }> = {};
  const uses = new Map<string, { responses: OperationShape['responses']; status: string }[]>();
  for (const { responses } of operations) {
    for (const [status, response] of Object.entries(responses)) {
      if (status < '400') continue;
      const text = JSON.stringify(response);
      uses.set(text, [...(uses.get(text) ?? []), { responses, status }]);
    }
  }
  for (const [text, places] of uses) {
    const [first] = places;
    if (!first || places.length < 2) continue;
    const name = `Refusal${first.status}-${createHash('sha256').update(text).digest('hex').slice(0, 6)}`;
    shared[name] = { description: '', ...(JSON.parse(text) as Response) };
    for (const { responses, status } of places) responses[status] = { $ref: `#/components/responses/${name}` };
  }
  return shared;
}
