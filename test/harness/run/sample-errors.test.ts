// A prompt, a target or a judge that fails is named with its sample's file and line, and leaves nothing in the records.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project } from '../../fixtures/project.js';

const data = '{"id":"a","input":"1 + 1","target":2}\n{"id":"b","input":"2 + 2"}\n';
const script = (prompt: string, judge: string) =>
  [
    '// # A question?',
    '',
    "import { notebook } from 'evalbook';",
    "import { math } from 'evalbook/judges';",
    "import { scripted } from '../scripted.js';",
    'const { load, run, weave } = notebook(import.meta.url);',
    "const model = scripted({ say: () => '2' });",
    'const any = (grade: () => any) => ({ name: "any", version: "1", grade });',
    `await run({ models: [model], dataset: await load('q'), judges: [${judge}], decoding: { maxNewTokens: 8 }, prompt: (s): any => ${prompt} });`,
    'void math, any;',
    'export default await weave();',
    '',
  ].join('\n');
const fine = "any(() => ({ judge: 'any', score: 1, verdict: 'right', why: '' }))";
const message = (got: string) =>
  `prompt, sample a: expected a text, or messages { role: 'system' | 'user' | 'assistant', content: 'text' }, got ${got}`;

const cases: [prompt: string, judge: string, line: number, says: string][] = [
  ["{ if (s.id === 'b') throw new TypeError('boom'); return s.input; }", fine, 2, 'prompt, sample b: got an error: boom'],
  ['s.input.target.x', fine, 1, "prompt, sample a: got an error: Cannot read properties of undefined (reading 'x')"],
  ['undefined', fine, 1, message('nothing')],
  ["''", fine, 1, message('""')],
  ['[]', fine, 1, message('[]')],
  ["[{ role: 'usr', content: 'x' }]", fine, 1, message('{"role":"usr","content":"x"}')],
  ["[{ role: 'user', content: 3 }]", fine, 1, message('{"role":"user","content":3}')],
  ['[null]', fine, 1, message('null')],
  ['s.input', 'math', 2, 'judge math, sample b: expected `target` to be a number'],
  ['s.input', "any(() => { throw new Error('bad') })", 1, 'judge any, sample a: expected a grade, got an error: bad'],
  ['s.input', 'any(() => ({}))', 1, "judge any, sample a: expected `judge` to be the judge's own name, got nothing"],
];

for (const [prompt, judge, line, says] of cases)
  test(`${prompt}, ${judge}: file, line and sample`, async () => {
    const project = new Project().write('datasets/q/data.jsonl', data).write('experiments/01-q.ts', script(prompt, judge));
    const { code, stderr } = await project.command('report', '--quiet');
    assert.is(code, 2, stderr);
    assert.ok(stderr.startsWith(`experiments/01-q.ts: datasets/q/data.jsonl:${line}: ${says}`), stderr);
    assert.is(project.has('records/scripted/q.jsonl'), prompt === 's.input', 'records only where the model was asked');
    assert.not(project.has('reports/01-q.md'));
    project.remove();
  });

test('a model that fails at once leaves no empty record file', async () => {
  const failing = script('s.input', fine).replace(
    "scripted({ say: () => '2' })",
    "{ ...scripted({ say: () => '2' }), generate: async function* () { throw new Error('no device'); } }",
  );
  const project = new Project().write('datasets/q/data.jsonl', data).write('experiments/01-q.ts', failing);
  const { code, stderr } = await project.command('report', '--quiet');
  assert.not(code === 0);
  assert.match(stderr, 'no device');
  assert.not(project.has('records/scripted/q.jsonl'));
  project.remove();
});

test.run();
