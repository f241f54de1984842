/** Types of load-county.mjs, which is also the program of a process of its own. */
export function loadCountyInto(env: Record<string, string | undefined>): Promise<void>;
