import { getMetadataArgsStorage } from 'typeorm';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns of an entity as [property, column]: the entity is the one list that reads and writes are made from. */
export function columnsOf(entity: new () => object): [property: string, column: string][] {
  return getMetadataArgsStorage().columns
    .filter((column) => column.target === entity && column.options.select !== false)
    .map((column) => [column.propertyName, column.options.name ?? snake(column.propertyName)]);
}

/** `h.ledger_no as "ledgerNo", …` */
export const selection = (entity: new () => object, alias: string): string =>
  columnsOf(entity).map(([property, column]) => `${alias}.${column} as "${property}"`).join(', ');

/** An object as the row that `json_populate_recordset` takes. */
export function rowOf(entity: new () => object, value: object): Record<string, unknown> {
  const source = value as Record<string, unknown>;
  return Object.fromEntries(columnsOf(entity).map(([property, column]) => [column, source[property]]));
}
