// Resource use of a process and its children: peak memory and CPU time.
import { readFileSync } from 'node:fs';

/** CPU seconds of this process so far, all threads. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export interface Used {
  /** MB (1,000,000 bytes), each process at its own peak */
  peakMemoryMB: number;
  /** since their start */
  processorSeconds: number;
}

/** Ticks per second of the times in /proc, on all common builds of Linux. */
const ticks = 100;

/** Of this process and all its descendants; null if /proc is not available, as outside Linux. */
export function usedByTree(pid: number | 'self' = 'self'): Used | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const id = Number(/^Pid:\s+(\d+)$/m.exec(status)?.[1]);
    const used: Used = {
      peakMemoryMB: (Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1e6,
      processorSeconds: (Number(stat[11]) + Number(stat[12])) / ticks,
    };
    for (const child of readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').split(' ').filter(Boolean)) {
      const below = usedByTree(Number(child));
      used.peakMemoryMB += below?.peakMemoryMB ?? 0;
      used.processorSeconds += below?.processorSeconds ?? 0;
    }
    return used;
  } catch {
    return null;
  }
}

/** CPU time per token in ms between two measurements of the tree; null if /proc is not available. */
export function processorMsPerToken(before: Used | null, after: Used | null, tokens: number): number | null {
  return before && after && tokens > 0 ? (1000 * (after.processorSeconds - before.processorSeconds)) / tokens : null;
}
