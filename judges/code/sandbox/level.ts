// The command that starts an isolated child, at the stricter of two levels that this machine supports. B: Node's permission model
// and a realm without host objects. A: Linux namespaces, no capabilities and resource limits, around B. Probed once; there is no
// level C.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Level = 'A' | 'B';

/** The names used in grades. */
export const levelNames: Record<Level, string> = { A: 'A: namespaces and permissions', B: 'B: permissions' };

const here = dirname(fileURLToPath(import.meta.url));

export const pyodideFolder = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));

/** Flags every child runs with: read access to listed files only, no code from strings, no add-ons, bounded memory. */
function nodeFlags(snapshot: string): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const permission = known.has('--permission') ? '--permission' : '--experimental-permission';
  const readable = [join(pyodideFolder, '*'), join(here, '*'), snapshot];
  const optional = [
    '--no-experimental-fetch',
    '--no-experimental-websocket',
    '--no-experimental-sqlite',
    '--disable-wasm-trap-handler',
  ];
  return [
    permission,
    ...readable.map((path) => `--allow-fs-read=${path}`),
    '--disallow-code-generation-from-strings',
    '--disable-proto=throw',
    '--no-addons',
    '--max-old-space-size=256',
    '--no-warnings',
    ...optional.filter((flag) => known.has(flag)),
    ...baseline(),
  ];
}

let v8Flags: string | undefined;

/** Python in WebAssembly starts and runs in half the CPU time without optimising compilation at run time. */
function baseline(): string[] {
  v8Flags ??= spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8', env: {} }).stdout ?? '';
  return v8Flags.includes('--liftoff-only') ? ['--liftoff-only'] : [];
}

// nproc counts per user namespace; data limits memory (V8 reserves far more address space than it uses); files may not grow.
const namespaces = (cpuSeconds: number) => [
  ...[
    'unshare',
    '--user',
    '--map-root-user',
    '--net',
    '--pid',
    '--fork',
    '--kill-child=KILL',
    '--mount',
    '--mount-proc',
    '--ipc',
    '--uts',
  ],
  ...['setpriv', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all'],
  ...['prlimit', `--cpu=${cpuSeconds}`, '--nofile=64', '--fsize=0', '--core=0', '--nproc=64', '--data=1153433600', '--'],
];

/** At level B the shell limits CPU time, if there is one. */
const bounded = (cpuSeconds: number) =>
  existsSync('/bin/sh') ? ['/bin/sh', '-c', `ulimit -t ${cpuSeconds} && exec "$@"`, 'sh'] : [];

export interface Command {
  file: string;
  args: string[];
}

/**
 * The command of one child. `snapshot`: absolute path. `cpuSeconds`: CPU time in whole seconds, including startup (about half a
 * second).
 */
export function childCommand(level: Level, snapshot: string, cpuSeconds: number): Command {
  const node = [process.execPath, ...nodeFlags(snapshot), join(here, 'child.mjs'), pyodideFolder, snapshot];
  const [file = '', ...args] = [...(level === 'A' ? namespaces(cpuSeconds) : bounded(cpuSeconds)), ...node];
  return { file, args };
}

let found: Level[] | undefined;

/** Levels that this machine supports, strictest first; empty if not even B works. */
export function levels(): Level[] {
  found ??= [...(works(namespaces(10)) ? (['A'] as const) : []), ...(permissionsHold() ? (['B'] as const) : [])];
  if (!found.includes('B')) found = []; // A includes B
  return found;
}

function works(prefix: string[]): boolean {
  const [file = '', ...args] = [...prefix, process.execPath, '--version'];
  try {
    execFileSync(file, args, { stdio: 'ignore', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }, timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** Whether this Node, started with the flags, really refuses to read a file outside, to write, and to start a process. */
function permissionsHold(): boolean {
  const probe = `const fs = require('node:fs'); let open = 0; const refused = 'ERR_ACCESS_DENIED';
    const attempts = [() => fs.readFileSync(${JSON.stringify(process.execPath)}), () => fs.writeFileSync(${JSON.stringify(join(here, 'probe'))}, ''),
      () => require('node:child_process').execSync('true'), () => new (require('node:worker_threads').Worker)('1', { eval: true })];
    for (const attempt of attempts) try { attempt(); open++; } catch (error) { if (error.code !== refused) open++; }
    try { new Function('1')(); open++; } catch {}
    process.exit(open === 0 ? 0 : 9);`;
  try {
    execFileSync(process.execPath, [...nodeFlags('/nowhere'), '-e', probe], { stdio: 'ignore', env: {}, timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
