// # Can it solve word problems?
//
// One cage of chickens and rabbits says little about mathematics. Thirteen families of word problems, from one step to three, in Chinese
// and in English, say more: which model solves more of them, where it fails, and whether its written arithmetic holds.

import { compare, figure, notebook, passRate, predicts, tagsAsFields, verdictCounts, worstAndTypical } from 'evalbook';
import { math } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, compareModels, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// The larger model has three times the parameters, every step is one more chance to slip, and SmolLM2 135M learned English.

// ## Materials
//
// Problems come from a seeded generator, a Chinese and an English twin for each set of numbers, in families and levels; twins count as
// one question. The size was chosen so that a difference of fifteen points or less can be shown between two models.

const problems = tagsAsFields(await load('word-problems'), ['family', 'level']);

// ## Run

const rows = await run({
  models: [smollm2(), qwen25Coder(), ...extraModels()],
  dataset: problems,
  judges: [math],
  decoding: { maxNewTokens: 320 },
  extendTo: 1280,
});

// ## Results
//
// An answer passes where its final number is exactly right, for every role that the problem asks for.

const { difference } = compareModels(rows, { judge: math, a: smollm2(), b: qwen25Coder() });
hypothesis('Qwen2.5-Coder 0.5B solves more.', predicts(difference, '<', 0));

// By number of steps:

const byLevel = passRate(rows, { judge: math, by: ['model', 'level'] });
const slopes = figure.slopes(byLevel, { between: 'level', x: 'Problems solved (%)' });
show(slopes);
front({ zh: '会做应用题吗？', says: difference, picture: slopes });
const steps = [byLevel.across('level', 'level-1', 'level-2'), byLevel.across('level', 'level-2', 'level-3')];
const both = { model: [smollm2().id, qwen25Coder().id] };
hypothesis('Both solve fewer with every further step.', predicts(steps, '>', 0, both));

// By language, the twins against each other:

show(passRate(rows, { judge: math, by: ['model', 'lang'] }).table());
const twins = compare(rows, { judge: math, of: 'lang', a: 'en', b: 'zh' });
show(twins.sentence());
hypothesis('SmolLM2 135M solves fewer in Chinese than in English.', predicts(twins, '>', 0, { model: smollm2().id }));

// By family:

show(figure.heat(passRate(rows, { judge: math, by: ['model', 'family'] })));

// How the answers fell:

show(verdictCounts(rows, { judge: math }));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, math));

// ## Limitations
//
// Greedy decoding, one answer a problem, and no worked example in the prompt. The families are school arithmetic with made-up numbers: they
// measure careful reading and exact sums, not mathematics at large. An answer that is cut off at the token limit counts as wrong.

export default await weave();
