// Datasets with constraints: every kind is defined in one card, has the fields that it needs, and is said in the prompt.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { repository } from '../fixtures/projects.js';

type Constraint = { kind: string; [field: string]: unknown };

const names = ['instructions', 'climate-joke-identity', 'multilingual-answers', 'language-requests'];
const sets = await Promise.all(names.map(async (name) => (await load(repository, name)).samples));
const samples = sets.flat();
const constraintsOf = (sample: { target?: unknown }) => (sample.target as { constraints: Constraint[] }).constraints;

/** The table of the card: each kind with its fields. */
const card = readFileSync('datasets/instructions/README.md', 'utf8');
const defined = new Map<string, string[]>();
for (const [, kinds = '', fields = ''] of card.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| ([\w, ]*) ?\| [^|]+ \|$/gm))
  for (const [, kind = ''] of kinds.matchAll(/`(\w+)`/g))
    defined.set(
      kind,
      fields
        .split(',')
        .map((field) => field.trim())
        .filter(Boolean),
    );

test('the card defines at least 30 kinds, and all that are used, with exactly their fields', () => {
  assert.ok(defined.size >= 30, String(defined.size));
  for (const sample of samples)
    for (const { kind, ...fields } of constraintsOf(sample)) {
      const known = defined.get(kind);
      assert.ok(known, `${sample.id}: ${kind} is not defined`);
      for (const field of Object.keys(fields)) assert.ok(known?.includes(field), `${sample.id}: ${kind}.${field}`);
      for (const field of known ?? [])
        assert.ok(
          ['want', 'except', 'forms', 'anywhere', 'inline', 'fence'].includes(field) || field in fields,
          `${sample.id}: ${kind} without ${field}`,
        );
    }
});

test('every number, text and option of a constraint is said in the prompt', () => {
  for (const sample of samples.filter(({ id }) => !/^(capital|day|largest|planet-we|red-planet|language-of)-/.test(id)))
    for (const { kind, ...fields } of constraintsOf(sample)) {
      if (['language', 'includes_some', 'marks_absent', 'title', 'json'].includes(kind)) continue;
      for (const [field, value] of Object.entries(fields))
        for (const one of [value].flat())
          if (!['mark', 'before', 'after', 'open', 'close'].includes(field) && !(kind === 'sentences_exactly' && one === 1))
            assert.ok(sample.input.includes(String(one)), `${sample.id}: ${field} ${String(one)}`);
    }
});

test('the right answer is one of the options', () => {
  for (const sample of samples)
    for (const { kind, options, want } of constraintsOf(sample))
      if (kind === 'one_of') assert.ok((options as unknown[]).includes(want), sample.id);
});

test('twins have as many constraints, and every prompt is its own', () => {
  for (const sample of [...(sets[0] ?? []), ...(sets[1] ?? [])]) {
    const twin = samples.find(({ pair, id }) => pair === sample.pair && id !== sample.id) as typeof sample;
    assert.is(constraintsOf(twin).length, constraintsOf(sample).length, sample.id);
  }
  assert.is(new Set(samples.map(({ input }) => input)).size, samples.length);
});

test('the prompts of the article are there word for word', async () => {
  const prompts = (
    await Promise.all(
      ['spring-poem', 'user-json', 'quicksort', 'chickens-and-rabbits', 'climate-joke-identity'].map((name) =>
        load(repository, name),
      ),
    )
  )
    .flatMap((set) => set.samples)
    .filter(({ source }) => source === 'article')
    .map(({ input }) => input);
  assert.equal(prompts, [
    '请用中文写一首关于春天的诗',
    '请生成一个虚构用户的个人信息，包含姓名、年龄、城市、职业、兴趣爱好，以 JSON 格式输出。',
    '请写出 Python 实现的快速排序函数，并添加注释。',
    '一个笼子里有鸡和兔子共 35 只，脚共有 94 只。请问鸡和兔各有多少只？',
    '请写一篇关于气候变化的短文',
    '讲个笑话',
    '你好，你是谁？',
  ]);
});

test.run();
