// # How many chickens, how many rabbits?
//
// A cage holds chickens and rabbits: 35 heads, 94 feet. An article asked two models once, and both were right. One question cannot
// tell two models apart: four right answers out of four are what a model that fails every second time gives once in sixteen runs.
// So we ask more cages, each in Chinese and in English.

import { compare, figure, notebook, passRate, predicts, quote, verdictCounts, worstAndTypical } from 'evalbook';
import { math } from 'evalbook/judges';
import { extraModels, printed, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// The embedded model has 135 million parameters and learned English. The second model, of the family of the article's choice but
// tuned for code, is three times as large and knows Chinese.

// ## Materials
//
// The first problem is the article's own, word for word; its English twin and all others are ours. A problem has two answers and
// each belongs to its animal: swapped answers are wrong. The article's two printed answers are graded by the same judge.

const cages = await load('chickens-and-rabbits');

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
//
// Decoding is greedy, so a second trial would only repeat the first.

const sibling = qwen25Coder({ size: '1.5b' });
const rows = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels(), articleQwen, articleTinyLlama],
  dataset: cages,
  judges: [math],
  decoding: { maxNewTokens: 400 },
  extendTo: 1600,
});

// ## Results
//
// Intervals are 95 % Wilson. Answers that the judge could not read are counted, never scored.

const solved = passRate(rows, { judge: math, by: ['model'] });
const difference = compare(rows, { judge: math, a: smollm2().id, b: qwen25Coder().id });
headline(solved, difference);
front({ zh: '会做鸡兔同笼吗？' });
show(solved.table());
show(difference.sentence());
hypothesis('SmolLM2 135M solves fewer than a quarter of the cages.', predicts(solved, '<', 0.25, { model: smollm2().id }));
hypothesis('Qwen2.5-Coder 0.5B solves more.', predicts(difference, '<', 0));

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: math, a: sibling.id, b: qwen25Coder().id }).sentence());

// By language:

const byLanguage = passRate(rows, { judge: math, by: ['model', 'lang'] });
show(byLanguage.table());
show(figure.bars(byLanguage, { x: 'Problems solved (%)' }));

const asked = rows.filter(({ model }) => !model.id.startsWith('article-'));
const twins = compare(asked, { judge: math, of: 'lang', a: 'en', b: 'zh' });
show(twins.sentence());
hypothesis('SmolLM2 135M solves fewer in Chinese than in English.', predicts(twins, '>', 0, { model: smollm2().id }));

// How the answers fell:

show(verdictCounts(rows, { judge: math }));

// What the article printed, and one answer of the embedded model to the same problem:

for (const row of rows.filter(({ sample }) => sample.id === 'cage-01-zh')) show(quote(row));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, math));

// ## Limitations
//
// One kind of puzzle, four wordings. The article's models were not asked here: their rows hold the one answer that the article prints, at settings
// that it gives only in part.

export default await weave();
