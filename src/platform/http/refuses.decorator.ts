/** What an operation answers and how it refuses, as the OpenAPI document shows it. */
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiExtension, ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { RefusalCode } from '../../domain/refusal.js';

export const REFUSES_EXTENSION = 'x-refuses';

type View = new () => object;

/** Codes that only this operation has; what every operation shares `buildDocument` adds. */
export const Refuses = (...codes: RefusalCode[]): MethodDecorator => ApiExtension(REFUSES_EXTENSION, codes);

/**
 * The body, with examples by name that the sandbox accepts as they stand (test/api/examples.spec.ts posts each of them).
 * Without them Swagger UI composes one of every field, the optional ones too. Days are told as of `TOLD_ON`.
 */
export const Takes = (dto: View, examples: Record<string, object>): MethodDecorator =>
  ApiBody({ type: dto, examples: named(examples) });

export const named = (examples: Record<string, object>): Record<string, { value: object }> =>
  Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));

/** The answer: `@Answers(201, HazardView, '已登记')`; without a view for 204. */
export const Answers = (status: number, view: View | null, description: string): MethodDecorator =>
  ApiResponse({ status, description, ...(view && { type: view }) });

/** A page of a list. `members`: further members, e.g. `syncedTo`. `others`: the same list in other media. */
export const AnswersPage = (view: View, description: string, members: Record<string, object> = {}, others: Record<string, object> = {}): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(view),
    ApiResponse({
      status: 200,
      description,
      headers: { Link: { description: '下一页的网址，rel="next"', schema: { type: 'string' } } },
      content: { 'application/json': { schema: pageSchema(view, members) }, ...others },
    }),
  );

const pageSchema = (view: View, members: Record<string, object>) => ({
  type: 'object',
  required: ['items', 'nextCursor'],
  properties: {
    items: { type: 'array', items: { $ref: getSchemaPath(view) } },
    nextCursor: { type: 'string', nullable: true, description: '取下一页时作为 cursor；没有下一页时为 null' },
    total: { type: 'integer', description: 'count=true 时给出；不超过 10,000 时准确' },
    totalIsAtLeast: { type: 'integer', description: '超过 10,000 时给出' },
    ...members,
  },
});
