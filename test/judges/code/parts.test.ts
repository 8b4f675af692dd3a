// The parts of the code judge that need no process: where the program is in an answer, which values are the same, and what a target may be.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError } from '../../../harness/core/errors.js';
import { languageOf } from '../../../judges/code/comments.js';
import { programOf } from '../../../judges/code/program.js';
import { targetOf } from '../../../judges/code/target.js';
import { equal, isTagged, literal, pythonEqual, shown, tagged, untagged } from '../../../judges/code/values.js';

const codes = (answer: string) => programOf(answer).pieces.map(({ code }) => code);

test('fenced blocks, in order; those labelled Python take precedence over unlabelled ones', () => {
  assert.equal(codes('a\n```python\nx = 1\n```\nb\n```py\ny = 2\n```\n```\n1 2\n```\n```bash\nls\n```'), ['x = 1', 'y = 2']);
  assert.equal(codes('```\nx = 1\n```\n```bash\nls\n```'), ['x = 1']);
  assert.equal(codes('```java\nint x;\n```'), ['int x;']);
  assert.equal(codes('~~~python title="x"\nx = "```"\n~~~'), ['x = "```"']);
  assert.equal(codes('- a\n  ```python\n  if x:\n      y\n  ```'), ['if x:\n    y']);
  assert.equal(codes('````python\n```\n````'), ['```']);
  assert.equal(codes('```python\r\nx = 1\r\n```'), ['x = 1']);
});

test('an unclosed block at the end of an answer', () => {
  assert.equal(programOf('```python\nx = 1').open, true);
  assert.equal(programOf('```python\nx = 1\n```\nso').open, false);
  assert.equal(programOf('```python\nx = 1\n```\n```bash\nls').open, false);
  assert.equal(programOf('def f():\n    return').open, true);
  assert.equal(programOf('def f():\n    return 1\n\nThis is it, and').open, false);
});

test('without a fence: lines that look like Python, from the first definition on', () => {
  assert.equal(codes('So:\n\nimport re\n\ndef f(a):\n    return a\n\nprint(f(1))\nIt prints 1.'), [
    'import re\n\ndef f(a):\n    return a\n\nprint(f(1))',
  ]);
  assert.equal(codes('def f(a):\n    return a\n\nfor example, this is prose'), ['def f(a):\n    return a\n']);
  assert.equal(codes('import this idea, with care'), ['import this idea, with care']);
  assert.equal(codes('快速排序如下'), []);
});

test('without a fence: constants right above the first definition belong to it', () => {
  assert.equal(codes('So:\n\nMOD = 7\n\ndef f(n):\n    return n % MOD\n\nDone.'), [
    'MOD = 7\n',
    'def f(n):\n    return n % MOD\n',
  ]);
  assert.equal(codes('# Solution\n\nT = {\n    1: 2,\n}\nLOW, HIGH = 1, 9\nN: int = 3\nimport re\n'), [
    'T = {\n    1: 2,\n}\nLOW, HIGH = 1, 9\nN: int = 3',
    'import re\n',
  ]);
  assert.equal(codes('# the modulus\nM = 7\ndef f(): return M'), ['# the modulus\nM = 7', 'def f(): return M']);
  assert.equal(codes('f = lambda n: n * 7'), ['f = lambda n: n * 7']);
  assert.equal(codes('K = 2\nf = lambda n: n * K\nThat is it.'), ['K = 2', 'f = lambda n: n * K']);
  assert.equal(codes('We need x == 7, or f(x) = 7.\n\ndef f(n):\n    return 7'), ['def f(n):\n    return 7']);
  assert.equal(codes('def f(n):\n    return 7\n\nLIMIT: int = 3\nLIMIT += f(1)'), [
    'def f(n):\n    return 7\n\nLIMIT: int = 3\nLIMIT += f(1)',
  ]);
  assert.equal(codes('x = 3\ny = 4\nso 7.'), [], 'no definition, no program');
});

test("Python's ==", () => {
  const same = (a: unknown, b: unknown, tolerance?: number) => pythonEqual(tagged(a, 'a'), tagged(b, 'b'), tolerance);
  for (const [a, b] of [
    [240, { $float: 240 }],
    [1, true],
    [0, false],
    [{ $float: '-0' }, 0],
    [
      [1, { $tuple: [1] }],
      [{ $float: 1 }, { $tuple: [true] }],
    ],
    [{ $set: [1, 2] }, { $frozenset: [{ $float: 2 }, true] }],
    [{ $dict: [[1, 'a']] }, { $dict: [[true, 'a']] }],
    [{ $int: '100000000000000000000' }, { $float: 1e20 }],
    [{ $float: 'inf' }, { $float: 'inf' }],
    [null, null],
  ] as const)
    assert.ok(same(a, b), JSON.stringify([a, b]));
  for (const [a, b] of [
    [[1], { $tuple: [1] }],
    ['1', 1],
    [null, false],
    [null, 0],
    ['', false],
    [1.5, 1],
    [{ $int: '100000000000000000001' }, { $float: 1e20 }],
    [{ $float: 'nan' }, { $float: 'nan' }],
    [[{ $float: 'nan' }], [{ $float: 'nan' }]],
    [{ $set: [1] }, [1]],
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      [1, 2],
      [2, 1],
    ],
  ])
    assert.not(same(a, b), JSON.stringify([a, b]));
  assert.ok(same([{ $float: 3 }, { k: 0.1 + 0.2 }], [3, { k: 0.3 }], 1e-9));
  assert.ok(same(3.0000000001, 3, 1e-6), 'a whole number may be a float');
  assert.not(same(3.1, 3, 1e-6));
  assert.not(same([3], { $tuple: [3] }, 1));
  assert.not(same('a', { $float: 1 }, 5));
});

test('JSON to Python and back', () => {
  const values = [1, -2, 1.5, 'a"\\\n鸡\u{1f430}', null, true, [1, [2]], { a: 1, b: [] }, { $tuple: [1] }, { $set: [1] }];
  const special = [{ $float: 3 }, { $float: 'nan' }, { $float: '-0' }, { $int: '-99999999999999999999' }, { $dict: [[1, 2]] }];
  for (const value of [...values, ...special, { $frozenset: ['a'] }]) {
    const one = tagged(value, 'x');
    assert.ok(isTagged(JSON.parse(JSON.stringify(one))));
    assert.ok(equal(one, tagged(untagged(one), 'x')));
    assert.not.match(literal(one), /[^ -~]/);
  }
  assert.is(literal(tagged(['a"\n', -2, { $float: 3 }, { $set: [] }], 'x')), '["a\\U00000022\\U0000000a",-0x2,3.0,{*()}]');
  assert.is(shown(tagged([-2, { $float: 'inf' }, { $tuple: ['鸡'] }, { a: null }], 'x'), 60), '[-2, inf, ("鸡",), {"a": None}]');
  assert.is(shown({ s: '\u{1f430}'.repeat(40) }, 10).length, 10);
});

test('equal values must have the same type', () => {
  const same = (a: unknown, b: unknown, tolerance?: number) => equal(tagged(a, 'a'), tagged(b, 'b'), tolerance);
  assert.ok(same({ a: 1, b: [2] }, { b: [2], a: 1 }));
  assert.ok(same({ $set: [1, 2] }, { $set: [2, 1] }));
  assert.ok(same({ $float: 'nan' }, { $float: 'nan' }));
  for (const [a, b] of [
    [1, true],
    [1, { $float: 1 }],
    [[1], { $tuple: [1] }],
    ['1', 1],
    [{ $set: [1] }, { $frozenset: [1] }],
    [{ $float: '-0' }, { $float: 0 }],
    [{ a: 1 }, { $dict: [[{ $tuple: ['a'] }, 1]] }],
    [
      [1, 2],
      [2, 1],
    ],
    [null, false],
  ])
    assert.not(same(a, b), JSON.stringify([a, b]));
  assert.ok(same([0.1 + 0.2, { k: 0.5 }], [0.3, { k: 0.5 }], 1e-9));
  assert.not(same([0.31], [0.3], 1e-9));
  assert.not(same([1], [{ $float: 1 }], 1), 'a tolerance is for floats');
  assert.not(same({ k: 0.5 }, { l: 0.5 }, 1));
});

test('only well-formed values are accepted from a child', () => {
  for (const value of [
    { i: '12' },
    { i: 3 },
    { f: '1,5' },
    { l: 'x' },
    { d: [[null]] },
    { x: 1 },
    { s: 'a', i: '0x1' },
    7,
    undefined,
    { b: 'abc' },
  ])
    assert.not(isTagged(value), JSON.stringify(value));
  let deep: unknown = null;
  for (let i = 0; i < 10_000; i++) deep = { l: [deep] };
  assert.not(isTagged(deep));
});

test('bad targets name the field', () => {
  const good = { entry: 'f', cases: [{ args: [1], want: 1 }] };
  const bad: [unknown, string][] = [
    [3, 'target'],
    [{ ...good, entry: 'f()' }, 'target.entry'],
    [{ ...good, entry: [] }, 'target.entry'],
    [{ ...good, cases: [] }, 'target.cases'],
    [{ ...good, cases: [7] }, 'target.cases[0]'],
    [{ ...good, cases: [{ args: 1, want: 1 }] }, 'target.cases[0].args'],
    [{ ...good, cases: [{ args: [] }] }, 'target.cases[0].want'],
    [{ ...good, cases: [{ args: [2 ** 60], want: 1 }] }, 'target.cases[0].args[0]'],
    [{ ...good, cases: [{ args: [], want: { $tuple: 1 } }] }, 'target.cases[0].want.$tuple'],
    [{ ...good, cases: [{ args: [], want: { $bytes: [] } }] }, 'target.cases[0].want.$bytes'],
    [{ ...good, cases: [{ args: [], want: 1, tolerance: -1 }] }, 'target.cases[0].tolerance'],
    [{ ...good, commentLanguage: 'fr' }, 'target.commentLanguage'],
    [{ ...good, forbid: 'sorted' }, 'target.forbid'],
    [{ ...good, mutates: 1 }, 'target.mutates'],
    [{ ...good, compare: '==' }, 'target.compare'],
    [{ ...good, cases: [{ args: [], want: 1, compare: null }] }, 'target.cases[0].compare'],
  ];
  for (const [target, field] of bad)
    assert.throws(
      () => targetOf({ id: 'x', input: '', target }),
      (error: unknown) => error instanceof FieldError && error.field === field,
      field,
    );
  assert.equal(targetOf({ id: 'x', input: '', target: good }).entries, ['f']);
});

test('language of comments', () => {
  assert.is(languageOf(['示例调用']), 'zh');
  assert.is(languageOf(['将 pivot 左边的元素放入 left']), 'zh');
  assert.is(languageOf(['sort both halves']), 'en');
  assert.is(languageOf(['选择 pivot of the list']), 'mixed');
  assert.is(languageOf(['ответ']), 'other');
  assert.is(languageOf(['---', '1']), null);
});

test.run();
