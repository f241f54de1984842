/** The moves as routes: what each is called, what it takes, and how that becomes a command of the domain. */
import { v7 as uuidv7 } from 'uuid';
import type { Commands, MoveName } from '../domain/dossier.js';
import { MOVES } from '../domain/lifecycle.js';
import type { MOVE_NAMES } from '../domain/lifecycle.js';
import type { ActionName } from '../domain/permission.js';
import type { HazardLooking } from './hazard.looking.js';
import * as dto from './move.dto.js';

type RouteName = (typeof MOVE_NAMES)[number];
type Class<T extends object> = new () => T;

export interface MoveRoute<D extends object = object> {
  summary: string;
  dto: Class<D>;
  /** The principal's password is asked again: signing is a legal act. */
  password?: true;
  command(body: D, looking: HazardLooking, passwordRight: boolean | undefined): Commands[MoveName];
}

const route = <D extends object>(summary: string, dtoClass: Class<D>, command: (body: D) => Commands[MoveName]): MoveRoute<D> =>
  ({ summary, dto: dtoClass, command });

export const MOVE_ROUTES: Record<RouteName, MoveRoute> = {
  sign: {
    summary: '签字；他方发现的隐患为签收（主要负责人；或镇检查人员凭签字单代录）', dto: dto.SignDto, password: true,
    command: ({ password: _password, ...body }: dto.SignDto, _looking: HazardLooking, passwordRight: boolean | undefined) => ({ ...body, ...(passwordRight !== undefined && { passwordRight }) }),
  } satisfies MoveRoute<dto.SignDto>,
  'refuse-to-sign': route('记录拒签', dto.RefuseToSignDto, (body) => body),
  'take-over': route('提级接管', dto.OpinionNeededDto, (body) => body),
  confirm: route('确认（两级确认）', dto.OpinionDto, (body) => body),
  'send-back': route('退回', dto.OpinionNeededDto, (body) => body),
  'record-progress': route('记录整改进展', dto.RecordProgressDto, ({ note, evidenceIds }) => ({ note, evidenceIds: evidenceIds ?? [] })),
  amend: {
    summary: '更正（整改开始后修改签字内容）', dto: dto.AmendDto, password: true,
    command: ({ changes: { fiveInPlace, ...changes }, reason, statement }: dto.AmendDto, looking: HazardLooking, passwordRight: boolean | undefined) => ({
      changes: { ...changes, ...(fiveInPlace && { fiveInPlace: looking.sealedFive(fiveInPlace) }) }, reason,
      ...(statement && { statement }), ...(passwordRight !== undefined && { passwordRight }),
    }),
  } satisfies MoveRoute<dto.AmendDto>,
  'submit-rectification': route('申请验收', dto.SubmitRectificationDto, (body) => body),
  accept: route('验收；最后一级通过即销号', dto.AcceptDto, (body) => body),
  'request-extension': route('申请延期', dto.RequestExtensionDto, (body) => ({ id: uuidv7(), ...body })),
  'decide-extension': route('决定延期', dto.DecideExtensionDto, (body) => body),
  reclassify: route('变更等级', dto.ReclassifyDto, (body) => body),
  'list-for-supervision': route('挂牌督办', dto.ListForSupervisionDto, (body) => body),
  delist: route('摘牌', dto.ReasonDto, (body) => body),
  verify: route('核查（真改实改）', dto.VerifyDto, (body) => body),
  'suspend-operations': route('停产停业整顿', dto.SuspendOperationsDto, (body) => body),
  'resume-operations': route('恢复生产', dto.OpinionNeededDto, (body) => body),
  void: route('作废', dto.VoidDto, (body) => body),
  restore: route('撤销作废', dto.ReasonDto, (body) => body),
  terminate: route('关闭取缔办结', dto.TerminateDto, (body) => body),
};

export const actionOf = (move: RouteName): ActionName => MOVES[move].can;
export const ROUTE_NAMES = Object.keys(MOVE_ROUTES) as RouteName[];
