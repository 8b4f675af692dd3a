// `make test`: three processes, as many tests wait for processes of their own: the package and the guide, judges and commands, and all the rest.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const uvu = fileURLToPath(import.meta.resolve('uvu')).replace(/dist\/index\.mjs$/, 'bin.js');

/** The totals that uvu prints at its end. */
interface Totals {
  Total: number;
  Passed: number;
  Skipped: number;
}

/** Runs uvu on `args`; resolves with its output and exit code. `live`: shows it as it comes. */
function run(args: string[], live: boolean): Promise<{ code: number; output: string }> {
  const color = process.stdout.isTTY && !process.env.NO_COLOR ? [] : ['--no-color'];
  const child = spawn(process.execPath, ['--import', 'tsx', uvu, ...color, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (live) process.stdout.write(text);
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Zeros where a process ended before its totals; its exit code is not 0 then. */
function totalsOf(output: string): Totals {
  const of = (name: string) => Number(new RegExp(`^ *${name}: *(\\d+)`, 'm').exec(output)?.[1] ?? 0);
  return { Total: of('Total'), Passed: of('Passed'), Skipped: of('Skipped') };
}

const groups = ['package\\.|docs\\.', '(judges|validation|cli|datasets|bench)/'];
const rest = run(['test', `^(?!${groups.join('|')}).*\\.test\\.ts$`], true);
const others = groups.map((group) => run(['test', `^(${group}).*test\\.ts$`], false));
const ended = await Promise.all([rest, ...others]);
for (const { output } of ended.slice(1)) process.stdout.write(output);
const totals = ended.map(({ output }) => totalsOf(output));
for (const name of ['Total', 'Passed', 'Skipped'] as const)
  process.stdout.write(`  ${`${name}:`.padEnd(10)} ${totals.reduce((sum, one) => sum + one[name], 0)}\n`);
// a hook that throws leaves its tests out, and uvu's exit code 0
const lost = totals.some(({ Total, Passed, Skipped }) => Total === 0 || Passed + Skipped < Total);
process.exitCode = Math.max(Number(lost), ...ended.map(({ code }) => code));
