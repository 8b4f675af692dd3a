// # What the harness costs
//
// Replays recorded answers, grades them and weaves this page, and takes the processor time of each part. It is copied into a temporary project.

import { growthDecoding, growthModel } from '../bench/growth-project.js';
import { processorSeconds } from '../bench/processes.js';
import type { Generation, Judge } from '../harness/core/types.js';
import { notebook, passRate } from '../harness/index.js';
import { json, math } from '../judges/index.js';

const { load, run, show, weave } = notebook(import.meta.url);

const seconds: Record<string, number> = {};

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = processorSeconds();
  const value = await work();
  seconds[name] = (seconds[name] ?? 0) + processorSeconds() - start;
  return value;
}

/** The judge itself, with the processor time of its grades noted. */
function clocked(judge: Judge): Judge {
  const { name } = judge;
  return { ...judge, grade: (sample, generation) => timedNow(name, () => judge.grade(sample, generation)) };
}

function timedNow<T>(name: string, work: () => T): T {
  const start = processorSeconds();
  const value = work();
  seconds[name] = (seconds[name] ?? 0) + processorSeconds() - start;
  return value;
}

const model = {
  ...growthModel,
  generate(): AsyncIterable<Generation> {
    throw new Error('expected every answer to be recorded');
  },
};

let count = 0;
for (const judge of [clocked(math), clocked(json)]) {
  const dataset = await timed('load', () => load(judge.name));
  const rows = await timed('run', () =>
    run({ models: [model], dataset, prompt: ({ input }) => input, judges: [judge], decoding: growthDecoding }),
  );
  count += rows.length;
  await timed('weave', async () => show(passRate(rows, { judge, by: ['model'] }).table()));
}

await timed('weave', () => weave());

const { load: loaded = 0, run: ran = 0, math: mathSeconds = 0, json: jsonSeconds = 0, weave: woven = 0 } = seconds;
const peakMemoryMB = (process.resourceUsage().maxRSS * 1024) / 1e6;
const replay = ran - mathSeconds - jsonSeconds;
process.stdout.write(
  `${JSON.stringify({ rows: count, load: loaded, replay, math: mathSeconds, json: jsonSeconds, weave: woven, process: processorSeconds(), peakMemoryMB })}\n`,
);
