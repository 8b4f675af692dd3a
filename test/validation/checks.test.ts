// Every judge by rules has its checks, and no other name has any.
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

test.run();
