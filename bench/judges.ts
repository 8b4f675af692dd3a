// One judge's speed in a fresh process: JUDGE COUNT. Grades the recorded answers of the models repeatedly until COUNT are graded.
import { readdirSync } from 'node:fs';
import { load } from '../harness/core/load.js';
import { scriptArguments } from '../harness/core/options.js';
import type { Sample } from '../harness/core/types.js';
import { findProject } from '../harness/project.js';
import { readRecords } from '../harness/records/records.js';
import { judgesByName } from '../judges/names.js';
import { type Graded, gradings } from './gradings.js';
import { processorSeconds } from './processes.js';

const [name, count] = scriptArguments() as [string, string];
const grading = gradings.find(({ judge }) => judge === name);
if (!grading) throw new Error(`expected a judge with a dataset, got "${name}"`);
const { dataset } = grading;
const judge = await judgesByName[grading.judge]();

const project = findProject(process.cwd());
const samples = new Map((await load(project, dataset)).samples.map((sample) => [sample.id, sample]));
const answers = readdirSync(project.file(project.records), { withFileTypes: true })
  .filter((one) => one.isDirectory() && one.name !== 'judges' && one.name !== 'readers')
  .flatMap(({ name: model }) => [...readRecords(project, model, dataset).first.values()])
  .filter(({ sample, finish }) => samples.has(sample) && finish !== 'error');
if (answers.length === 0) throw new Error(`expected recorded answers to ${dataset}, found none`);

const places = Array.from({ length: Number(count) }, (_, i) => i % answers.length).values();
const time = judge.recorded ? () => performance.now() / 1000 : processorSeconds; // a recorded judge has its own processes
const start = time();
const work = async () => {
  for (const place of places) {
    const { sample, output, finish } = answers[place] as (typeof answers)[number];
    await judge.grade(samples.get(sample) as Sample, { output, finish });
  }
};
await Promise.all(Array.from({ length: judge.concurrency ?? 1 }, work)); // they share one iterator
const seconds = time() - start;
await judge.close?.();
const graded: Graded = {
  graded: Number(count),
  different: answers.length,
  seconds,
  clock: Boolean(judge.recorded),
  peakMemoryMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
};
process.stdout.write(`${JSON.stringify(graded)}\n`, () => process.exit());
