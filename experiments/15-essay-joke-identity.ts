// # An essay, a joke, a name
//
// The article also asked for an essay on climate change, a joke, and who is speaking, and printed none of the answers. What a rule can check of
// such answers is little, but not nothing: their language, and the demands that a prompt makes.

import { compare, figure, notebook, passRate, predicts, quote, tagsAsFields, verdictCounts } from 'evalbook';
import { constraints } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// Qwen2.5-Coder 0.5B is the larger of the two, and learned Chinese.

// ## Materials
//
// The article's three prompts and ninety-seven of ours, each in Chinese and English; twins count as one question. An answer has to be in the
// language of its prompt, without being told so.

const prompts = tagsAsFields(await load('climate-joke-identity'), ['about']);

// ## Run

const sibling = qwen25Coder({ size: '1.5b' });
const rows = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels()],
  dataset: prompts,
  judges: [constraints],
  decoding: { maxNewTokens: 400 },
  extendTo: 1600,
});

// ## Results
//
// An answer passes where it is in the language of its prompt and keeps the prompt's demands.

const kept = passRate(rows, { judge: constraints, by: ['model'] });
const difference = compare(rows, { judge: constraints, a: smollm2().id, b: qwen25Coder().id });
headline(kept, difference);
front({ zh: '作文、笑话、自报家门' });
show(kept.table());
show(difference.sentence());
hypothesis('Qwen2.5-Coder 0.5B keeps more demands.', predicts(difference, '<', 0));

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: constraints, a: sibling.id, b: qwen25Coder().id }).sentence());

// By what was asked, and by language:

show(figure.bars(passRate(rows, { judge: constraints, by: ['model', 'about'] }), { x: 'Answers that pass (%)' }));
show(passRate(rows, { judge: constraints, by: ['model', 'lang'] }).table());
const inEach = compare(rows, { judge: constraints, a: qwen25Coder().id, b: smollm2().id, by: ['lang'] });
show(inEach.sentence());
hypothesis('Qwen2.5-Coder 0.5B is ahead above all in Chinese.', predicts(inEach.across('lang', 'zh', 'en'), '>', 0));

// What was broken:

show(verdictCounts(rows, { judge: constraints }));

// Who they say that they are, asked as the article asks:

for (const row of rows.filter(({ sample }) => sample.id === 'identity-01-zh')) show(quote(row));

// ## Limitations
//
// Whether a joke is funny or an essay true is not asked, and the article's own three prompts demand nothing but their language. Greedy
// decoding, one answer a prompt.

export default await weave();
