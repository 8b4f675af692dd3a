// Predictions through the real harness: what becomes of them, where the page says it, and which came first, they or the answers.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { seal } from '../../../harness/records/store.js';
import { Project, sums } from '../../fixtures/project.js';

const script = 'experiments/04-predicted.ts';
const page = 'reports/04-predicted.md';
const hypotheses = 'records/hypotheses.jsonl';
const most = "hypothesis('The right one solves most sums.', predicts(solved, '>', 0.5, { model: 'right' }));";

const test = suite<{ project: Project }>('hypothesis');
test.before.each((context) => {
  context.project = new Project().experiment('04-predicted.ts').write('datasets/sums/data.jsonl', sums);
});
test.after.each(({ project }) => project.remove());

/** Replaces a text of the script, which must be there. */
function change(project: Project, from: string, to: string): void {
  const whole = project.read(script);
  assert.ok(whole.includes(from), from);
  project.write(
    script,
    whole.replace(from, () => to),
  );
}

async function done(project: Project, args: string[] = []): Promise<void> {
  const { code, stderr } = await project.run(script, ['--quiet', ...args]);
  assert.is(code, 0, stderr);
}

async function refused(project: Project, message: string): Promise<void> {
  const { code, stderr } = await project.run(script, ['--quiet']);
  assert.is(code, 2, stderr);
  assert.is(stderr.trim().split('\n').length, 1, stderr);
  assert.match(stderr, message);
}

function linesOf(project: Project): Record<string, unknown>[] {
  return project
    .read(hypotheses)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('held, failed, undecided: in the section, and below the title with the answer', async ({ project }) => {
  await done(project);
  const text = project.read(page);
  assert.match(
    text,
    '# Which of two adds better?\n\nNo difference between **right** and **careless** was shown: 20.0 points (95 % interval −45.1 to 71.6, ' +
      'n = 5 questions, p = 1.000, 1 more unscored); 100.0 % (61.0 to 100.0) of 6 answers against 80.0 % (37.6 to 96.4) of 5 answers, 1 unscored. ' +
      'Of 3 predictions 1 held, 1 failed (“It solves fewer than half.”) and 1 is undecided; all were registered before the answers.\n\nAs the first one',
  );
  assert.match(
    text,
    '## Hypothesis\n\nOne of them was made to be right.\n\n' +
      '- **Held**: The right one solves most sums. right: 100.0 % (95 % interval 61.0 to 100.0; 6 questions, 6 answers). Predicted: above 50 %. Registered before the answers.\n' +
      '- **Failed**: It solves fewer than half. right: 100.0 % (95 % interval 61.0 to 100.0; 6 questions, 6 answers). Predicted: below 50 %. Registered before the answers.\n' +
      '- **Undecided**: It solves more than the careless one. right − careless: 20.0 points (95 % interval −45.1 to 71.6; 5 questions, 5 pairs). Predicted: above 0 points. Registered before the answers.\n\n' +
      '## Materials',
  );
  assert.equal(
    linesOf(project).map(({ kind, report, records, recorded, sentence }) => [kind, report, records ?? sentence, recorded]),
    [
      ['stated', '04-predicted', 'records/right/sums.jsonl', 0],
      ['stated', '04-predicted', 'records/careless/sums.jsonl', 0],
      ['prediction', '04-predicted', 'The right one solves most sums.', 0],
      ['prediction', '04-predicted', 'It solves fewer than half.', 0],
      ['prediction', '04-predicted', 'It solves more than the careless one.', 0],
    ],
  );
  const [stated] = (linesOf(project).at(0)?.calls ?? []) as string[];
  assert.is(stated, most.replace('{ model', '{model').replace("' }", "'}").replace(';', ''));
});

test('a replay has the same bytes and adds no line; --check and verify find nothing', async ({ project }) => {
  await done(project);
  const before = [page, hypotheses, 'reports/manifest.json'].map((path) => project.read(path));
  await done(project);
  assert.equal(
    [page, hypotheses, 'reports/manifest.json'].map((path) => project.read(path)),
    before,
  );
  assert.is((await project.run(script, ['--check'])).code, 0);
  const { code, stdout } = await project.command('verify', '--no-rerun');
  assert.is(code, 0, stdout);
  assert.match(stdout, 'predictions: not checked against git, which has no whole history here');
});

test('what was recorded before the prediction is counted, and said', async ({ project }) => {
  const whole = project.read(script);
  for (const line of whole.split('\n').filter((line) => /^hypothesis\(/.test(line))) change(project, `${line}\n`, '');
  change(project, '// ## Hypothesis\n//\n// One of them was made to be right.\n\n', '');
  await done(project);
  assert.not(project.has(hypotheses));
  project.write(script, whole);
  const check = await project.command('report', '--check');
  assert.is(check.code, 1);
  assert.match(check.stderr, hypotheses);
  assert.not(project.has(hypotheses), '--check writes nothing');
  await done(project);
  assert.match(project.read(page), 'and 1 is undecided; all were registered after the first answers.');
  assert.match(project.read(page), 'Predicted: above 50 %. Registered after 12 records were made.\n');
  assert.equal(
    linesOf(project).map(({ kind, recorded }) => [kind, recorded]),
    Array(3).fill(['prediction', 12]),
  );
});

test('a prediction changed after its records is registered anew, and the page says what it read', async ({ project }) => {
  await done(project);
  const line = () => /- .*The right one.*/.exec(project.read(page))?.[0] ?? '';
  change(project, "predicts(solved, '>', 0.5, { model: 'right' })", "predicts(solved, '>', 0.25, { model: 'right' })");
  await done(project);
  assert.match(
    line(),
    'Predicted: above 25 %. Changed after 12 records were made; it read: “The right one solves most sums.” (above 50 %).',
  );
  assert.match(project.read(page), '1 was registered after the first answers, 1 changed after them.');
  assert.is(linesOf(project).length, 6, 'the old line stays');
  change(project, 'The right one solves most sums.', 'The right one solves some sums.');
  await done(project);
  assert.match(
    line(),
    'it read: “The right one solves most sums.” (above 25 %), and before that “The right one solves most sums.” (above 50 %).',
  );
  change(project, 'The right one solves some sums.', 'The right one solves most sums.');
  change(project, '0.25', '0.5');
  await done(project);
  assert.match(line(), 'Predicted: above 50 %. Registered before the answers.', 'as it was');
  assert.match(project.read(page), '- No longer predicted: “The right one solves some sums.” (above 25 %).');
});

test('the same words about other numbers are another prediction; one that is gone is said to be', async ({ project }) => {
  await done(project);
  change(project, "a: 'right', b: 'careless'", "a: 'careless', b: 'right'");
  change(project, `${most}\n`, '');
  await done(project);
  assert.match(
    project.read(page),
    'careless − right: −20.0 points (95 % interval −71.6 to 45.1; 5 questions, 5 pairs). Predicted: above 0 points. ' +
      'Changed after 12 records were made; it read: “It solves more than the careless one.” (above 0 points, of other numbers).',
  );
  assert.match(project.read(page), '- No longer predicted: “The right one solves most sums.” (above 50 %).\n');
});

test('predictions that are taken out with their section are still named', async ({ project }) => {
  await done(project);
  for (const line of project
    .read(script)
    .split('\n')
    .filter((line) => /^hypothesis\(/.test(line)))
    change(project, `${line}\n`, '');
  change(project, '// ## Hypothesis\n//\n// One of them was made to be right.\n\n', '');
  await done(project);
  assert.match(
    project.read(page),
    '1 unscored. No longer predicted: “The right one solves most sums.”, “It solves fewer than half.”, “It solves more than the careless one.”.\n\nAs the first one',
  );
});

test('a draft registers too, before it asks: what is changed after it is changed after its answers', async ({ project }) => {
  await done(project, ['--limit', '1']);
  assert.match(project.read('reports/draft/04-predicted.md'), 'all were registered before the answers.');
  change(project, "'>', 0.5", "'>', 0.25");
  await done(project);
  assert.match(project.read(page), 'Changed after 2 records were made; it read: “The right one solves most sums.” (above 50 %).');
  assert.match(project.read(page), 'Predicted: below 50 %. Registered before the answers.');
});

test('a draft of one model predicts the same as the report, and decides nothing of the other', async ({ project }) => {
  await done(project, ['--only', 'right']);
  const draft = project.read('reports/draft/04-predicted.md');
  assert.match(draft, 'Nothing to decide it by: expected rows of model careless, got rows of right. Predicted: above 0 points.');
  await done(project);
  assert.match(project.read(page), 'all were registered before the answers.');
  assert.is(linesOf(project).filter(({ kind }) => kind === 'prediction').length, 3);
});

test('an interrupted run keeps its place, unless the code was changed before its end', async ({ project }) => {
  const adder = project.read('adder.ts');
  const failing = adder.replace('if (id', "if (id === 'careless' && a > 4) return new Error('out of order');\n    if (id");
  assert.is.not(failing, adder);
  for (const [changed, says] of [
    [false, 'all were registered before the answers.'],
    [true, 'all were registered after the first answers.'],
  ] as const) {
    project.remove('records');
    project.write('adder.ts', failing);
    assert.is((await project.run(script, ['--quiet'])).code, 3);
    assert.equal(
      linesOf(project).map(({ kind, recorded }) => [kind, recorded]),
      Array(2).fill(['stated', 0]),
    );
    project.write('adder.ts', adder);
    if (changed) change(project, "by: ['model']", "by: ['model', 'lang']");
    await done(project);
    assert.match(project.read(page), says);
  }
  assert.match(project.read(page), 'Registered after 10 records were made.');
});

test('a prediction about what the page never shows is refused, with its line', async ({ project }) => {
  change(project, 'headline(solved, difference);', 'headline(solved);');
  change(project, 'show(difference.sentence());\n', '');
  await refused(
    project,
    'experiments/04-predicted.ts:30: expected a prediction about what the page shows, got one about right − careless, which is never shown. Show what it is about',
  );
  change(project, 'headline(solved);', 'headline(solved);\nshow(difference.table());');
  await done(project);
});

test('levels whose rates are shown may be predicted to differ; where they are not shown, not', async ({ project }) => {
  const lines = "const levels = passRate(rows, { judge: adder.judge, by: ['model', 'lang'] });\nshow(levels.table());\n";
  const predicted = "hypothesis('English is easier.', predicts(levels.across('lang', 'en', 'zh'), '>', 0));\n";
  change(project, '\nexport default', `${lines}${predicted}\nexport default`);
  await done(project);
  assert.match(
    project.read(page),
    '- **Undecided**: English is easier. Predicted: each above 0 points. Registered before the answers.\n' +
      '  - undecided: en − zh, right: 0.0 points (95 % interval −56.1 to 56.1; 6 questions, 3 and 3 answers)\n' +
      '  - undecided: en − zh, careless: 33.3 points (95 % interval −',
  );
  change(project, 'show(levels.table());\n', '');
  await refused(project, '04-predicted.ts:33: expected a prediction about what the page shows, got one about en − zh, right,');
});

test('a section without a prediction is refused before a model is asked, a prediction without a section at its end', async ({
  project,
}) => {
  const whole = project.read(script);
  for (const line of whole.split('\n').filter((line) => /^hypothesis\(/.test(line))) change(project, `${line}\n`, '');
  change(project, ' hypothesis,', '');
  await refused(project, 'experiments/04-predicted.ts: expected the section Hypothesis to be predicted in code, got prose alone');
  assert.not(project.has('records/right/sums.jsonl'));
  project.write(script, whole.replace('// ## Hypothesis', '// ## Reasons'));
  await refused(
    project,
    'experiments/04-predicted.ts:29: expected a section `// ## Hypothesis` that says why this is predicted, got none',
  );
});

test('wrong calls are refused in one line', async ({ project }) => {
  const whole = project.read(script);
  for (const [to, message] of [
    [`${most}\n${most}`, 'expected each prediction once, got “The right one solves most sums.” again'],
    ["hypothesis('', predicts(solved, '>', 0));", 'expected hypothesis(\'…\', predicts(…)), got a sentence ""'],
    ["hypothesis('It adds.', true as never);", 'expected hypothesis(\'…\', predicts(…)), got a sentence "It adds." and true'],
    ["hypothesis('It adds.', predicts(solved, '>', 50));", 'expected a threshold from -1 to 1 (20 points are 0.2), got 50'],
    ["hypothesis('It adds.', predicts(solved, '>', 0, { model: 'left' }));", 'expected numbers where {"model":"left"}, got none'],
  ] as const) {
    project.write(
      script,
      whole.replace(most, () => to),
    );
    await refused(project, message);
  }
});

test('a line that was changed is named; one that was sealed anew is no longer what the report rests on', async ({ project }) => {
  await done(project);
  const whole = project.read(hypotheses);
  project.write(hypotheses, whole.replace('"sentence":"It solves fewer', '"sentence":"It solves more'));
  await refused(project, 'records/hypotheses.jsonl:4: expected the checksum');
  const lines = whole.trim().split('\n');
  const { check: _, ...record } = JSON.parse(lines[2] as string);
  project.write(
    hypotheses,
    lines
      .with(2, seal({ ...record, recorded: 7 }))
      .map((line) => `${line}\n`)
      .join(''),
  );
  const { code, stdout } = await project.command('verify', '--no-rerun');
  assert.is(code, 4);
  assert.match(stdout, 'FAULT  records/hypotheses.jsonl: expected 3 lines that a report used');
  assert.match(stdout, 'FAULT  reports/04-predicted.md: is not what the records give');
});

test('a page without predictions and without an answer opens as its script does', async ({ project }) => {
  const plain = readFileSync('test/fixtures/experiments/02-hostile.ts', 'utf8');
  project
    .write('experiments/02-hostile.ts', plain)
    .write('datasets/attacks/data.jsonl', '{"id":"long","input":"long","kind":"long"}\n');
  assert.is((await project.run('experiments/02-hostile.ts')).code, 0);
  assert.match(project.read('reports/02-hostile.md'), '# What can an answer do to the page?\n\nA scripted model gives answers');
  assert.not(project.has(hypotheses));
});

test.run();
