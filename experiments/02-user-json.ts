// # Can it write a user as JSON?
//
// The article asked two models for an invented user as JSON; one gave it, one wrote prose. A program that reads the answer needs all of
// it to be JSON, with the right fields of the right types. We count how often that holds, and how far the rest is from it.

import { compare, figure, notebook, passRate, quote, verdictCounts, worstAndTypical } from 'evalbook';
import { json } from 'evalbook/judges';
import { extraModels, printed, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, show, weave } = notebook(import.meta.url);

// ## Materials
//
// The first prompt is the article's own, the others are ours, each in Chinese and English. Every prompt has a JSON Schema.

const prompts = await load('user-json');

const article = { dataset: await load('article-outputs'), format: 'printed in the article, not asked here' };
const articleQwen = printed({
  ...article,
  id: 'article-qwen2.5-0.5b-instruct',
  family: 'qwen',
  where: ({ model }) => model === 'qwen2.5-0.5b-instruct',
});
const articleTinyLlama = printed({
  ...article,
  id: 'article-tinyllama',
  family: 'llama',
  where: ({ model }) => model === 'tinyllama',
});

// ## Run

const rows = await run({
  models: [smollm2(), qwen25Coder(), ...extraModels(), articleQwen, articleTinyLlama],
  dataset: prompts,
  judges: [json],
  decoding: { maxNewTokens: 256 },
});

// ## Results
//
// An answer passes where it is JSON as it stands and meets the schema. The second table says what had to be done to read it.

const passed = passRate(rows, { judge: json, by: ['model'] });
const difference = compare(rows, { judge: json, a: smollm2().id, b: qwen25Coder().id });
headline(passed, difference);
front({ zh: '会把用户写成 JSON 吗？' });
show(passed.table());
show(verdictCounts(rows, { judge: json, detail: 'tier' }));
show(difference.sentence());

const byLanguage = passRate(rows, { judge: json, by: ['model', 'lang'] });
show(byLanguage.table());
show(figure.bars(byLanguage, { x: 'Strict and valid (%)' }));

// The article's answers, and the embedded model's to the same prompt:

for (const row of rows.filter(({ sample }) => sample.id === 'user-01-zh')) show(quote(row));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, json));

// ## Limitations
//
// No constrained decoding: many servers can force JSON, and that would be another question.

export default await weave();
