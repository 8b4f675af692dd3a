// Prints how far the poem judge's variety puts answers in the order of their readers (datasets/poem-fluency), by language and half:
// windows of 50 were chosen after a look at all answers, so that the report half is no blind test.
import { sha256 } from '../../harness/core/canonical.js';
import { load } from '../../harness/core/load.js';
import { findProject } from '../../harness/project.js';
import { bootstrap, spearman } from '../../harness/stats/index.js';
import { poem } from '../../judges/poem/index.js';

const { samples } = await load(findProject(process.cwd()), 'poem-fluency');
const rows = await Promise.all(
  samples.map(async (sample) => {
    const { details = {} } = await poem.grade(sample, { output: String(sample.output), finish: 'stop' });
    const half = Number.parseInt(sha256(sample.id).slice(0, 2), 16) % 2 === 0 ? 'tuning' : 'report';
    const { lang, prompt, reading } = sample;
    return { lang, prompt, half, loops: details.loops === true, variety: Number(details.variety), reading: Number(reading) };
  }),
);
for (const lang of ['en', 'zh'])
  for (const half of ['tuning', 'report'])
    for (const [name, some] of [
      ['all', rows],
      ['without a loop', rows.filter(({ loops }) => !loops)],
    ] as const) {
      const own = some.filter((row) => row.lang === lang && row.half === half);
      const prompts = [...new Set(own.map(({ prompt }) => prompt))].map((prompt) => own.filter((row) => row.prompt === prompt));
      const of = (part: typeof own) =>
        spearman(
          part.map(({ variety }) => variety),
          part.map(({ reading }) => reading),
        );
      const { low, high } = bootstrap(prompts.length, (drawn) => of(drawn.flatMap((i) => prompts[i] ?? [])), {
        draws: 2000,
        seed: 'variety',
      });
      console.log(
        `${lang}, ${half}, ${name}: ${of(own).toFixed(2)} [${low.toFixed(2)} to ${high.toFixed(2)}], n = ${own.length}`,
      );
    }
