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

/** What a statement made by `asJson` answers. */
export interface AsJson<R extends object> { json: R }

/** Each row as one column of JSON: what a driver does for each column of a row is most of what reading it costs. `beside`: a column of its own, of the row x. */
export const asJson = (select: string, beside: string): string => `select to_json(x) as json, ${beside} from (${select}) x`;

/** Reads such rows of an entity: in JSON an instant is a text like any other. */
export function fromJson<R extends object>(entity: new () => object): (row: AsJson<R>) => R {
  const instants = storedColumns(entity).filter(({ options }) => options.type === 'timestamptz').map(({ propertyName }) => propertyName as keyof R);
  return ({ json }) => {
    for (const name of instants) {
      const value = json[name];
      if (typeof value === 'string') json[name] = instantOf(value) as R[keyof R];
    }
    return json;
  };
}
