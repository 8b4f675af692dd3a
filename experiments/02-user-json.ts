// # Can it write a user as JSON?
//
// The article asked two models for an invented user as JSON; one gave it, one wrote prose. A program that reads the answer needs all of
// it to be JSON, with the right fields of the right types. We count how often that holds, with and without a Markdown fence around it, and how
// far the rest is from it.

import { compare, figure, notebook, passRate, passRates, quote, sideBySide, verdictCounts, worstAndTypical } from 'evalbook';
import { json, jsonAspects } from 'evalbook/judges';
import { extraModels, printed, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, show, weave } = notebook(import.meta.url);

// ## Materials
//
// The first prompt is the article's own, the others are ours, each in Chinese and English. Every prompt has a JSON Schema. Some ask for JSON,
// the others for JSON only.

const { isJson, bare, fits, fenceAllowed } = jsonAspects;
const prompts = await load('user-json');

const article = { dataset: await load('article-outputs'), format: 'printed in the article, not asked here' };
const articleQwen = printed({
  ...article,
  id: 'article-qwen2.5-0.5b-instruct',
  title: 'the article’s Qwen2.5 0.5B',
  family: 'qwen',
  where: ({ model }) => model === 'qwen2.5-0.5b-instruct',
});
const articleTinyLlama = printed({
  ...article,
  id: 'article-tinyllama',
  title: 'the article’s TinyLlama',
  family: 'llama',
  where: ({ model }) => model === 'tinyllama',
});

// ## Run

const sibling = qwen25Coder({ size: '1.5b' });
const rows = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels(), articleQwen, articleTinyLlama],
  dataset: prompts,
  judges: [json, isJson, bare, fits, fenceAllowed],
  decoding: { maxNewTokens: 256 },
  extendTo: 1024,
});

// ## Results
//
// Whether an answer is JSON, stands bare, and fits the schema, each of all answers; then what passes: with a fence allowed, and strictly, as JSON
// that stands alone. The second table says what had to be done to read it.

const columns = { 'is JSON': isJson, bare, 'fits the schema': fits, 'fence allowed': fenceAllowed, strict: json };
const difference = compare(rows, { judge: fenceAllowed, a: smollm2().id, b: qwen25Coder().id });
const strictly = compare(rows, { judge: json, a: smollm2().id, b: qwen25Coder().id });
headline(passRate(rows, { judge: fenceAllowed, by: ['model'] }), difference, 'fence allowed');
headline(passRate(rows, { judge: json, by: ['model'] }), strictly, 'strict');
front({ zh: '会把用户写成 JSON 吗？', names: { 'fence allowed': '允许代码围栏', strict: '严格' } });
show(sideBySide(passRates(rows, { judges: columns, by: ['model'] })));
show(verdictCounts(rows, { judge: json, detail: 'tier' }));
show(difference.sentence());
show(strictly.sentence());

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: fenceAllowed, a: sibling.id, b: qwen25Coder().id }).sentence());

// By the demand, JSON or only JSON, and by language:

show(sideBySide(passRates(rows, { judges: columns, by: ['model', 'demand'] })));
show(sideBySide(passRates(rows, { judges: columns, by: ['model', 'lang'] })));
const byLanguage = passRate(rows, { judge: fenceAllowed, by: ['model', 'lang'] });
show(figure.bars(byLanguage, { x: 'Fits the schema, fence allowed (%)' }));

// The article's answers, and the embedded model's to the same prompt:

for (const row of rows.filter(({ sample }) => sample.id === 'user-01-zh')) show(quote(row));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, fenceAllowed));

// ## Limitations
//
// No constrained decoding: many servers can force JSON, and that would be another question.

export default await weave();
