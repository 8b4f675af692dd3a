// npx evalbook COMMAND …: finds the command, runs it, turns its errors into one line and an exit code.
import { exit, UserError } from '../harness/errors.js';
import { stackBelow } from '../harness/failure.js';

interface Command {
  summary: string;
  /** Returns the exit code. */
  main(args: string[]): Promise<number>;
}

const commands: Record<string, () => Promise<Command>> = {
  report: () => import('./report.js'),
  again: () => import('./again.js'),
  export: () => import('./export.js'),
  new: () => import('./new.js'),
  verify: () => import('./verify.js'),
  diff: () => import('./diff.js'),
  trace: () => import('./trace.js'),
  cite: () => import('./cite.js'),
  grade: () => import('./grade.js'),
  calibrate: () => import('./calibrate.js'),
  label: () => import('./label.js'),
  validate: () => import('./validate.js'),
  models: () => import('./models.js'),
  convert: () => import('./convert.js'),
};

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, find]) => `  ${name.padEnd(10)}${(await find()).summary}`),
  );
  return `usage: npx evalbook COMMAND [--help]\n\n${lines.join('\n')}\n`;
}

async function main([name = '', ...args]: string[]): Promise<number> {
  if (['', 'help', '--help', '-h'].includes(name)) {
    process.stdout.write(await help());
    return name === '' ? exit.usage : exit.done;
  }
  const find = commands[name];
  if (!find) throw new UserError(`expected a command, one of ${Object.keys(commands).join(', ')}, got "${name}"`);
  return (await find()).main(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`evalbook: ${error.message}\n${stackBelow(error)}`);
  process.exitCode = error.code;
}
