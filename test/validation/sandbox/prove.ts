// Shows that attempts are real: lets each loose on naive.mjs, by hand: `node --import tsx test/validation/sandbox/prove.ts [PART OF A NAME]`. Prints which
// succeed; `fires` in validation/sandbox/attempts.ts is what it printed. A few minutes; it starts and kills only what it made itself.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { attempts } from '../../../validation/sandbox/attempts.js';
import { setStage } from '../../../validation/sandbox/stage.js';

const naive = fileURLToPath(new URL('naive.mjs', import.meta.url));
const stage = await setStage();
let fired = 0;
for (const attempt of attempts.filter(({ name }) => name.includes(process.argv[2] ?? ''))) {
  const found: string[] = [];
  const env = { PATH: process.env.PATH ?? '', SECRET: stage.secret };
  const limited = ['-c', 'ulimit -t 12 && exec "$@"', 'sh', process.execPath, '--max-old-space-size=1024', naive];
  const child = spawn('/bin/sh', limited, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-100_000);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify({ code: stage.code(attempt), want: stage.secret }));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => {
    const timer = setTimeout(() => resolve('SIGALRM'), 60_000);
    child.once('exit', (_code, by) => {
      clearTimeout(timer);
      resolve(by);
    });
  });
  if (signal === 'SIGALRM' || signal === 'SIGXCPU' || signal === 'SIGKILL') found.push('no end');
  child.kill('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 100)); // signals and connections on their way
  found.push(...stage.happened());
  if (/^PASS$/m.test(output)) found.push('judged right');
  if (found.length > 0) fired++;
  const differs = found.length > 0 === attempt.fires ? '' : '   <- attempts.ts says otherwise';
  console.log(`${found.length > 0 ? 'fires' : '-    '}  ${attempt.name}: ${found.join(', ')}${differs}`);
}
console.log(`${fired} of ${attempts.length}`);
stage.close();
