// What a run prints at the end: one table, then the path written.
import type { RunOptions } from '../core/run-options.js';
import type { Ran } from '../run/ran.js';

/** Prints the summary on standard output: text, or one JSON document with `json`. */
export function summary(name: string, path: string, ran: Ran[], { json, quiet, check }: RunOptions): void {
  const lines = ran.flatMap(({ models, judges, rows, dataset }) =>
    models.flatMap((model) => {
      const own = rows.filter((row) => row.model.id === model.id);
      if (own.length === 0) return []; // a replayed model that covers none of it
      return judges.flatMap((judge) => {
        const grades = own.flatMap(({ grades }) => grades.filter((grade) => grade.judge === judge.name));
        if (grades.length === 0) return []; // it abstains from its own family
        const unscored = grades.filter(({ score }) => score === null).length;
        return {
          model: model.id,
          dataset: dataset.name,
          judge: judge.name,
          passed: grades.filter(({ score }) => score === 1).length,
          scored: grades.length - unscored,
          unscored,
        };
      });
    }),
  );
  if (json)
    process.stdout.write(
      `${JSON.stringify({ report: name, path, asked: ran.reduce((sum, one) => sum + one.asked, 0), results: lines })}\n`,
    );
  else if (!quiet && !check) {
    const widest = Math.max(0, ...lines.map(({ model }) => model.length));
    for (const { model, judge, passed, scored, unscored } of lines)
      process.stdout.write(
        `  ${model.padEnd(widest)}  ${judge.padEnd(5)} ${passed}/${scored} passed${unscored ? `, ${unscored} unscored` : ''}\n`,
      );
    process.stdout.write(`${path}\n`);
  }
}

/** Prints what a shard has of a report's answers. */
export function shardSummary(name: string, ran: Ran[], { json, quiet, shard }: RunOptions): void {
  const asked = ran.reduce((sum, one) => sum + one.asked, 0);
  const answers = ran.reduce((sum, one) => sum + one.rows.length, 0);
  const part = `${shard?.index}/${shard?.of}`;
  if (json) process.stdout.write(`${JSON.stringify({ report: name, shard: part, asked, answers })}\n`);
  else if (!quiet) process.stdout.write(`${name}: shard ${part} has its ${answers} answers, ${asked} of them asked now\n`);
}
