/** Types of processes.mjs, which has to stay plain JavaScript. */

export function commandLine(pid: number): string;
export function pause(ms: number): Promise<void>;
export function until<T>(ask: () => T | Promise<T>, limits: { everyMs?: number; withinMs: number }): Promise<T | undefined>;
export function tryPort(port: number, host?: string): Promise<number | undefined>;
export function runQuietly(
  program: string,
  args: string[],
  how: { cwd: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<{ ok: boolean; said: string }>;
