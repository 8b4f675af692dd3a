// # Does it follow instructions?
//
// "In exactly two sentences", "without any commas", "as a numbered list": demands that a program can check, one to three a prompt. They say
// whether a model can be used in a pipeline, whatever it knows.

import { compare, figure, notebook, passRate, predicts, tagsAsFields, verdictCounts, worstAndTypical } from 'evalbook';
import { constraints } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, compareModels, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// A demand more is one more that can be broken. Dearly, as we understand it, is more than ten points.

// ## Materials
//
// Our own tasks in Chinese and English with the sorts of demand that the literature on instruction following knows; twins count as one
// question.

const instructions = tagsAsFields(await load('instructions'), ['demands', 'first']);

// ## Run

const sibling = qwen25Coder({ size: '1.5b' });
const rows = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels()],
  dataset: instructions,
  judges: [constraints],
  decoding: { maxNewTokens: 320 },
  extendTo: 1280,
});

// ## Results
//
// An answer passes where it keeps every demand of its prompt.

const { difference } = compareModels(rows, { judge: constraints, a: smollm2(), b: qwen25Coder() });
front({ zh: '会听从指令吗？', says: difference });

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: constraints, a: sibling.id, b: qwen25Coder().id }).sentence());

// By number of demands:

const byDemands = passRate(rows, { judge: constraints, by: ['model', 'demands'] });
show(figure.slopes(byDemands, { between: 'demands', x: 'Answers that pass (%)' }));
const further = [byDemands.across('demands', 'demands-1', 'demands-2'), byDemands.across('demands', 'demands-2', 'demands-3')];
const both = { model: [smollm2().id, qwen25Coder().id] };
hypothesis('Every further demand costs both models dearly.', predicts(further, '>', 0.1, both));

// By language, the twins against each other:

show(passRate(rows, { judge: constraints, by: ['model', 'lang'] }).table());
show(compare(rows, { judge: constraints, of: 'lang', a: 'en', b: 'zh' }).sentence());

// What was broken:

show(verdictCounts(rows, { judge: constraints }));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, constraints));

// ## Limitations
//
// Greedy decoding, one answer a prompt. Whether the text is good or true is not asked. Some demands are kept by accident (a short answer
// has no digits), and limits in characters and in words are only about as hard.

export default await weave();
