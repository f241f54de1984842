/**
 * Text that a spreadsheet program would take for a formula when somebody edits the cell or saves it as CSV (OWASP, CSV
 * injection). An apostrophe in front keeps it text; whatever already has one gets another, so that it can be taken off again.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/;

export const neutralised = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** The text again, where an apostrophe was put in front of it, by us or by a careful person. */
export const asTyped = (text: string): string => (text.startsWith("'") && DANGEROUS.test(text) ? text.slice(1) : text);
