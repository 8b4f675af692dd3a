import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passages, titleOf, typedNumbers } from '../../../harness/report/prose.js';

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

test('a deeper heading stays within Results; one of the same level, or a higher one, ends them', () => {
  const deeper = '// ## Results\n//\n// ### By 3 levels\n//\n// 12 passed.\n//\n// #### Deeper\n//\n// 13 passed.\n';
  const found = [
    { line: 5, text: '12' },
    { line: 9, text: '13' },
  ];
  assert.equal(typedNumbers(deeper), found);
  assert.equal(typedNumbers(`${deeper}// ## Limitations\n//\n// ### Results of others\n//\n// 14 passed.`), [
    ...found,
    { line: 14, text: '14' },
  ]);
  assert.equal(typedNumbers(`${deeper}// # Another\n//\n// 14 passed.`), found);
  assert.equal(typedNumbers(`${deeper}// ## Limitations\n//\n// ### Of 3 kinds\n//\n// 14 more.`), found);
});

test.run();
