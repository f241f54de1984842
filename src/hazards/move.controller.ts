import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Commands, MoveName } from '../domain/dossier.js';
import { refuse } from '../domain/refusal.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Answers, named, Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { isId } from '../platform/http/fields.js';
import { Requested } from '../platform/http/requested.js';
import { checked, IdPipe } from '../platform/http/validation.js';
import { BatchMoveDto } from './batch.dto.js';
import { attempt } from './hazard.controller.js';
import { HazardLooking } from './hazard.looking.js';
import { BatchView, HazardView } from './hazard.whole.view.js';
import { MoveDesk, present } from './move.desk.js';
import { batchExamples, MOVE_EXAMPLES } from './move.examples.js';
import { actionOf, MOVE_REFUSES, MOVE_ROUTES, ROUTE_NAMES } from './move.routes.js';
import type { MoveRoute, RouteName } from './move.routes.js';
import { MoveService } from './move.service.js';
import type { Item } from './move.service.js';

/** `POST /hazards/{id}/<move>` and `POST /hazards/batch/<move>`, made from one table. */
@Controller('hazards')
export class MoveController {
  constructor(
    private readonly desk: MoveDesk,
    private readonly moving: MoveService,
    private readonly looking: HazardLooking,
  ) {}

  one(move: MoveName, route: MoveRoute, requested: Requested, id: string, body: object): Promise<Answer> {
    return this.desk.one(move, route, requested, id, body);
  }

  async many(move: MoveName, route: MoveRoute, requested: Requested, { items, password, atomic }: BatchMoveDto): Promise<Answer> {
    const right = await this.desk.passwordRight(route, requested, password);
    const rows = items.map((row, index) => attempt((): Item<MoveName> => {
      if (typeof row !== 'object' || row === null || Array.isArray(row)) throw refuse('WRONG_TYPE', { expected: '{…}' }, `items[${index}]`);
      const { id, ...rest } = row as { id?: unknown };
      if (!isId(id)) throw refuse('WRONG_UUID', undefined, `items[${index}].id`);
      const body = checked(route.dto, rest, `items[${index}]`);
      return { id: id.toLowerCase(), command: route.command(present(body), this.looking, right) };
    }));
    return this.moving.many(requested, move, rows, atomic ?? false);
  }
}

type Handler = (this: MoveController, requested: Requested, ...rest: never[]) => Promise<Answer>;

/** A handler as if it were written out: the same decorators, applied by hand. */
function handle(name: string, handler: Handler, path: string, route: MoveRoute, move: RouteName, parameters: ParameterDecorator[], types: unknown[], body: MethodDecorator): void {
  const { prototype } = MoveController;
  Object.defineProperty(handler, 'name', { value: name });
  Object.defineProperty(prototype, name, { value: handler, configurable: true, writable: true });
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  parameters.forEach((decorate, index) => decorate(prototype, name, index));
  Reflect.defineMetadata('design:paramtypes', types, prototype, name);
  const batch = path.startsWith('batch/');
  const answers = batch ? Answers(200, BatchView, '逐行结果') : Answers(200, HazardView, '办理后的隐患');
  const told = ApiOperation({ summary: route.summary, operationId: batch ? operationId('hazardBatch', move) : operationId('hazard', move) });
  const refuses = Refuses('MOVE_NOT_ALLOWED', 'VERSION_STALE', ...MOVE_REFUSES[move]);
  for (const decorate of [Post(path), HttpCode(200), Can(actionOf(move)), ApiTags(batch ? '隐患批量办理' : '隐患办理'), told, answers, refuses, body]) decorate(prototype, name, descriptor);
}

/** `submit-rectification` → `hazardSubmitRectification`. */
const operationId = (prefix: string, move: RouteName): string =>
  prefix + move.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

for (const move of ROUTE_NAMES) {
  const route = MOVE_ROUTES[move];
  handle(`batch ${move}`, function (requested: Requested, body: BatchMoveDto) {
    return this.many(move, route, requested, body);
  }, `batch/${move}`, { ...route, summary: `批量：${route.summary}` }, move, [From(), Body()], [Requested, BatchMoveDto], ApiBody({
    examples: named(batchExamples(move)),
    schema: {
      type: 'object', required: ['items'],
      properties: {
        items: { type: 'array', minItems: 1, maxItems: 1000, items: { allOf: [{ type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } }, { $ref: getSchemaPath(route.dto) }] } },
        ...(route.password && { password: { type: 'string', format: 'password' } }),
        atomic: { type: 'boolean', default: false },
      },
    },
  }));
  handle(move, function (requested: Requested, id: string, body: object) {
    return this.one(move, route, requested, id, body);
  }, `:id/${move}`, route, move, [From(), Param('id', IdPipe), Body()], [Requested, String, route.dto], Takes(route.dto, MOVE_EXAMPLES[move]));
}
ApiExtraModels(...ROUTE_NAMES.map((move) => MOVE_ROUTES[move].dto))(MoveController);

export type { Commands };
