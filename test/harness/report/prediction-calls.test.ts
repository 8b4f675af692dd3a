import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkSection, codeHash, predictionCalls } from '../../../harness/report/prediction-calls.js';

const script = [
  '// # A question?',
  '//',
  "// In prose, hypothesis('is no call', 1) is none.",
  '',
  'const { hypothesis } = notebook(import.meta.url);',
  '// ## Hypothesis',
  "const text = \"hypothesis('nor here')\"; // nor hypothesis('there')",
  "hypothesis('One (of two).', predicts(difference, '<', -0.2));",
  'nb.hypothesis(',
  '  `Two \\`hypothesis(\\``,',
  "  predicts([a, b], '>', 0, { model: ['x', \"y)\"] }),",
  ');',
  '',
].join('\n');

test('the calls of a script with their lines; strings, comments and prose hold none', () => {
  assert.equal(predictionCalls(script), [
    { from: 8, to: 8, text: "hypothesis('One (of two).', predicts(difference, '<', -0.2))" },
    { from: 9, to: 12, text: "hypothesis(`Two \\`hypothesis(\\``, predicts([a, b], '>', 0, {model: ['x', \"y)\"]}))" },
  ]);
});

test('a formatter changes no call and no hash; a threshold, and any code, does', () => {
  const wrapped = script.replace(
    "hypothesis('One (of two).', predicts(difference, '<', -0.2));",
    "hypothesis(\n  'One (of two).',\n  predicts(difference, '<', -0.2),\n);",
  );
  const texts = (of: string) => predictionCalls(of).map(({ text }) => text);
  assert.equal(texts(wrapped), texts(script));
  assert.is(codeHash(wrapped), codeHash(script));
  assert.is(codeHash(script.replace('In prose', 'In other prose')), codeHash(script));
  for (const changed of [script.replace('-0.2', '-0.1'), script.replace('= notebook', '= otherNotebook')])
    assert.is.not(codeHash(changed), codeHash(script));
  assert.is.not(texts(script.replace('-0.2', '-0.1'))[0], texts(script)[0]);
});

test('a section Hypothesis without code for it is refused; any other script may have none', () => {
  const prose = '// # A?\n//\n// ## Hypothesis\n//\n// All is well.\n\nconst x = 1;\n';
  assert.throws(
    () => checkSection('experiments/01-a.ts', prose),
    'experiments/01-a.ts: expected the section Hypothesis to be predicted in code',
  );
  assert.throws(() => checkSection('a.ts', script, 0), 'got prose alone');
  checkSection('a.ts', script);
  checkSection('a.ts', prose.replace('## Hypothesis', '## Materials'));
});

test.run();
