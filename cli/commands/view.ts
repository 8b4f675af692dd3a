// Serves the pages of the reports to a browser on this machine, each as its files are now.
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { findProject } from '../../harness/project.js';
import { serve } from '../site/server.js';
import { pageOf } from '../site/site.js';
import { portOf, untilStopped } from '../support/serving.js';

export const summary = 'the pages of the reports in your browser, as their files are now: view [--port N]';

const usage = `usage: npx evalbook view [--port N]

Serves what \`site\` writes, built from the reports' files at each look, on 127.0.0.1 alone. The address that it prints has a token; nothing can be
written through it. Ctrl-C ends it.

  --port N   default: any that is free
  --help     this text

Exit codes: 0 done, 2 usage, 3 the port is taken, 130 interrupted.
`;

/** Serves until it is stopped. */
export async function main(args: string[]): Promise<number> {
  const { port, help } = flags(args);
  if (help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const project = findProject(process.cwd());
  const server = await serve((name) => pageOf(project, name), portOf(port));
  process.stdout.write(`${server.address}\n`);
  await untilStopped();
  await server.close();
  return exit.interrupted;
}

function flags(args: string[]) {
  try {
    return parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}
