/** Types of throw-away.mjs, which the global setup uses before anything is transformed. */
export function throwAwayDirectory(prefix: string): string;
export function watchOver(directory: string): { also: (pid: number) => void; callOff: () => void };
