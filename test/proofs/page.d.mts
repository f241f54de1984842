export const ROOT: string;
export const commit: () => string;
/** No failure in N independent tries: the true rate is below this (95 %). */
export const bound: (count: number) => string;
/** `text` begins with its heading (`## …`). It stands under a mark of its name, and replaces what stood there. */
export function writeSection(name: string, text: string): void;
