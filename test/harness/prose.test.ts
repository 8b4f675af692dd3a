import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passages, titleOf, typedNumbers } from '../../harness/prose.js';

const script = `// # A question?
//
// In 3 lines of prose.

const x = 1;

show(x);

// ## Results
//
// It solved 12 of 20 cages, 60 %, in 2026 (2026-11-24).
// Intervals are 95 % Wilson; see \`rate(3)\`, [page](x4.md), C12 and smollm2-135m.
// The article asked 4 prompts. <!-- fixed -->

// ## Limitations
//
// Only 7 templates.
`;

test('prose and code come apart, with their lines', () => {
  assert.equal(
    passages(script).map(({ kind, from, to }) => [kind, from, to]),
    [
      ['prose', 1, 4],
      ['code', 5, 8],
      ['prose', 9, 18],
    ],
  );
  assert.is(titleOf(script), 'A question?');
  assert.is(titleOf('const x = 1;'), undefined);
});

test('a number typed into Results is found; dates, the level, names, code, links and marked lines are not', () => {
  assert.equal(typedNumbers(script), [
    { line: 11, text: '12' },
    { line: 11, text: '20' },
    { line: 11, text: '60' },
  ]);
  assert.equal(typedNumbers('// ## 结果\n//\n// 答对了 12 题'), [{ line: 3, text: '12' }]);
});

test.run();
