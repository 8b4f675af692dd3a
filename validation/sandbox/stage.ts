// The targets of an attempt: a secret, a port, a process, created for it and monitored.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attempt } from './attempt.js';

export interface Stage {
  /** is in a file, in a process's environment, and the expected result; but in no program */
  secret: string;
  /** The program with its placeholders filled in. */
  code(attempt: Attempt): string;
  /** Side effects since the last call, e.g. "a file was made"; empty if none. Restores the stage. */
  happened(): string[];
  close(): void;
}

/** Creates the stage in a new temporary folder. `snapshot`: the file that attempts try to modify; default: a decoy. */
export async function setStage(snapshot?: string): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-escape-'));
  const secret = `SECRET-${randomBytes(12).toString('hex')}`;
  const [file, witness, decoy] = ['secret', 'witness', 'decoy'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(file, secret);
  writeFileSync(decoy, 'decoy');
  const target = snapshot ?? decoy;
  const kept = join(folder, 'kept');
  copyFileSync(target, kept);
  const hash = () => createHash('sha256').update(readFileSync(target)).digest('hex');
  const before = hash();
  let connections = 0;
  let signals = 0;
  const server: Server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  let victim = startVictim(secret);
  const onSignal = () => {
    signals++;
  };
  process.on('SIGUSR2', onSignal);
  return {
    secret,
    code: ({ code }) =>
      code
        .replaceAll('{file}', file)
        .replaceAll('{witness}', witness)
        .replaceAll('{port}', String(port))
        .replaceAll('{victim}', String(victim.pid))
        .replaceAll('{snapshot}', target),
    happened() {
      const found: string[] = [];
      if (existsSync(witness)) found.push('a file was made');
      rmSync(witness, { force: true });
      if (connections > 0) found.push('a connection was made');
      connections = 0;
      if (signals > 0) found.push('the parent was signalled');
      signals = 0;
      if (victim.exitCode !== null || victim.signalCode !== null) {
        found.push('a process was killed');
        victim = startVictim(secret);
      }
      if (hash() !== before) {
        found.push('the snapshot was changed');
        copyFileSync(kept, target);
      }
      return found;
    },
    close() {
      process.removeListener('SIGUSR2', onSignal);
      victim.kill('SIGKILL');
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startVictim(secret: string): ChildProcess {
  return spawn(process.execPath, ['-e', 'setTimeout(() => {}, 3_600_000)'], { env: { SECRET: secret }, stdio: 'ignore' });
}
