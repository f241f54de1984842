/** The moves as routes: what each is called, what it takes, and how that becomes a command of the domain. */
import { v7 as uuidv7 } from 'uuid';
import type { Commands, MoveName } from '../domain/dossier.js';
import { MOVES } from '../domain/lifecycle.js';
import type { MOVE_NAMES } from '../domain/lifecycle.js';
import type { ActionName } from '../domain/permission.js';
import type { RefusalCode } from '../domain/refusal.js';
import type { HazardLooking } from './hazard.looking.js';
import * as dto from './move.dto.js';

export type RouteName = (typeof MOVE_NAMES)[number];
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

/** The codes that only this move has; what every operation shares the document adds. */
export const MOVE_REFUSES: Record<RouteName, readonly RefusalCode[]> = {
  sign: ['PASSWORD_INCORRECT', 'ACCOUNT_LOCKED', 'OWNER_AND_DEADLINE_NEEDED', 'FIVE_IN_PLACE_INCOMPLETE', 'SIGNED_SHEET_NEEDED', 'DAY_IN_FUTURE', 'DAY_BEFORE_FOUND'],
  'refuse-to-sign': [],
  'take-over': ['OWNER_AND_DEADLINE_NEEDED', 'TAKE_OVER_TOO_EARLY', 'WORKING_CALENDAR_MISSING'],
  confirm: ['SEPARATION_OF_DUTIES', 'LEVEL_NOT_DUE', 'OWNER_AND_DEADLINE_NEEDED'],
  'send-back': ['SEPARATION_OF_DUTIES', 'LEVEL_NOT_DUE'],
  'record-progress': ['EVIDENCE_UNKNOWN'],
  amend: ['PASSWORD_INCORRECT', 'ACCOUNT_LOCKED', 'EMPTY_CHANGE', 'BASIS_NEEDED', 'SCHEDULE_DEADLINE_DIFFERS', 'ZERO_FUNDS_REASON_NEEDED', 'MILESTONE_AFTER_DEADLINE'],
  'submit-rectification': ['SIGNED_SHEET_NEEDED', 'OWNER_AND_DEADLINE_NEEDED', 'DAY_IN_FUTURE', 'DAY_BEFORE_FOUND', 'EVIDENCE_UNKNOWN', 'CLOSURE_EVIDENCE_MISSING', 'CLOSURE_EVIDENCE_JUDGED', 'FIVE_IN_PLACE_INCOMPLETE', 'CONFIRMATIONS_NEEDED', 'SIGNATURE_NEEDED'],
  accept: ['SEPARATION_OF_DUTIES', 'LEVEL_NOT_DUE', 'SIGNED_SHEET_NEEDED', 'ON_SITE_CHECK_NEEDED', 'SIGNATURE_NEEDED'],
  'request-extension': ['EXTENSION_PENDING', 'EXTENSION_NOT_LATER', 'DEADLINE_IN_PAST', 'EXTENSION_LIMIT', 'ENTRY_LIMIT', 'OWNER_AND_DEADLINE_NEEDED', 'FIVE_IN_PLACE_INCOMPLETE'],
  'decide-extension': ['LEVEL_NOT_DUE', 'EXTENSION_UNKNOWN', 'EXTENSION_DECIDED'],
  reclassify: ['LEVEL_NOT_DUE', 'LEVEL_UNCHANGED', 'BASIS_NEEDED', 'CLAUSE_UNKNOWN', 'ENTRY_LIMIT'],
  'list-for-supervision': ['ALREADY_LISTED', 'DEADLINE_IN_PAST'],
  delist: ['NOT_LISTED'],
  verify: ['SEPARATION_OF_DUTIES', 'DEADLINE_IN_PAST', 'ENTRY_LIMIT'],
  'suspend-operations': ['ALREADY_SUSPENDED', 'RANGE_UPSIDE_DOWN'],
  'resume-operations': ['NOT_SUSPENDED', 'OPEN_MAJOR_UNDER_ORDER'],
  void: ['LEVEL_NOT_DUE', 'DUPLICATE_INVALID', 'ENTRY_LIMIT'],
  restore: ['LEVEL_NOT_DUE', 'EXTERNAL_REF_CONFLICT'],
  terminate: ['ENTERPRISE_NOT_CEASED', 'EVIDENCE_UNKNOWN'],
};
