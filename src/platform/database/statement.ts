/** A named, prepared SQL statement; `R` is a row of its answer, column aliases being the domain's names. */
export interface Statement<R extends object = object> {
  readonly name: string;
  readonly text: string;
  /** Only for the type. */
  readonly row?: R;
}

const names = new Set<string>();

export function statement<R extends object = object>(name: string, text: string): Statement<R> {
  if (name.length > 60 || names.has(name)) throw new Error(`statement name taken or too long: ${name}`);
  names.add(name);
  return { name, text };
}

/** Prepared too: so they are read once a connection. */
export const BEGIN = statement('begin', 'begin');
export const COMMIT = statement('commit', 'commit');

/** A statement whose text depends on what is asked (lists): planned anew each time, never prepared. */
export const adHoc = <R extends object = object>(text: string): Statement<R> => ({ name: '', text });
