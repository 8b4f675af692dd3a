// # Can it write quicksort?
//
// The article asked for quicksort in Python with comments, read two answers and called both correct. We run them: every answer is
// executed, isolated, on lists that are empty, sorted, reversed, full of equal numbers, negative and random.

import { compare, figure, notebook, passRate, quote, verdictCounts, worstAndTypical } from 'evalbook';
import { code } from 'evalbook/judges';
import { extraModels, printed, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, show, weave } = notebook(import.meta.url);

// ## Materials
//
// The first prompt is the article's own, the others are ours, each in Chinese and English: quicksort and functions like it. The
// article's programs are the letters that it prints; their line breaks are ours, as the dataset's card says.

const prompts = await load('quicksort');

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
  judges: [code],
  decoding: { maxNewTokens: 512 },
  extendTo: 1024,
});

// ## Results
//
// An answer passes where its function gives the right result, of the right type, for every list.

const passed = passRate(rows, { judge: code, by: ['model'] });
const difference = compare(rows, { judge: code, a: smollm2().id, b: qwen25Coder().id });
headline(passed, difference);
front({ zh: '会写快速排序吗？' });
show(passed.table());
show(difference.sentence());

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: code, a: sibling.id, b: qwen25Coder().id }).sentence());

// By language:

show(figure.bars(passRate(rows, { judge: code, by: ['model', 'lang'] }), { x: 'Programs that pass (%)' }));

// How the others fail:

show(verdictCounts(rows, { judge: code }));

// The article's programs, and the embedded model's answer to the same prompt:

for (const row of rows.filter(({ sample }) => sample.id === 'quicksort-01-zh')) show(quote(row));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, code));

// ## Limitations
//
// Right results on these lists; neither speed nor style is judged. Python runs in WebAssembly, without packages.

export default await weave();
