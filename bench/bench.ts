// The command behind `make bench`: runs the missing measurements, and writes bench/README.md from all of them.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { scriptArguments } from '../harness/core/options.js';
import { progress } from '../harness/core/progress.js';
import { judgesByName } from '../judges/names.js';
import { fileSha256 } from '../models/engine/folder.js';
import { page } from './page.js';
import { bestWay, type Job, ownCost, type PromptFiles, pilots, repeatOf } from './plan.js';
import { prompts } from './prompts.js';
import { Results } from './store.js';
import { type Subject, subjects } from './subjects.js';

const usage = `Measures speed and memory beside llama.cpp and transformers.js, and writes bench/README.md.

  --repeats N    default 5
  --gguf FOLDER  where the GGUF files are; default EVALBOOK_CACHE or ~/.cache/evalbook
  --only NAME    smollm2, qwen-coder or qwen-coder-1.5b
  --minutes N    begin nothing more after N minutes; run again to continue
  --busy         compare the processor time of one thread: for a machine that others use too
  --harness      only what the harness and the judges cost
  --quick        a try: the embedded model and the harness at their smallest, once; writes bench/results/quick.md
  --page         only write the page again, from what is measured
  --fresh        forget what an interrupted run measured

An interrupted run continues where it stopped. Measure on a machine that does nothing else.
`;

const { values: flags } = parseArgs({
  args: scriptArguments(),
  options: {
    repeats: { type: 'string', default: '5' },
    gguf: { type: 'string' },
    only: { type: 'string' },
    minutes: { type: 'string' },
    busy: { type: 'boolean', default: false },
    harness: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (flags.help) {
  process.stdout.write(usage);
  process.exit();
}

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = `${here}results`;
const file = (name: string) => `${folder}/${name}`;
const { quick } = flags;
const mode = flags.busy ? 'busy' : 'clock';
const repeats = quick ? 1 : Number(flags.repeats);
const stored = file(quick ? 'quick.jsonl' : `${mode}.jsonl`);
const kept = file(`${mode}-last.jsonl`);
const until = performance.now() + 60_000 * Number(flags.minutes ?? Number.POSITIVE_INFINITY);
mkdirSync(folder, { recursive: true });
if (flags.fresh || quick) rmSync(stored, { force: true });

const all = subjects(flags.gguf);
const present = await checked(
  flags.harness ? [] : all.filter(({ name }, i) => (flags.only ? name === flags.only : !quick || i === 0)),
);
const peer = existsSync(`${here}node_modules/node-llama-cpp/package.json`);
const results = new Results(flags.page && !existsSync(stored) ? kept : stored);
const complete = !flags.page && (await measureAll()) && !quick && !flags.harness && !flags.only;
const target = quick ? file('quick.md') : `${here}README.md`;
writeFileSync(target, await page({ results, subjects: all, judges: Object.keys(judgesByName), peer, quick, busy: flags.busy }));
if (complete) results.finish(kept);
process.stdout.write(`${target}\n`);

/** The subjects whose files are present with the expected hash; reports what is missing. */
async function checked(wanted: Subject[]): Promise<Subject[]> {
  const good: Subject[] = [];
  for (const subject of wanted) {
    const { title, absent, gguf, ggufSha256 } = subject;
    if (existsSync(gguf) && (await fileSha256(gguf)) !== ggufSha256) absent.push(`its GGUF file: expected SHA-256 ${ggufSha256}`);
    if (absent.length > 0) process.stderr.write(`${title}: left out, as these are missing: ${absent.join('; ')}\n`);
    else good.push(subject);
  }
  return good;
}

/** Runs the missing measurements; false if the time budget ran out first. */
async function measureAll(): Promise<boolean> {
  const files = new Map<Subject, PromptFiles>();
  for (const subject of present) files.set(subject, await promptFiles(subject));
  // the code judge has its own processes: only wall time covers them
  const judgesNow = Object.keys(judgesByName).filter((name) => mode === 'clock' || name !== 'code');
  const pilot: Job[] = peer ? [...files].flatMap(([subject, paths]) => pilots(subject, paths, mode)) : [];
  if (!(await each('choose', pilot))) return false;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const jobs = [...files].flatMap(([subject, paths]) =>
      repeatOf(subject, paths, peer ? bestWay(results, subject) : null, repeat, mode),
    );
    const cost = ownCost(judgesNow, repeat, quick);
    if (!(await each(`repeat ${repeat + 1} of ${repeats}`, [...jobs, ...cost]))) return false;
  }
  return true;
}

async function promptFiles({ name, folder: model }: Subject): Promise<PromptFiles> {
  const paths = { all: file(`prompts-${name}.json`), few: file(`prompts-${name}-few.json`) };
  const made = await prompts(model);
  const few = { ...made, bulk: made.bulk.slice(0, 16) };
  writeFileSync(paths.all, JSON.stringify(quick ? few : made));
  writeFileSync(paths.few, JSON.stringify(few));
  return paths;
}

/** Runs the jobs in order; false if the time budget ran out before the last. */
async function each(label: string, jobs: Job[]): Promise<boolean> {
  const bar = progress(label, jobs.length, false);
  for (const { key, measure } of jobs) {
    if (performance.now() > until && !results.has(key)) return false;
    await results.take(key, measure);
    bar.step();
  }
  bar.done();
  return true;
}
