/** What an operation answers and how it refuses, as the OpenAPI document shows it. */
import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { RefusalCode } from '../../domain/refusal.js';

export const REFUSES_EXTENSION = 'x-refuses';

type View = new () => object;

/** Codes that only this operation has; what every operation shares `buildDocument` adds. */
export const Refuses = (...codes: RefusalCode[]): MethodDecorator => ApiExtension(REFUSES_EXTENSION, codes);

/** The answer: `@Answers(201, HazardView, '已登记')`; without a view for 204. */
export const Answers = (status: number, view: View | null, description: string): MethodDecorator =>
  ApiResponse({ status, description, ...(view && { type: view }) });

/** A page of a list. `members`: further members, e.g. `syncedTo`. */
export const AnswersPage = (view: View, description: string, members: Record<string, object> = {}): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(view),
    ApiResponse({
      status: 200,
      description,
      headers: { Link: { description: '下一页的网址，rel="next"', schema: { type: 'string' } } },
      schema: {
        type: 'object',
        required: ['items', 'nextCursor'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(view) } },
          nextCursor: { type: 'string', nullable: true, description: '取下一页时作为 cursor；没有下一页时为 null' },
          total: { type: 'integer', description: 'count=true 时给出；不超过 10,000 时准确' },
          totalIsAtLeast: { type: 'integer', description: '超过 10,000 时给出' },
          ...members,
        },
      },
    }),
  );
