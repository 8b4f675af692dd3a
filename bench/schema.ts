// What holding answers to a JSON Schema costs: the same prompts with and without, in turn, in one process and on one thread. Each schema is new
// to the process when it comes first, so its masks are made within the time. `npx tsx bench/schema.ts [PROMPTS]` prints a table and JSON.
import { fileURLToPath } from 'node:url';
import { load } from '../harness/core/load.js';
import { markdown } from '../harness/core/tables.js';
import { findProject } from '../harness/project.js';
import { type Decoded, decode, type Prompt } from '../models/engine/decode.js';
import { openModel } from '../models/engine/open.js';
import { Queue } from '../models/engine/queue.js';

interface Line {
  input: string;
  target: { schema: Record<string, unknown> };
}

const folder = fileURLToPath(new URL('../models/smollm2-135m-instruct', import.meta.url));
const { samples } = await load(findProject(process.cwd()), 'json-objects');
const count = Number(process.argv[2] ?? 24);
const picked = Array.from({ length: count }, (_, i) => samples[Math.floor((i * samples.length) / count)] as unknown as Line);
const model = await openModel(folder, 'portable', 1);
const endless = { ...model, eosTokenIds: new Set<number>() };

/** Milliseconds of processor time, of which a busy machine takes none away. */
const clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function timed(prompts: Prompt[], batch: number, ends: boolean): Promise<{ ms: number; answers: Decoded[] }> {
  const from = clock();
  const answers: Decoded[] = [];
  for await (const one of decode(ends ? model : endless, model.runner(batch), new Queue(prompts, true))) answers.push(one);
  return { ms: clock() - from, answers };
}

/** Answers under their schemas, and as many tokens without; the order changes from one round to the next. */
async function contest(some: Line[], batch: number, held: 'first' | 'last') {
  const ids = some.map(({ input }) => model.encodeChat([{ role: 'user', content: input }]));
  const under = (i: number): Prompt => ({
    index: i,
    ids: ids[i] as number[],
    decoding: { maxNewTokens: 160, schema: (some[i] as Line).target.schema },
  });
  const bare = (limits: number[]) =>
    limits.map((maxNewTokens, index) => ({ index, ids: ids[index] as number[], decoding: { maxNewTokens } }));
  const prompts = some.map((_, i) => under(i));
  const early = held === 'first' ? await timed(prompts, batch, true) : null;
  const limits = some.map(() => 70);
  for (const { index, chosen } of early?.answers ?? []) limits[index] = chosen.length;
  const free = await timed(bare(limits), batch, false);
  const late = early ?? (await timed(prompts, batch, true));
  const tokens = (answers: Decoded[]) => answers.reduce((sum, { chosen }) => sum + chosen.length, 0);
  return { held: late.ms, free: free.ms, heldTokens: tokens(late.answers), freeTokens: tokens(free.answers) };
}

const results = [];
for (const batch of [1, 16]) {
  const all = { held: 0, free: 0, heldTokens: 0, freeTokens: 0 };
  const ratios: number[] = [];
  for (let from = 0; from + batch <= picked.length; from += batch) {
    const one = await contest(picked.slice(from, from + batch), batch, (from / batch) % 2 ? 'last' : 'first');
    for (const name of Object.keys(all) as (keyof typeof all)[]) all[name] += one[name];
    ratios.push(one.free / one.freeTokens / (one.held / one.heldTokens));
  }
  ratios.sort((a, b) => a - b);
  results.push({
    batch,
    ...all,
    rounds: ratios.length,
    median: ratios[ratios.length >> 1] ?? Number.NaN,
    throughput: all.free / all.freeTokens / (all.held / all.heldTokens),
  });
}
await model.close();
const right = (title: string) => ({ title, align: 'right' as const });
process.stdout.write(
  `${markdown({
    columns: ['rows', 'rounds', 'ms a token, free', 'ms a token, held', 'throughput held / free', 'median round'].map(right),
    rows: results.map(({ batch, rounds, held, free, heldTokens, freeTokens, throughput, median }) => [
      String(batch),
      String(rounds),
      (free / freeTokens).toFixed(2),
      (held / heldTokens).toFixed(2),
      throughput.toFixed(3),
      median.toFixed(3),
    ]),
  })}\n${JSON.stringify({ results })}\n`,
);
