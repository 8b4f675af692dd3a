// A measurement in a separate process: a script of this folder that prints one line of JSON.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs bench/SCRIPT with `args`, in `cwd` if given. Errors: Error with the end of its standard error, or after `timeoutSeconds`.
 */
export async function measured<T>(
  script: string,
  args: string[],
  { cwd, timeoutSeconds = 900 }: { cwd?: string; timeoutSeconds?: number } = {},
): Promise<T> {
  const file = script.startsWith('/') ? script : fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutSeconds * 1000,
    ...(cwd && { cwd }),
  });
  const end = () => void child.kill();
  process.once('exit', end);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-2000);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('close', (...ended) => resolve(ended)).once('error', reject);
  });
  process.removeListener('exit', end);
  const line = output.split('\n').find((text) => text.startsWith('{'));
  if (code === 0 && line) return JSON.parse(line) as T;
  throw new Error(
    `${script} ${args.join(' ')}: ended with ${signal ?? `code ${code}`}: ${errors.trim() || 'it printed no line of JSON'}`,
  );
}
