// Planted answers for every rule of the code judge, each run in a process of its own; then what happens without isolation, and to the processes.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Grade } from '../../../harness/core/types.js';
import { codeJudge } from '../../../judges/code/index.js';
import { levels } from '../../../judges/code/sandbox/level.js';
import { Pool } from '../../../judges/code/sandbox/pool.js';
import { snapshot } from '../../../judges/code/sandbox/snapshot.js';

const folder = join(tmpdir(), 'evalbook-test-build');
const sorting = {
  entry: '*',
  cases: [[], [5], [2, 1], [3, 3, 3], [0, -5, 7, -1, -5, 2]].map((list) => ({
    args: [list],
    want: [...list].sort((a, b) => a - b),
  })),
};
const adding = { entry: 'add', cases: [{ args: [1, 2], want: 3 }] };
const qwen = readFileSync('test/fixtures/code/qwen.md', 'utf8');
const tinyllama = readFileSync('test/fixtures/code/tinyllama.md', 'utf8');

interface Planted {
  name: string;
  output: string;
  target?: object;
  finish?: 'length';
  verdict: string;
  /** part of `why` */
  why?: string;
  details?: Record<string, unknown>;
}

const python = (source: string) => `Here it is:\n\n\`\`\`python\n${source}\n\`\`\`\nIt adds.`;
const returns = (value: string, want: unknown, verdict: string, why?: string): Planted => ({
  name: `${value} for ${JSON.stringify(want)}`,
  output: python(`def add(a, b):\n    return ${value}`),
  target: { entry: 'add', cases: [{ args: [1, 2], want }] },
  verdict,
  ...(why === undefined ? {} : { why }),
});

const planted: Planted[] = [
  {
    name: "the article's first quicksort: it sorts; one comment, an example",
    output: qwen,
    target: { ...sorting, commentLanguage: 'zh' },
    verdict: 'passes',
    details: { passes: 5, runs: true, failure: null, example: true, comments: { count: 1, language: 'zh', asAsked: true } },
  },
  {
    name: "the article's second quicksort: it sorts; no comment, no example",
    output: tinyllama,
    target: { ...sorting, commentLanguage: 'zh' },
    verdict: 'passes',
    details: { passes: 5, example: false, comments: { count: 0, language: null, asAsked: false } },
  },
  {
    name: 'constants, and a lambda, without a fence',
    output: 'So:\n\nK = 1\nadd = lambda a, b: a + b * K',
    verdict: 'passes',
    details: { definitions: 1 },
  },
  {
    name: 'a line that only looks like a constant is left out',
    output: 'sum = 3 for this, so:\n\ndef add(a, b):\n    return a + b',
    verdict: 'passes',
  },
  {
    name: 'two fences define the name: the last counts, and that there are two is told',
    output: `${python('def add(a, b):\n    return 0')}\n${python('def add(a, b):\n    return a + b')}`,
    verdict: 'passes',
    details: { definitions: 2 },
  },
  {
    name: 'two fences define the name, and the last is wrong',
    output: `${python('def add(a, b):\n    return a + b')}\n${python('def add(a, b):\n    return 0')}`,
    verdict: 'wrong',
    details: { definitions: 2 },
  },
  ...(
    [
      ['3.0', { compare: 'equal' }, 'passes'],
      ['3.0', {}, 'wrong'],
      ['3.0', { compare: 'strict' }, 'wrong'],
      ['3.5', { compare: 'equal' }, 'wrong'],
      ['(3,)', { compare: 'equal', want: [3] }, 'wrong'],
      ['__import__("collections").Counter("aa")', { compare: 'equal', want: { a: 2 } }, 'passes'],
      ['__import__("collections").Counter("aa")', { want: { a: 2 } }, 'wrong'],
      ['__import__("collections").namedtuple("P", "a b")(a, b)', { compare: 'equal', want: { $tuple: [1, 2] } }, 'passes'],
      ['type("L", (list,), {"__eq__": lambda *_: True})()', { compare: 'equal', want: [3] }, 'wrong'],
      [
        'type("I", (int,), {"__eq__": lambda *_: True, "__index__": lambda _: 3, "__repr__": lambda _: "3"})(5)',
        { compare: 'equal' },
        'wrong',
      ],
      ['type("S", (str,), {"__eq__": lambda *_: True, "__str__": lambda _: "x"})("y")', { compare: 'equal', want: 'x' }, 'wrong'],
      ['type("F", (float,), {"__eq__": lambda *_: True, "__float__": lambda _: 3.0})(5)', { compare: 'equal' }, 'wrong'],
      [
        'type("D", (dict,), {"__eq__": lambda *_: True, "items": lambda _: [("a", 2)]})()',
        { compare: 'equal', want: { a: 2 } },
        'wrong',
      ],
      ['type("O", (), {"__eq__": lambda *_: True})()', { compare: 'equal' }, 'wrong'],
    ] as const
  ).map(([value, { want = 3, ...more }, verdict]: readonly [string, { want?: unknown; compare?: string }, string]) => ({
    name: `${value} for ${JSON.stringify(want)}, compared ${more.compare ?? 'as by default'}`,
    output: python(`def add(a, b):\n    return ${value}`),
    target: { entry: 'add', cases: [{ args: [1, 2], want, ...more }] },
    verdict,
  })),
  { name: 'prose alone', output: '快速排序是一种分治算法。', verdict: 'no code', details: { failure: 'no code', runs: false } },
  { name: 'nothing', output: '', verdict: 'no code' },
  { name: 'code without a fence', output: 'Sure!\n\ndef add(a, b):\n    return a + b\n\nThis adds.', verdict: 'passes' },
  { name: 'syntax', output: python('def add(a, b)\n    return a + b'), verdict: 'syntax', why: 'line 1' },
  { name: 'another name', output: python('def plus(a, b):\n    return a + b'), verdict: 'name', why: 'no function add' },
  {
    name: 'another name, where any will do',
    output: python('def help(x):\n    return x\n\ndef plus(a, b):\n    return help(a) + b\n\ndef main():\n    pass'),
    target: { ...adding, entry: ['add', '*'] },
    verdict: 'passes',
  },
  {
    name: 'wrong',
    output: python('def add(a, b):\n    return a - b'),
    verdict: 'wrong',
    why: 'gives -1 for (1, 2)',
    details: { runs: true },
  },
  { name: 'an error', output: python('def add(a, b):\n    return a / 0'), verdict: 'error:ZeroDivisionError' },
  {
    name: 'an error of its own',
    output: python('class 坏(Exception): pass\ndef add(a, b):\n    raise 坏'),
    verdict: 'error:???',
  },
  {
    name: 'an error before any call',
    output: python('add = lambda a, b: a + b\nprint(ad)'),
    verdict: 'error:NameError',
    details: { runs: false },
  },
  {
    name: 'an end before any call',
    output: python('import sys\ndef add(a, b):\n    return a + b\nsys.exit(0)'),
    verdict: 'exit',
  },
  {
    name: 'a main part is not run',
    output: python("def add(a, b):\n    return a + b\nif __name__ == '__main__':\n    input()"),
    verdict: 'passes',
  },
  { name: 'too deep', output: python('def add(a, b):\n    return add(a, b)'), verdict: 'error:RecursionError' },
  {
    name: 'deep enough',
    output: python('def add(a, b, n=900):\n    return a + b if n == 0 else add(a, b, n - 1)'),
    verdict: 'passes',
  },
  { name: 'for ever', output: python('def add(a, b):\n    while True: pass'), verdict: 'timeout', details: { passes: 0 } },
  {
    name: 'for ever at the second case: the first is known',
    output: python('# adds\ndef add(a, b):\n    while a == 2: pass\n    return a + b'),
    target: {
      entry: 'add',
      cases: [
        { args: [1, 2], want: 3 },
        { args: [2, 2], want: 4 },
      ],
    },
    verdict: 'timeout',
    why: 'for (2, 2)',
    details: { passes: 1, comments: { count: 1, language: 'en' } },
  },
  { name: 'memory', output: python('def add(a, b):\n    return len([0] * 10**9)'), verdict: 'memory' },
  { name: 'too large a result', output: python('def add(a, b):\n    return "x" * 10**8'), verdict: 'result too large' },
  {
    name: 'a result that holds itself',
    output: python('def add(a, b):\n    a = []\n    a.append(a)\n    return a'),
    verdict: 'result too large',
  },
  {
    name: 'a socket',
    output: python('import socket\ndef add(a, b):\n    socket.socket()\n    return a + b'),
    verdict: 'blocked',
  },
  { name: 'awaiting', output: python('async def add(a, b):\n    return a + b'), verdict: 'wrong', why: 'coroutine' },
  {
    name: 'sorting in place gives None, which is no sorted list',
    output: python('def add(a):\n    a.sort()'),
    target: sorting,
    verdict: 'wrong',
    why: 'gives None',
  },
  {
    name: 'sorting in place, where that will do',
    output: python('def add(a):\n    a.sort()'),
    target: { ...sorting, mutates: true },
    verdict: 'passes',
  },
  {
    name: 'a new list does, too',
    output: python('def add(a):\n    return sorted(a)'),
    target: { ...sorting, mutates: true },
    verdict: 'passes',
  },
  {
    name: 'a forbidden name, a forbidden attribute',
    output: python('import builtins\ndef add(a):\n    a = list(a)\n    a.sort()\n    return builtins.sorted(a)'),
    target: { ...sorting, forbid: ['sorted', '.sort', 'heapq'] },
    verdict: 'forbidden',
    details: { forbidden: ['sorted', '.sort'], passes: 5 },
  },
  {
    name: 'a name in a string or a comment is not used',
    output: python(
      'def add(a):\n    "like sorted"\n    # a.sort()\n    return [x for _, x in __import__("heapq").merge([(x, x) for x in a])] if 0 else a',
    ),
    target: { entry: 'add', cases: [{ args: [[1, 2]], want: [1, 2] }], forbid: ['sorted', '.sort'] },
    verdict: 'passes',
    details: { comments: { count: 1, language: 'en' } },
  },
  {
    name: 'comments: prose, not code that was commented out; # in a string is none',
    output: python(
      [
        '#!/usr/bin/python',
        '# 加法函数',
        '# -----',
        '# return a + b',
        '# if a:',
        '# else:',
        '# O(1)',
        '# 输出: [1, 2]',
        'def add(a, b):',
        '    """返回两数之和"""',
        '    s = "# not a comment"  # a plus b',
        '    return a + b',
        "'''\n用法见下\n'''",
      ].join('\n'),
    ),
    verdict: 'passes',
    details: { comments: { count: 5, language: 'zh' }, example: false },
  },
  {
    name: 'several blocks are one program; what is printed is none',
    output:
      '```python\ndef add(a, b):\n    return a + b\n```\nUse:\n```python\nprint(add(1, 2))\n```\nIt prints:\n```\nthe sum: 3!\n```',
    verdict: 'passes',
    details: { example: true },
  },
  {
    name: 'a block that is no Python, beside one that is, and nobody says which',
    output: '```\ndef add(a, b):\n    return a + b\n```\nIt prints:\n```\nthe sum is 3!\n```',
    verdict: 'passes',
  },
  {
    name: 'a session is no program',
    output: '```python\ndef add(a, b):\n    return a + b\n```\n```python\n>>> add(1, 2)\n3\n```',
    verdict: 'passes',
  },
  {
    name: 'indented in a list',
    output: '1. So:\n   ```python\n   def add(a, b):\n       return a + b\n   ```',
    verdict: 'passes',
  },
  { name: 'a fence behind a word', output: '代码如下：```python\ndef add(a, b):\n    return a + b\n```', verdict: 'passes' },
  {
    name: 'cut off in its example: what is whole is graded',
    output: '```python\ndef add(a, b):\n    return a + b\n\nprint(add(1,',
    finish: 'length',
    verdict: 'passes',
    details: { example: false },
  },
  {
    name: 'cut off in a second function',
    output: '```python\ndef add(a, b):\n    return a + b\n\n@cached\ndef more(a):\n    """For\nall\n',
    finish: 'length',
    verdict: 'passes',
  },
  {
    name: 'cut off in a line that would parse: a function with half its body is not called',
    output: '```python\ndef add(a, b):\n    s = a + b\n    return s if s ',
    finish: 'length',
    verdict: 'name',
  },
  {
    name: 'not cut off, so the rest counts',
    output: '```python\ndef add(a, b):\n    return a + b\n\nprint(add(1,',
    verdict: 'syntax',
  },
  {
    name: 'cut off, but the error is before',
    output: '```python\ndef add(a, b):\n    return a + b\n\nx = = 3\n\ndef more(',
    finish: 'length',
    verdict: 'syntax',
    why: 'line 4',
  },
  {
    name: 'whole, then cut off in the prose',
    output: `${python('def add(a, b):\n    return a + b')} And wh`,
    finish: 'length',
    verdict: 'passes',
  },
  { name: 'a NUL', output: python('def add(a, b):\n    return a + b\n\0'), verdict: 'syntax', why: 'null bytes' },
  { name: 'half a surrogate pair', output: python('x = "\ud800"'), verdict: 'syntax' },
  { name: '100 kB of brackets', output: python('('.repeat(100_000)), verdict: 'syntax', why: 'nested parentheses' },
  { name: '80 kB of a sum breaks the parser, and no more', output: python(`x = ${'1+'.repeat(40_000)}1`), verdict: 'crash' },
  {
    name: '100 kB, cut off',
    output: `\`\`\`python\ndef add(a, b):\n    return a + b\n${'x = 1\n'.repeat(16_000)}y = (`,
    finish: 'length',
    verdict: 'passes',
  },
  returns('3.0', 3, 'wrong', 'gives 3'),
  returns('True', 1, 'wrong', 'gives True'),
  returns('(1, 2)', [1, 2], 'wrong', 'gives (1, 2)'),
  returns('(1, 2)', { $tuple: [1, 2] }, 'passes'),
  returns('{1, 2}', { $set: [2, 1] }, 'passes'),
  returns('frozenset([1])', { $frozenset: [1] }, 'passes'),
  returns('{"b": None, "a": [1.5]}', { a: [1.5], b: null }, 'passes'),
  returns('{1: "x"}', { $dict: [[1, 'x']] }, 'passes'),
  returns('3.0', { $float: 3 }, 'passes'),
  returns('float("nan")', { $float: 'nan' }, 'passes'),
  returns('-0.0', { $float: 0 }, 'wrong'),
  returns('2**70', { $int: '1180591620717411303424' }, 'passes'),
  returns('"兔\\ud800\\U0001f430\\0"', '兔\ud800\u{1f430}\0', 'passes'),
  returns('__import__("collections").OrderedDict(a=1)', { a: 1 }, 'wrong', 'OrderedDict'),
  returns('type("int", (int,), {})(3)', 3, 'wrong', 'a value of type int'),
  returns('(x for x in [1])', [1], 'wrong', 'generator'),
  {
    name: 'a float within the tolerance',
    output: python('def add(a, b):\n    return [0.1 + 0.2, 1]'),
    target: { entry: 'add', cases: [{ args: [1, 2], want: [0.3, 1], tolerance: 1e-9 }] },
    verdict: 'passes',
  },
  {
    name: 'every kind of argument arrives as it is',
    output: python('def add(*a):\n    return repr(a)'),
    target: {
      entry: 'add',
      cases: [
        {
          args: [
            1,
            -2,
            1.5,
            '"\\鸡\n',
            null,
            true,
            [1, [2]],
            { k: 1 },
            { $tuple: [1] },
            { $set: [] },
            { $float: 'inf' },
            { $float: 'nan' },
          ],
          want: "(1, -2, 1.5, '\"\\\\鸡\\n', None, True, [1, [2]], {'k': 1}, (1,), set(), inf, nan)",
        },
      ],
    },
    verdict: 'passes',
  },
];

const judge = codeJudge({ cpuSeconds: 3, folder });
const grades: Promise<Grade>[] = [];

test.before(() => {
  assert.ok(levels().length > 0, 'this machine offers no isolation: the code judge cannot be tested here');
  for (const { output, target = adding, finish = 'stop' } of planted)
    grades.push(Promise.resolve(judge.grade({ id: 'x', input: '', target }, { output, finish })));
});

for (const [i, { name, verdict, why = '', details = {} }] of planted.entries())
  test(name, async () => {
    const grade = (await grades[i]) as Grade;
    assert.is(grade.verdict, verdict, grade.why);
    assert.is(grade.score, verdict === 'passes' ? 1 : 0);
    assert.ok(grade.why.includes(why), `${grade.why} holds no ${why}`);
    for (const [key, value] of Object.entries(details)) assert.equal(grade.details?.[key], value, key);
    if (verdict !== 'no code') assert.match(String(grade.details?.isolation), /^[AB]: /);
  });

test('grading twice gives the same bytes', async () => {
  const again = await judge.grade(
    { id: 'x', input: '', target: { ...sorting, commentLanguage: 'zh' } },
    { output: qwen, finish: 'stop' },
  );
  assert.is(JSON.stringify(again), JSON.stringify(await grades[0]));
});

test('without isolation no program is run', async () => {
  const alone = codeJudge({ offered: () => [], folder });
  const grade = await alone.grade({ id: 'x', input: '', target: adding }, { output: qwen, finish: 'stop' });
  assert.equal(grade, { judge: 'code', score: null, verdict: 'unscored', why: 'no isolation', transient: true });
});

test('unscored with the reason if Python does not load', async () => {
  const alone = codeJudge({ folder: '/dev/null/nowhere' });
  const grade = await alone.grade({ id: 'x', input: '', target: adding }, { output: qwen, finish: 'stop' });
  assert.is(grade.score, null);
  assert.match(grade.why, /^no isolation: /);
});

test('a closed pool leaves no process behind', async () => {
  const [level = 'B'] = levels();
  const pool = new Pool({ level, snapshot: await snapshot(folder), size: 2 });
  const job = { pieces: [{ code: 'def f(): return 1', python: true }], cut: false, entries: ['f'], arity: 0, calls: ['()'] };
  assert.equal((await pool.run(job))?.results, [{ value: { i: '0x1' } }]);
  const alive = pool.alive();
  assert.ok(alive.length > 0);
  pool.close();
  assert.ok(await gone(alive));
});

async function gone(ids: number[]): Promise<boolean> {
  const dead = (id: number) => {
    try {
      return process.kill(id, 0) && false;
    } catch {
      return true;
    }
  };
  for (let tries = 0; tries < 600 && !ids.every(dead); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  return ids.every(dead);
}

test.after(() => judge.close?.());
test.run();
