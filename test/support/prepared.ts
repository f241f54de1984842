/** Brings a hazard to where a move can be made, by the examples of the moves before it. */
import { fields, text, type Answer, type Fields, type LedgerDriver } from '../model/driver.js';
import { must } from './world.js';

export type State = 'REPORTED' | 'CONFIRMING' | 'RECTIFYING' | 'ACCEPTING' | 'CLOSED';
/** The first or the named example of an operation, its ids replaced. */
export type ExampleBody = (operation: string, ids?: Fields, name?: string) => Fields;

const SELF_CHECK = '企业自查，重大（example1.operator）';

export class Prepared {
  /** `work`: does what the worker would do with a comparison that waits. */
  constructor(readonly driver: LedgerDriver, readonly example: ExampleBody, readonly work: (comparisonId: string) => Promise<void>) {}

  async post(account: string, path: string, body: Fields): Promise<Fields> {
    return fields(must(await (await this.driver.as(account)).post(path, body), `${account} ${path}`).body);
  }

  async move(account: string, id: string, move: string, ids: Fields = {}, name?: string): Promise<Fields> {
    return this.post(account, `/hazards/${id}/${move}`, this.example(`post /hazards/{id}/${move}`, ids, name));
  }

  async evidence(account: string, id: string, kind: string): Promise<string> {
    const answer: Answer = await (await this.driver.as(account)).upload(`/hazards/${id}/evidence`, kind);
    return text(fields(must(answer, `evidence of ${id}`).body).id);
  }

  async etag(account: string, path: string): Promise<string> {
    const { headers } = must(await (await this.driver.as(account)).get(path), path);
    return headers.etag ?? '"0"';
  }

  /** The firm's own find: MAJOR with its five in place, or GENERAL. */
  async hazard(state: State = 'REPORTED', level: 'MAJOR' | 'GENERAL' = 'MAJOR'): Promise<string> {
    const body = { ...this.example('post /hazards', {}, SELF_CHECK), level };
    const id = text((await this.post('example1.operator', '/hazards', body)).id);
    const operator = await this.driver.as('example1.operator');
    const five = this.example('put /hazards/{id}/five-in-place');
    must(await operator.put(`/hazards/${id}/five-in-place`, five, { 'If-Match': await this.etag('example1.operator', `/hazards/${id}`) }), 'five in place');
    const steps = [() => this.signed(id), () => this.confirmed(id), () => this.submitted(id), () => this.accepted(id)];
    for (const step of steps.slice(0, STATES.indexOf(state))) await step();
    return id;
  }

  private async signed(id: string): Promise<void> {
    await this.move('example1.principal', id, 'sign');
  }

  private async confirmed(id: string): Promise<void> {
    for (const account of ['nancun.supervisor', 'county.supervisor']) await this.move(account, id, 'confirm');
  }

  private async submitted(id: string): Promise<void> {
    const after = await this.evidence('example1.operator', id, 'AFTER');
    await this.move('example1.operator', id, 'submit-rectification', { evidenceIds: [after] });
  }

  private async accepted(id: string): Promise<void> {
    for (const account of ['nancun.supervisor', 'county.supervisor']) await this.move(account, id, 'accept');
  }
}

const STATES: readonly State[] = ['REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING', 'CLOSED'];
