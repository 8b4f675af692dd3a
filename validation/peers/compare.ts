// Prints how the math judge, the last number and Math-Verify grade each set of answers, by half. `--record PYTHON` asks Math-Verify
// and writes its counts to math-verify.json; `--misses N` prints answers of the tuning half that the judge gets wrong.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findProject } from '../../harness/project.js';
import { type Half, halfOf } from '../halves.js';
import { byLastNumber, byOurs, counted, type Recorded, recorded, recordedCounts, rowsHash, shown } from '../math-peers.js';
import { type Answer, answerSets, spoilt } from '../math-sets.js';
import { corporaOf } from '../project-corpora.js';

const { values: flags } = parseArgs({
  options: { record: { type: 'string' }, misses: { type: 'string' }, set: { type: 'string' }, half: { type: 'string' } },
});
const corpora = corporaOf(findProject(process.cwd()).folder);
const figures: Recorded = { ...recorded, sets: { ...recorded.sets } };

for (const set of answerSets) {
  if (flags.set !== undefined && set.name !== flags.set) continue;
  const all = await set.answers(corpora);
  for (const half of ['tuning', 'report'] as Half[]) {
    if (flags.half !== undefined && half !== flags.half) continue;
    const answers = all.filter(({ input }) => halfOf(input, set.byte) === half);
    const rows = [...answers, ...spoilt(answers)];
    if (flags.record !== undefined) figures.sets[`${set.name}: ${half}`] = asked(flags.record, rows);
    const ours = counted(rows, byOurs);
    console.log(`${set.name} (${half}): ours ${shown(ours)}`);
    console.log(`    last number ${shown(counted(rows, byLastNumber))}`);
    const peer = recordedCounts(set.name, half, rows, figures);
    console.log(`    Math-Verify ${figures.version} ${peer ? shown(peer) : 'not recorded for these rows'}`);
    if (half === 'tuning') {
      const wrong = rows.filter((row) => byOurs(row) !== row.right).slice(0, Number(flags.misses ?? 0));
      for (const row of wrong) console.log(miss(row));
    }
  }
}
if (flags.record !== undefined)
  writeFileSync(fileURLToPath(new URL('math-verify.json', import.meta.url)), `${JSON.stringify(figures, null, 2)}\n`);

function asked(python: string, rows: Answer[]) {
  const script = fileURLToPath(new URL('math-verify.py', import.meta.url));
  const input = rows.map(({ target, output }) => JSON.stringify({ target, output })).join('\n');
  const { stdout, status, stderr } = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const verdicts = stdout.split('\n').filter(Boolean);
  if (status !== 0 || verdicts.length !== rows.length)
    throw new Error(`expected ${rows.length} verdicts, got ${verdicts.length}: ${stderr}`);
  let at = 0;
  return { rows: rowsHash(rows), ...counted(rows, () => verdicts[at++] === '1') };
}

function miss({ input, target, output, right }: Answer): string {
  return `  ${right ? 'MISSED' : 'FALSE PASS'} ${target}\n    Q ${JSON.stringify(input.slice(-200))}\n    A ${JSON.stringify(output.slice(-500))}`;
}
