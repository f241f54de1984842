/** Commands of the model as requests of the contract (§3): bodies, paths, and the ids that the answers brought. */
import { levelOf, type Move } from './contract.js';
import { fields, list, text, type Answer, type Fields, type LedgerDriver } from './driver.js';
import { addDays } from './effects.js';
import type { Command, EvidenceKind, FiveInPlace, MoveCommand, Person, Registration } from './hazard.js';
import { isTownStaff } from './separation.js';

/** What the commands need of a ledger; the wire is one, a deliberately broken model in the spec is another. */
export interface Ledger {
  today: string;
  register(wanted: Registration, by: Person): Promise<Answer>;
  /** `version` is the one to send as `If-Match` where the contract asks for it. */
  send(command: Command, actor: Person, version: number): Promise<Answer>;
  read(ref: string, actor: Person): Promise<Answer>;
}

interface Known {
  id: string;
  evidence: Record<EvidenceKind, string[]>;
  extensions: string[];
}

/** A UUID v7 that no ledger has made. */
export const NO_SUCH_ID = '01890000-0000-7000-8000-000000000000';
/** Found early enough for every deadline and late enough for a year that the calendar knows. */
export const FOUND_ON = '2026-01-05';

export class WireLedger implements Ledger {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly driver: LedgerDriver,
    private readonly passwordOf: (account: string) => string,
    private readonly enterpriseIds: Record<string, string>,
    readonly today: string,
  ) {}

  async register(wanted: Registration, by: Person): Promise<Answer> {
    const session = await this.driver.as(by.account);
    const answer = await session.post(
      '/hazards',
      registrationBody(wanted, by, this.enterpriseIds[wanted.enterprise] ?? ''),
    );
    const id = text(fields(answer.body).id);
    if (id) this.known.set(wanted.ref, { id, evidence: { AFTER: [], DOCUMENT: [], SIGNED_SHEET: [] }, extensions: [] });
    return answer;
  }

  async read(ref: string, actor: Person): Promise<Answer> {
    const session = await this.driver.as(actor.account);
    return session.get(`/hazards/${this.of(ref).id}`);
  }

  async send(command: Command, actor: Person, version: number): Promise<Answer> {
    const session = await this.driver.as(actor.account);
    const row = this.of(command.ref);
    const path = `/hazards/${row.id}`;
    const stale = 'stale' in command && command.stale === true;
    const match = { 'If-Match': `"${stale ? version - 1 : version}"` };
    switch (command.kind) {
      case 'move': {
        const body = this.moveBody(command, actor, row);
        const answer = await session.post(`${path}/${command.move}`, body, stale ? match : {});
        if (answer.status < 300) row.extensions = list(fields(answer.body).extensions).map((e) => text(fields(e).id));
        return answer;
      }
      case 'edit':
        return session.patch(path, editBody(command.change), match);
      case 'five':
        return session.put(`${path}/five-in-place`, fiveBody(command.five), match);
      case 'evidence': {
        const answer = await session.upload(`${path}/evidence`, command.evidence);
        const id = text(fields(answer.body).id);
        if (answer.status < 300) row.evidence[command.evidence].push(id);
        return answer;
      }
    }
  }

  private of(ref: string): Known {
    return (
      this.known.get(ref) ?? { id: NO_SUCH_ID, evidence: { AFTER: [], DOCUMENT: [], SIGNED_SHEET: [] }, extensions: [] }
    );
  }

  private moveBody({ move, args }: MoveCommand, actor: Person, row: Known): Fields {
    const sheet = { signedSheetEvidenceId: row.evidence.SIGNED_SHEET[0] ?? NO_SUCH_ID, signedOn: this.today };
    const onPaper = move === 'accept' ? args.paper === true : isTownStaff(actor);
    // A key has no password, and types something all the same: the refusal is not about the form.
    const typed = args.password === 'WRONG' ? 'not-my-password-1' : this.passwordOf(actor.account) || 'none';
    return moveBody(move, {
      args,
      today: this.today,
      paper: onPaper ? sheet : {},
      password: levelOf(actor.seat) === undefined ? { password: typed } : {},
      evidenceIds: args.withAfter ? row.evidence.AFTER.slice(-1) : row.evidence.DOCUMENT.slice(0, 1),
      documentId: row.evidence.DOCUMENT[0] ?? NO_SUCH_ID,
      extensionId: row.extensions[args.extension ?? -1] ?? NO_SUCH_ID,
      duplicateOf: args.duplicateOf === undefined ? undefined : this.of(args.duplicateOf).id,
    });
  }
}

export interface MoveFacts {
  args: MoveCommand['args'];
  today: string;
  paper: Fields;
  password: Fields;
  evidenceIds: string[];
  documentId: string;
  extensionId: string;
  duplicateOf?: string | undefined;
}

/** The body of each move, exactly the fields of the contract's table. */
export function moveBody(move: Move, f: MoveFacts): Fields {
  const { args, today } = f;
  const bodies: Record<Move, () => Fields> = {
    sign: () => (Object.keys(f.paper).length > 0 ? f.paper : { ...f.password, statement: '本人确认以上内容属实' }),
    'refuse-to-sign': () => ({ reason: '负责人不在场', witness: '李四' }),
    'take-over': () => ({ opinion: '提级接管' }),
    confirm: () => ({ opinion: '情况属实' }),
    'send-back': () => ({ opinion: '请补充说明' }),
    'record-progress': () => ({ note: '正在整改', evidenceIds: [] }),
    amend: () => ({
      changes: {
        ...(args.description ? { description: args.description } : {}),
        ...(args.five ? { fiveInPlace: fiveBody(args.five) } : {}),
      },
      reason: '更正笔误',
      ...f.password,
    }),
    'submit-rectification': () => ({
      summary: '已整改',
      completedOn: today,
      fundsSpentYuan: '1000.00',
      evidenceIds: f.evidenceIds,
      ...f.paper,
    }),
    accept: () => ({ opinion: '同意', checkedOnSite: args.onSite === true, ...f.paper }),
    'request-extension': () => ({ deadline: args.deadline, reason: '配件未到', interimMeasures: '设置警戒' }),
    'decide-extension': () => ({ extensionId: f.extensionId, verdict: args.verdict, opinion: '按规定办理' }),
    reclassify: () => ({ level: args.level, reason: '重新认定', ...(args.basis ? { basisNote: '现场认定' } : {}) }),
    'list-for-supervision': () => ({
      supervisingLevel: 'COUNTY',
      unit: '县应急管理局',
      noticeNo: '督办1',
      deadline: addDays(today, 30),
    }),
    delist: () => ({ reason: '摘牌' }),
    verify: () => ({
      verdict: args.verdict,
      opinion: '已现场核查',
      ...(args.deadline ? { deadline: args.deadline } : {}),
    }),
    'suspend-operations': () => ({ noticeNo: args.noticeNo, from: today, reason: '存在重大隐患' }),
    'resume-operations': () => ({ opinion: '同意恢复' }),
    void: () => ({ reason: '登记有误', ...(f.duplicateOf ? { duplicateOf: f.duplicateOf } : {}) }),
    restore: () => ({ reason: '作废有误' }),
    terminate: () => ({ noticeNo: '关闭1', evidenceId: f.documentId }),
  };
  return bodies[move]();
}

export const OWNER = { name: '王五', post: '车间主任', phone: '13800000000', department: '生产部' };

export function registrationBody(r: Registration, by: Person, enterpriseId: string): Fields {
  const level = levelOf(by.seat);
  const proxy = r.finder === 'ENTERPRISE' && level !== undefined;
  const source =
    r.finder === 'ENTERPRISE' ? 'ENTERPRISE_SELF_CHECK' : level === 'TOWN' ? 'TOWN_INSPECTION' : 'COUNTY_INSPECTION';
  return {
    enterpriseId,
    level: r.level,
    source: level === 'CITY' ? 'SUPERIOR_INSPECTION' : source,
    sector: 'METALLURGY',
    category: 'EQUIPMENT',
    description: `煤气区域隐患 ${r.ref}`,
    location: '一车间',
    foundOn: FOUND_ON,
    foundBy: [{ name: '张三', post: '安全员', organisation: by.organisation }],
    ...(proxy ? { enteredByProxy: true } : {}),
    ...(r.level === 'MAJOR' ? { basisNote: '现场认定' } : {}),
    ...(r.hasOwner ? { owner: OWNER } : {}),
    ...(r.deadline ? { deadline: r.deadline } : {}),
  };
}

const editBody = (change: Fields): Fields => ('owner' in change ? { owner: { ...OWNER, name: change.owner } } : change);

export function fiveBody(five: FiveInPlace): Fields {
  return {
    ...(five.measures ? { measures: five.measures } : {}),
    ...(five.responsibility
      ? { responsibility: { unit: five.responsibility, person: '王五', phone: '13800000000' } }
      : {}),
    ...(five.funds ? { funds: { amountYuan: '1000.00', source: five.funds } } : {}),
    ...(five.schedule
      ? { schedule: { deadline: five.schedule, milestones: [{ day: five.schedule, goal: '完成' }] } }
      : {}),
    ...(five.contingencyPlan ? { contingencyPlan: { summary: five.contingencyPlan } } : {}),
  };
}
