/** CPU and memory of processes, as Linux counts them. */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ is 100 on every Linux that we meet. */
const MS_PER_TICK = 10;

interface Stat { parent: number; ticks: number; reaped: number }

function statOf(pid: number): Stat | null {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const number = (index: number) => Number(after[index]);
    return { parent: number(1), ticks: number(11) + number(12), reaped: number(13) + number(14) };
  } catch {
    return null;
  }
}

/** Milliseconds of CPU of one process, all its threads. */
export const cpuMs = (pid: number): number => (statOf(pid)?.ticks ?? 0) * MS_PER_TICK;

/** Of a server and everything it started, what has ended included. */
export function familyCpuMs(postmaster: number): number {
  const own = statOf(postmaster);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => statOf(Number(name)));
  const ticks = children.reduce((sum, child) => sum + (child?.parent === postmaster ? child.ticks : 0), 0);
  return (ticks + (own?.ticks ?? 0) + (own?.reaped ?? 0)) * MS_PER_TICK;
}

export const parentOf = (pid: number): number => statOf(pid)?.parent ?? 0;

export function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}
