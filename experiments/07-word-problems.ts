// # Can it solve word problems?
//
// One cage of chickens and rabbits says little about mathematics. Thirteen families of word problems, from one step to five, in Chinese
// and in English, say more: which model solves more of them, where it fails, and whether its written arithmetic holds.

import { compare, fewShot, figure, notebook, passRate, predicts, tagsAsFields, verdictCounts, worstAndTypical } from 'evalbook';
import { math } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, compareModels, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// The larger model has three times the parameters, every step is one more chance to slip, and SmolLM2 135M learned English.
// A worked example shows how to write an answer, not how to find one.

// ## Materials
//
// Problems come from a seeded generator, a Chinese and an English twin for each set of numbers, in families and levels; twins count as
// one question. The size was chosen so that a difference of fifteen points or less can be shown between two models on these problems. A
// problem's steps are the operations of arithmetic on the way that schools teach.

const problems = tagsAsFields(await load('word-problems'), ['family', 'level']);

// Four problems worked step by step, of a fence, a bus, shelves and a clock, are of none of these families.

const examples = await load('worked-examples');
const shown = (shots: number) => ({ prompt: fewShot(examples, { shots, tag: 'word-problem' }) });

// ## Run
//
// Each problem as it is, and after one or four worked examples. The larger sibling is asked without an example alone.

const sibling = qwen25Coder({ size: '1.5b' });
const asked = { dataset: problems, judges: [math], decoding: { maxNewTokens: 320 }, extendTo: 1280 };
const ways = await run({
  models: [smollm2(), qwen25Coder(), ...extraModels()],
  ...asked,
  conditions: { 'no example': {}, 'one example': shown(1), 'four examples': shown(4) },
});
const larger = await run({ models: [sibling], ...asked, conditions: { 'no example': {} } });
const rows = [...ways.filter(({ condition }) => condition === 'no example'), ...larger];

// ## Results
//
// Until the ways of asking are set against each other, all numbers are of answers without an example.
//
// An answer passes where its final number is exactly right, for every role that the problem asks for. The
// question is about word problems, not about these: so each family counts as one, with all its problems, and the interval says what
// other families might have shown.

const sides = { judge: math, a: smollm2(), b: qwen25Coder() };
const { difference } = compareModels(rows, { ...sides, clusters: 'family' });
hypothesis('Qwen2.5-Coder 0.5B solves more.', predicts(difference, '<', 0));

// Size alone, as these two are of one publisher and training, families of problems as clusters again:

show(compare(rows, { judge: math, a: sibling.id, b: qwen25Coder().id, clusters: 'family' }).sentence());

// On these problems of these families, each problem with its twin counted as one, the interval is narrower:

show(passRate(rows, { judge: math, by: ['model'] }).table());
show(compare(rows, { judge: math, a: smollm2().id, b: qwen25Coder().id }).sentence());

// By number of steps, families as clusters. A family's problems have few numbers of steps, some families only one, so that what steps
// do cannot be told from what families do:

const bySteps = passRate(rows, { judge: math, by: ['model', 'steps'], clusters: 'family' });
const slopes = figure.slopes(bySteps, { between: 'steps', across: 'Steps of arithmetic', x: 'Problems solved (%)' });
show(slopes);
front({ zh: '会做应用题吗？', says: difference, picture: slopes });
const steps = [bySteps.across('steps', '1', '2'), bySteps.across('steps', '2', '3')];
const both = { model: [smollm2().id, qwen25Coder().id] };
hypothesis('Both solve fewer with two steps than with one, and fewer with three than with two.', predicts(steps, '>', 0, both));

// By level, which orders the problems of a family, by the size of their numbers and mostly by their steps:

show(passRate(rows, { judge: math, by: ['model', 'level'] }).table());

// By language, the twins against each other:

show(passRate(rows, { judge: math, by: ['model', 'lang'] }).table());
const twins = compare(rows, { judge: math, of: 'lang', a: 'en', b: 'zh' });
show(twins.sentence());
hypothesis('SmolLM2 135M solves fewer in Chinese than in English.', predicts(twins, '>', 0, { model: smollm2().id }));

// By family:

show(figure.heat(passRate(rows, { judge: math, by: ['model', 'family'] })));

// How the answers fell:

show(verdictCounts(rows, { judge: math }));

// What worked examples do, families of problems as clusters:

show(passRate(ways, { judge: math, by: ['model', 'condition'], clusters: 'family' }).table());
const against = { judge: math, of: 'condition', b: 'no example', clusters: 'family' };
const examplesHelp = compare(ways, { ...against, a: 'four examples' });
show(examplesHelp.sentence());
show(compare(ways, { ...against, a: 'one example' }).sentence());
hypothesis('Four worked examples do not add ten points to either model.', predicts(examplesHelp, '<', 0.1, both));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, math));

// ## Limitations
//
// Greedy decoding, one answer a problem; one set of worked examples in one order, which another may beat. The families are school arithmetic with made-up numbers: they
// measure careful reading and exact sums, not mathematics at large. An answer that is cut off at the token limit counts as wrong.

export default await weave();
