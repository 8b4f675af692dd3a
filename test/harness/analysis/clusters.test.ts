// Clusters that a script names: the interval of a claim about more families than those asked.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../../../harness/analysis/compare.js';
import { doublingFinding } from '../../../harness/analysis/doubling.js';
import { passRate } from '../../../harness/analysis/rates.js';
import { briefOf } from '../../../harness/analysis/sentence.js';
import { clusteredShare, pairedDifference } from '../../../harness/stats/index.js';
import { row } from '../rows.js';

/** Six families of ten questions; a model passes the first so many of each. */
const passes: Record<string, number[]> = { a: [10, 9, 6, 3, 1, 0], b: [2, 1, 1, 0, 0, 0] };
const rows = Object.entries(passes).flatMap(([model, counts]) =>
  counts.flatMap((count, f) =>
    Array.from({ length: 10 }, (_, i) => row(model, `f${f}-q${i}`, Number(i < count), { family: `f${f}` })),
  ),
);
const given = (values: number[][]) => values.map(([passed = 0]) => Array.from({ length: 10 }, (_, i) => Number(i < passed)));

test('a rate with families as clusters: one cluster a family, all its answers in it', () => {
  const rates = passRate(rows, { judge: 'right', by: ['model'], clusters: 'family' });
  const a = rates.of({ model: 'a' });
  const { low, high } = clusteredShare(given((passes.a as number[]).map((passed) => [passed])));
  assert.equal([a.low, a.high, a.clusters, a.questions, a.scored], [low, high, 6, 60, 60]);
  const alone = passRate(rows, { judge: 'right', by: ['model'] }).of({ model: 'a' });
  assert.is(alone.clusters, 60);
  assert.is(a.rate, alone.rate);
  assert.ok(a.high - a.low > 2 * (alone.high - alone.low), 'families differ: the wider claim is the less sure');
  assert.match(rates.table().caption ?? '', 'Clusters by family (6): each counts with all its answers');
  assert.not.match(passRate(rows, { judge: 'right', by: ['model'] }).table().caption ?? '', 'Clusters');
});

test('a difference with families as clusters: families move as a whole in interval and test, and the sentence says so', () => {
  const wide = compare(rows, { judge: 'right', a: 'a', b: 'b', clusters: 'family' });
  const [contrast] = wide.contrasts;
  const differences = (passes.a as number[]).map((passed, f) =>
    Array.from({ length: 10 }, (_, i) => Number(i < passed) - Number(i < ((passes.b as number[])[f] ?? 0))),
  );
  const { low, high } = pairedDifference(differences);
  assert.equal([contrast?.low, contrast?.high, contrast?.clusters, contrast?.questions], [low, high, 6, 60]);
  assert.equal(contrast?.test, { p: 2 / 2 ** 5, name: 'sign-flip permutation test' }); // five families move, all one way
  assert.match(wide.sentence().text(), 'n = 60 pairs in 6 clusters by family, 25 of them discordant');
  assert.match(wide.sentence({ lang: 'zh' }).text(), 'n = 60 对，按 family 分为 6 组');
  const tested = { p: 0.0625, family: 1, smallest: () => null };
  assert.ok(contrast);
  assert.match(briefOf(contrast, tested, 'en'), ', n = 60 questions in 6 clusters by family, p = 0.063');
  assert.match(briefOf(contrast, tested, 'zh'), '，n = 60 题，按 family 分为 6 组，p = 0.063');
  const { brief } = doublingFinding({ sums: wide });
  assert.match(brief('en'), ', n = 60 questions, 60 pairs in 6 clusters by family, p = 0.063 after Holm’s adjustment)');
  assert.match(brief('zh'), '，n = 60 题，60 对，按 family 分为 6 组，经 Holm 校正的 p = 0.063)');
  const narrow = compare(rows, { judge: 'right', a: 'a', b: 'b' }).contrasts[0];
  assert.is(narrow?.difference, contrast?.difference);
  assert.ok(narrow && contrast && contrast.high - contrast.low > narrow.high - narrow.low);
});

test('families that all differ alike still have an interval', () => {
  const same = ['a', 'b'].flatMap((model) =>
    [0, 1, 2, 3].flatMap((f) => [0, 1].map((i) => row(model, `f${f}-q${i}`, Number(model === 'a'), { family: `f${f}` }))),
  );
  for (const [a, b] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const [contrast] = compare(same, { judge: 'right', a, b, clusters: 'family' }).contrasts;
    assert.ok(contrast && contrast.difference !== null);
    assert.ok(contrast.high - contrast.low > 0.2, `${contrast.low} to ${contrast.high}`);
    assert.ok(contrast.low <= contrast.difference + 1e-9 && contrast.difference - 1e-9 <= contrast.high);
  }
});

test('a field that no sample has is said, one that splits a question is refused', () => {
  assert.match(
    passRate(rows, { judge: 'right', by: ['model'], clusters: 'famly' }).table().missing ?? '',
    /^expected `clusters` to name .* got "famly"$/,
  );
  assert.match(compare(rows, { judge: 'right', clusters: 'famly' }).missing ?? '', /^expected `clusters` to name/);
  const twins = ['en', 'zh'].map((lang) => row('a', `q-${lang}`, 1, { lang, pair: 'q' }));
  assert.throws(
    () => passRate(twins, { judge: 'right', by: ['model'], clusters: 'lang' }),
    /expected `clusters` to name a field that all samples of a question share, got "lang": sample q-zh has lang zh/,
  );
});

test('groups of a field of numbers come by size, others in the order of the rows', () => {
  const steps = [5, 1, 10, 2].flatMap((number) =>
    ['y', 'x'].map((kind) => row('m', `q${number}${kind}`, 1, { steps: number, kind })),
  );
  const groups = (by: string[]) =>
    passRate(steps, { judge: 'right', by }).groups.map(({ group }) => Object.values(group).join(' '));
  assert.equal(groups(['steps']), ['1', '2', '5', '10']);
  assert.equal(groups(['kind', 'steps']), ['y 1', 'y 2', 'y 5', 'y 10', 'x 1', 'x 2', 'x 5', 'x 10']);
  assert.equal(groups(['kind']), ['y', 'x']);
});

test.run();
