import { getMetadataArgsStorage } from 'typeorm';
import { instantOf } from './types.js';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Columns = [property: string, column: string][];
const known = new Map<object, Columns>();

/** The columns of an entity as [property, column]: the entity is the one list that reads and writes are made from. */
export function columnsOf(entity: new () => object): Columns {
  const columns = known.get(entity) ?? storedColumns(entity).map(({ propertyName, options }): [string, string] => [propertyName, options.name ?? snake(propertyName)]);
  known.set(entity, columns);
  return columns;
}

const storedColumns = (entity: new () => object) =>
  getMetadataArgsStorage().columns.filter((column) => column.target === entity && column.options.select !== false);

/** `h.ledger_no as "ledgerNo", …` */
export const selection = (entity: new () => object, alias: string): string =>
  columnsOf(entity).map(([property, column]) => `${alias}.${column} as "${property}"`).join(', ');

/** `"ledgerNo" text, …`: what `json_to_recordset` makes of objects as they are. */
export const recordset = (entity: new () => object): string =>
  storedColumns(entity).map(({ propertyName, options: { type, array } }) => `"${propertyName}" ${typeof type === 'string' ? type : 'text'}${array ? '[]' : ''}`).join(', ');

/** An object as the row that `json_populate_recordset` takes. */
export function rowOf(entity: new () => object, value: object): Record<string, unknown> {
  const source = value as Record<string, unknown>;
  return Object.fromEntries(columnsOf(entity).map(([property, column]) => [column, source[property]]));
}

/** An object as the values of one `insert … values`, in the order of `columnsOf`: PostgreSQL takes no JSON apart for it. */
export function valuesOf(entity: new () => object): (value: object) => unknown[] {
  const columns = storedColumns(entity).map(({ propertyName, options }) => ({ propertyName, json: options.type === 'jsonb' }));
  return (value) => columns.map(({ propertyName, json }) => {
    const one = (value as Record<string, unknown>)[propertyName];
    return json && one !== null && one !== undefined ? JSON.stringify(one) : one;
  });
}

/** What a statement made by `asList` answers: the columns of an entity in their order, then what stands beside them. */
export interface AsList { list: unknown[] }

/**
 * Each row as one list of JSON: what a driver does for each column of a row is most of what reading it costs, and of JSON it is
 * the names, the same in every row. `beside`: an expression more.
 */
export const asList = (entity: new () => object, alias: string, beside: string): string =>
  `json_build_array(${columnsOf(entity).map(([, column]) => `${alias}.${column}`).join(', ')}, ${beside}) as list`;

/** Reads such rows: in JSON an instant is a text like any other. */
export function fromList<R extends object, B>(entity: new () => object): (row: AsList) => [R, B] {
  const columns = storedColumns(entity).map(({ propertyName, options }) => ({ name: propertyName, isInstant: options.type === 'timestamptz' }));
  const blank = Object.fromEntries<unknown>(columns.map(({ name }) => [name, null]));
  return ({ list }) => {
    const value = { ...blank };
    for (const [at, { name, isInstant }] of columns.entries()) {
      const one = list[at];
      value[name] = isInstant && typeof one === 'string' ? instantOf(one) : one;
    }
    return [value as R, list[columns.length] as B];
  };
}
