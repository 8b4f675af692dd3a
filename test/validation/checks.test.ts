// Every judge by rules has its checks, and no other name has any.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgesByName } from '../../judges/names.js';
import { checksByJudge } from '../../validation/checks.js';
import { cards } from '../../validation/corpora.js';

test('there are checks of exactly the rule-based judges, in their order', () => {
  assert.equal(Object.keys(checksByJudge), Object.keys(judgesByName));
});

test('each check belongs to its judge, and reads listed corpora', async () => {
  for (const [name, find] of Object.entries(checksByJudge)) {
    const checks = await find();
    assert.ok(checks.length > 0, name);
    for (const { judge, corpora, measure } of checks) {
      assert.ok(judge === name || judge === `${name}-perplexity`, `${name}: ${measure}`);
      for (const corpus of corpora) assert.ok(Object.hasOwn(cards, corpus), `${measure}: ${corpus}`);
    }
  }
});

test('the pages say how many checks there are, and how many are on cases made from a seed', async () => {
  const checks = (await Promise.all(Object.values(checksByJudge).map((find) => find()))).flat();
  const seeded = checks.filter(({ corpora }) => corpora.length === 0).length;
  const [all, published] = [checks.length, checks.length - seeded];
  const said: Record<string, RegExp> = {
    'docs/method.md': new RegExp(`${seeded} of the ${all} checks are on\\s+cases that are made from a seed`),
    'validation/README.md': new RegExp(
      `Of the ${all} checks, ${published} are on public corpora.*; ${seeded} are on cases that are made from a seed`,
    ),
    'README.md': new RegExp(`${published} checks on public\\s+corpora and ${seeded} on cases made from a seed`),
    'README.zh-CN.md': new RegExp(`${all} 项检查中 ${published} 项用公开语料，${seeded} 项用按种子生成的例子`),
  };
  for (const [page, sentence] of Object.entries(said)) assert.match(readFileSync(page, 'utf8'), sentence, page);
});

test.run();
