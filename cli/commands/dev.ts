// Edit, save, see: watches a script and what it reads, weaves its page anew from the recorded answers, and reloads it in the browser.
import { spawn } from 'node:child_process';
import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256 } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { visible } from '../../harness/core/quote.js';
import { findProject, type Project } from '../../harness/project.js';
import { packageFolder } from '../../harness/report/code-sets.js';
import { reportOf } from '../../harness/report/weave.js';
import { earlierPage, rewovenPage, Weaver } from '../site/rewoven.js';
import { type Serving, serve } from '../site/server.js';
import { openSite, pageOf } from '../site/site.js';
import { lastAnswer } from '../support/last-answer.js';
import { portOf, untilStopped } from '../support/serving.js';
import { named, scriptsOf } from './report.js';

export const summary = 'edit, save, see: a report woven anew at each change: dev NN [--ask] [--port N]';

const usage = `usage: npx evalbook dev NN [--ask] [--port N]
       npx evalbook dev experiments/NN-name.ts

Serves the page of one report on 127.0.0.1, and weaves it anew when its script, a file beside it, a dataset, a judge or a record changes. It is woven
from recorded answers: no model is asked, and no file is written. An error is shown on the page, which stays as it was.

  --ask      where answers are missing, runs \`report NN\`, which asks the models and records and writes as always; the page shows how far it is
  --port N   default: any that is free
  --help     this text

Exit codes: 0 done, 2 usage, 3 the port is taken, 130 interrupted.
`;

/** Serves and watches until it is stopped. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = flags(args);
  if (values.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [wanted, ...more] = positionals;
  if (!wanted || more.length > 0)
    throw new UserError(`expected the number or the script of one report, got "${positionals.join(' ')}"; see --help`);
  const project = findProject(process.cwd());
  const [name = ''] = named(project, await scriptsOf(project), [/\.[cm]?ts$/.test(wanted) ? reportOf(wanted) : wanted]);
  const script = project.at.experiment(name);
  const site = await openSite(project, '');
  const file = site.pages.get(`${name}.md`) ?? `${name}.html`;
  site.pages.set(`${name}.md`, file);
  const weaver = new Weaver(project);
  let page: string | null = null;
  let problem = '';
  const server = await serve(
    async (path) => {
      if (path !== file) return pageOf(project, path);
      return page ?? earlierPage(site, name, problem);
    },
    portOf(values.port),
    () => (problem === '' ? null : ['problem', problem]),
  );
  let asking = false;
  const weave = async () => {
    const from = performance.now();
    const woven = await weaver.weave(script);
    try {
      if (woven.problem !== null) throw new UserError(woven.problem);
      page = rewovenPage(site, name, woven);
      problem = '';
      server.tell('page', '');
      process.stdout.write(`${name}: ${Math.round(performance.now() - from)} ms\n`);
    } catch (error) {
      problem = visible((error as Error).message);
      server.tell('problem', problem);
      process.stderr.write(`${problem}\n`);
      if (values.ask && !asking && /answers? (?:is|are) (?:not recorded|missing)|not recorded/.test(problem)) {
        asking = true;
        ask(project, name, server).finally(() => {
          asking = false;
        });
      }
    }
  };
  await weave();
  process.stdout.write(`${server.address}${file}\n`);
  const watchers = watching(project, (path) => {
    if (path.startsWith(`${project.records}/`) && asking) server.tell('progress', lastAnswer(project.file(path)));
    if (/\.(ts|mts|js|json)$/.test(path) && path !== script) weaver.renew(); // something that it may import
    soon(weave, () => weaver.renew());
  });
  await untilStopped();
  for (const watcher of watchers) watcher.close();
  weaver.close();
  await server.close();
  return exit.interrupted;
}

let timer: NodeJS.Timeout | undefined;
/** since when it runs; null: not now */
let running: number | null = null;
let again = false;
/** A script that runs so long may never end. */
const stuckMs = 10_000;

/** Runs `work` once the changes of one save are all there, never twice at a time. `restart`: begins work anew that may be stuck. */
function soon(work: () => Promise<void>, restart: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    if (running !== null) {
      if (performance.now() - running > stuckMs) restart();
      else again = true;
      return;
    }
    running = performance.now();
    try {
      await work();
    } finally {
      running = null;
      if (again) {
        again = false;
        soon(work, restart);
      }
    }
  }, 15);
}

/** Watches what a script can read; calls with the path of what changed, from the project's folder. */
function watching(project: Project, changed: (path: string) => void): FSWatcher[] {
  const own = ['judges', 'models', 'harness'].filter(
    (room) => existsSync(join(packageFolder, room)) && packageFolder === `${project.folder}/`,
  );
  const folders = [project.experiments, project.datasets, project.records, ...own].filter((path) =>
    existsSync(project.file(path)),
  );
  return folders.map((folder) =>
    watch(project.file(folder), { recursive: true }, (_, path) => {
      const name = path?.replaceAll('\\', '/') ?? '';
      if (
        /\.(ts|mts|js|json|jsonl|md|txt|csv)$/.test(name) &&
        !basename(name).startsWith('.') &&
        isOther(project.file(`${folder}/${name}`))
      )
        changed(`${folder}/${name}`);
    }),
  );
}

const seen = new Map<string, string>();

/** Whether a file holds another text than when it was looked at last: a save is told twice, and a file that is empty is half written. */
function isOther(file: string): boolean {
  try {
    const bytes = readFileSync(file);
    const hash = sha256(bytes);
    if (bytes.length === 0 || seen.get(file) === hash) return false;
    seen.set(file, hash);
    return true;
  } catch {
    return false; // gone, or a folder
  }
}

/** Runs `report` for what is missing, and tells the page how far it is. */
async function ask(project: Project, name: string, server: Serving): Promise<void> {
  const child = spawn(process.execPath, [join(packageFolder, 'cli/bin.mjs'), 'report', name], {
    cwd: project.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const line = text.trim().split('\n').at(-1) ?? '';
    if (line) server.tell('progress', visible(line));
  });
  await new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
}

function flags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ask: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}
