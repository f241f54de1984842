declare module 'pg/lib/utils.js' {
  /** A value as the text, or the bytes, that PostgreSQL takes. */
  export const prepareValue: (value: unknown) => string | Buffer | null;
}
