// The most memory that a process and its children ever held, as Linux counts it.
import { readFileSync } from 'node:fs';

/** MB (1,000,000 bytes) of this process and all below it, each at its own peak; null where /proc does not say. */
export function peakMemoryOfTree(pid: number | 'self' = 'self'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    const id = Number(/^Pid:\s+(\d+)$/m.exec(status)?.[1]);
    const children = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').split(' ').filter(Boolean);
    return own / 1e6 + children.reduce((sum, child) => sum + (peakMemoryOfTree(Number(child)) ?? 0), 0);
  } catch {
    return null;
  }
}
