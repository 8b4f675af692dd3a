// Completion in a real shell: commands, and numbers of reports.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandNames } from '../../../cli/support/command-names.js';
import { Project } from '../../fixtures/project.js';

test('bash completes commands and numbers of reports; every shell knows every command', async () => {
  const project = new Project().write('experiments/07-word-problems.ts', '').write('experiments/notes.ts', '');
  const { stdout } = await project.command('completion', 'bash');
  const completed = (...words: string[]) =>
    execFileSync(
      'bash',
      [
        '-c',
        `${stdout}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _evalbook; echo "\${COMPREPLY[*]}"`,
      ],
      { cwd: project.folder, encoding: 'utf8' },
    ).trim();
  assert.is(completed('evalbook', 'rep'), 'report');
  assert.is(completed('npx', 'evalbook', 'ver'), 'verify');
  assert.is(completed('evalbook', 'report', '0'), '07');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const script = (await project.command('completion', shell)).stdout;
    for (const name of commandNames) assert.match(script, name);
  }
  if (existsSync('/bin/zsh')) execFileSync('zsh', ['-n'], { input: (await project.command('completion', 'zsh')).stdout });
  const other = await project.command('completion', 'csh');
  assert.is(other.code, 2);
  assert.match(other.stderr, 'expected a shell, one of bash, zsh, fish, got "csh"');
  project.remove();
});

test.run();
