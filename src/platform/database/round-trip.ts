/**
 * All that is asked in one round trip, as one message out and one answer in. `pg` ends every statement with a Sync of its
 * own: the server then answers each with a packet of its own, which wakes us each time. Here one Sync ends them all, a
 * statement whose columns are known is not described again, and the first that fails ends the rest, unanswered.
 */
import type { Socket } from 'node:net';
import pg from 'pg';
import { serialize } from 'pg-protocol';
import { prepareValue } from 'pg/lib/utils.js';
import type { Statement } from './statement.js';
import { TYPES } from './types.js';

/** What one statement answered: its rows, and what it was, as `COMMIT`. */
export interface Answered {
  rows: object[];
  command: string;
}

/** What we use of a connection of `pg`, which keeps for its own queries too which statements it has prepared. */
interface Wire {
  stream: Socket;
  parsedStatements: Record<string, string | undefined>;
  submittedNamedStatements: Record<string, string | undefined>;
  once: (event: string, listener: () => void) => void;
  off: (event: string, listener: () => void) => void;
}

interface Field { name: string; parse: (text: string) => unknown }
type Fields = readonly Field[];
/** The columns of each prepared statement: they cannot change while it is prepared. */
const described = new WeakMap<Wire, Map<string, Fields>>();
const NO_FIELDS: Fields = [];

interface Asked { statement: Statement; values: readonly unknown[]; fields: Fields | undefined; answered: Answered }
interface Waiting { from: number; upTo: number; resolve: (answered: Answered[]) => void; reject: (error: Error) => void }

/** A query of `pg` as it sees it: in a pipeline it takes no others. `name` and `text` are of the statement being answered: it notes what has been parsed. */
export class RoundTrip extends pg.Query {
  name = '';
  text = '';
  private readonly asked: Asked[] = [];
  private readonly waiting: Waiting[] = [];
  /** The one that is being answered. */
  private at = 0;
  private wire: Wire | undefined;

  constructor() {
    super('');
  }

  /** Answered together with everything else of this round trip. */
  ask(statements: readonly Statement[], values: readonly (readonly unknown[])[]): Promise<Answered[]> {
    const from = this.asked.length;
    statements.forEach((statement, index) => this.asked.push({ statement, values: values[index] ?? [], fields: undefined, answered: { rows: [], command: '' } }));
    return new Promise((resolve, reject) => this.waiting.push({ from, upTo: this.asked.length, resolve, reject }));
  }

  get isEmpty(): boolean {
    return this.asked.length === 0;
  }

  override submit = (connection: pg.Connection): Error | null => {
    const wire = this.wire = connection as unknown as Wire;
    try {
      const messages = this.asked.flatMap((one) => this.messagesOf(one, wire));
      if (wire.stream.writable) wire.stream.write(Buffer.concat([...messages, serialize.sync()]));
      this.answering(0);
      return null;
    } catch (error) {
      this.forgetUnparsed(wire);
      return error as Error;
    }
  };

  private answering(at: number): void {
    this.at = at;
    const { name = '', text = '' } = this.asked[at]?.statement ?? {};
    this.name = name;
    this.text = text;
  }

  private messagesOf(asked: Asked, wire: Wire): Buffer[] {
    const { statement: { name, text }, values } = asked;
    const known = name === '' ? undefined : wire.parsedStatements[name] ?? wire.submittedNamedStatements[name];
    if (known !== undefined && known !== text) throw new Error(`another statement has this name: ${name}`);
    asked.fields = known === undefined ? undefined : described.get(wire)?.get(name);
    const messages = [serialize.bind({ statement: name, values: values as unknown[], valueMapper }), ...(asked.fields ? [] : [DESCRIBE]), serialize.execute()];
    if (known !== undefined) return messages;
    if (name !== '') wire.submittedNamedStatements[name] = text;
    return [serialize.parse({ name, text }), ...messages];
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const asked = this.asked[this.at];
    if (asked) asked.fields = fields.map(({ name, dataTypeID }) => ({ name, parse: TYPES.getTypeParser(dataTypeID) }));
  }

  handleDataRow({ fields: texts }: { fields: (string | null)[] }): void {
    const { fields = NO_FIELDS, answered } = this.asked[this.at] ?? {};
    const row: Record<string, unknown> = {};
    for (let index = 0; index < fields.length; index += 1) {
      const { name, parse } = fields[index] as Field;
      const text = texts[index] ?? null;
      row[name] = text === null ? null : parse(text);
    }
    answered?.rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const asked = this.asked[this.at];
    this.answering(this.at + 1);
    if (!asked) return;
    asked.answered.command = text.split(' ', 1)[0] ?? '';
    const { name } = asked.statement;
    if (name === '' || !this.wire) return;
    const known = described.get(this.wire) ?? new Map<string, Fields>();
    if (!known.has(name)) described.set(this.wire, known.set(name, asked.fields ?? NO_FIELDS));
  }

  /** Said by the server, which then waits for the Sync: only after that does the connection say in which state it is. */
  handleError(error: Error, wire: Wire): void {
    this.forgetUnparsed(wire);
    if (!(error instanceof pg.DatabaseError)) return this.fail(error);
    const over = (): void => {
      wire.off('readyForQuery', over);
      wire.off('end', over);
      this.fail(error);
    };
    wire.once('readyForQuery', over);
    wire.once('end', over);
  }

  handleReadyForQuery(): void {
    const answered = this.asked.map((one) => one.answered);
    for (const { from, upTo, resolve } of this.waiting) resolve(answered.slice(from, upTo));
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting) reject(error);
  }

  private forgetUnparsed(wire: Wire): void {
    for (const { statement: { name } } of this.asked.slice(this.at)) delete wire.submittedNamedStatements[name];
  }
}

const DESCRIBE = serialize.describe({ type: 'P', name: '' });
const valueMapper = (value: unknown): unknown => {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? listOf(value) : prepareValue(value);
};
/** As `pg` writes it, without two searches for every element: most hold nothing to be escaped. */
const listOf = (texts: readonly string[]): string =>
  `{${texts.map((text) => (TO_ESCAPE.test(text) ? `"${text.replace(TO_ESCAPE_ALL, String.raw`\$&`)}"` : `"${text}"`)).join()}}`;
const TO_ESCAPE = /["\\]/;
const TO_ESCAPE_ALL = /["\\]/g;
