// npx evalbook COMMAND …: finds the command, runs it, and turns its errors into one line and an exit code.
import { exit, UserError } from '../harness/core/errors.js';
import { stackBelow } from '../harness/core/failure.js';
import { commandNames, isCommand } from './support/command-names.js';
import { commands } from './support/commands.js';
import { ownVersion } from './support/own-package.js';

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, find]) => `  ${name.padEnd(12)}${(await find()).summary}`),
  );
  return `usage: npx evalbook COMMAND [--help]\n       npx evalbook --version\n\n${lines.join('\n')}\n`;
}

async function main([name = '', ...args]: string[]): Promise<number> {
  if (['', 'help', '--help', '-h'].includes(name)) {
    process.stdout.write(await help());
    return name === '' ? exit.usage : exit.done;
  }
  if (name === '--version') {
    process.stdout.write(`${ownVersion()}\n`);
    return exit.done;
  }
  if (!isCommand(name)) throw new UserError(`expected a command, one of ${commandNames.join(', ')}, got "${name}"`);
  return (await commands[name]()).main(args);
}

// `| head`: the reader has enough, which is no failure; what is being done is still done
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`evalbook: ${error.message}\n${stackBelow(error)}`);
  process.exitCode = error.code;
}
