// # Does three times the size help?
//
// Most of what we compare differs in size and in training at once. Qwen2.5-Coder 0.5B and 1.5B do not: one publisher, one series, one
// training as the publisher describes it. So here a difference can be called one of size, as far as two models can show it. What it costs stands beside it.

import {
  compare,
  costOfDoubling,
  doublingFinding,
  doublingsBetween,
  doublingTable,
  figure,
  machineLine,
  notebook,
  passRate,
  sideBySide,
  tagsAsFields,
} from 'evalbook';
import { code, constraints, json, jsonAspects, math, poem } from 'evalbook/judges';
import { factsOf, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, speed, front, show, weave } = notebook(import.meta.url);

// ## Materials
//
// The questions, limits and judges of the reports on single tasks; the answers are the recorded ones. SmolLM2 135M stands beside
// the two, for scale: it differs from them in training too, and is in no comparison here. Two comparisons are of one set of answers, JSON objects read twice, with a
// Markdown fence allowed and without.

const small = qwen25Coder();
const large = qwen25Coder({ size: '1.5b' });
const models = [smollm2(), small, large];

// ## Run

type Plan = Parameters<typeof run>[0];
const ask = (dataset: Plan['dataset'], judges: Plan['judges'], maxNewTokens: number, extendTo = 4 * maxNewTokens) =>
  run({ models, dataset, judges, decoding: { maxNewTokens }, extendTo });

const { fenceAllowed } = jsonAspects;
const cages = await ask(await load('chickens-and-rabbits'), [math], 400);
const objects = await ask(await load('json-objects'), [json, fenceAllowed], 320);
const sorts = await ask(await load('quicksort'), [code], 512, 1024);
const problems = await ask(tagsAsFields(await load('word-problems'), ['family']), [math], 320);
const functions = await ask(tagsAsFields(await load('functions'), ['level']), [code], 400);
const instructions = await ask(await load('instructions'), [constraints], 320);
const prose = await ask(await load('climate-joke-identity'), [constraints], 400);
const poems = await ask(await load('poems'), [poem], 256);
const spoken = await ask(await load('language-requests'), [constraints], 256);
const sums = await ask(await load('multilingual-sums'), [math], 256);
const answered = await ask(await load('multilingual-answers'), [constraints], 128, 1024);
const facts = answered.filter(({ sample }) => sample.kind === 'fact');

// Of the long texts the larger one was given those of up to 4,096 tokens, and SmolLM2 135M cannot hold all of these; so they are asked of the two.

const texts = await load('long-context');
const codes = await run({
  models: [small, large],
  dataset: { ...texts, samples: texts.samples.filter(({ size }) => Number(size) <= 4096) },
  judges: [math],
  decoding: { maxNewTokens: 32 },
  extendTo: 128,
  cutOffMayPass: 'the code was asked for and nothing else; what a model writes after it is not read.',
});

// ## Results
//
// What the larger one passes more, task by task, and for each doubling of parameters, if each bought the same:

const sides = { a: large.id, b: small.id };
const tasks = {
  'chickens and rabbits': compare(cages, { judge: math, ...sides }),
  'JSON objects, fence allowed': compare(objects, { judge: fenceAllowed, ...sides }),
  'JSON objects, strict': compare(objects, { judge: json, ...sides }),
  'quicksort and its kin': compare(sorts, { judge: code, ...sides }),
  'word problems': compare(problems, { judge: math, ...sides, clusters: 'family' }),
  'small functions': compare(functions, { judge: code, ...sides }),
  instructions: compare(instructions, { judge: constraints, ...sides }),
  'essay, joke, identity': compare(prose, { judge: constraints, ...sides }),
  poems: compare(poems, { judge: poem, ...sides }),
  'in the language asked for, to the point': compare(spoken, { judge: constraints, ...sides }),
  'sums in ten languages': compare(sums, { judge: math, ...sides }),
  'facts in ten languages': compare(facts, { judge: constraints, ...sides }),
  'codes in long texts': compare(codes, { judge: math, ...sides }),
};
const parameters = [small, large].map(({ id }) => factsOf(id).withoutOutput) as [number, number];
const doublings = doublingsBetween(...parameters);
show(doublingTable(tasks, doublings));

// The interval of word problems is by families, as [the report on them](07-word-problems.md) has it: it says what others might show.
//
// All three models:

const by = { by: ['model'] };
const rates = {
  'chickens and rabbits': passRate(cages, { judge: math, ...by }),
  'JSON objects': passRate(objects, { judge: fenceAllowed, ...by }),
  'quicksort and its kin': passRate(sorts, { judge: code, ...by }),
  'word problems': passRate(problems, { judge: math, ...by, clusters: 'family' }),
  'small functions': passRate(functions, { judge: code, ...by }),
  instructions: passRate(instructions, { judge: constraints, ...by }),
  'essay, joke, identity': passRate(prose, { judge: constraints, ...by }),
  poems: passRate(poems, { judge: poem, ...by }),
};
const inTenLanguages = {
  'in the language asked for, to the point': passRate(spoken, { judge: constraints, ...by }),
  'sums in ten languages': passRate(sums, { judge: math, ...by }),
  'facts in ten languages': passRate(facts, { judge: constraints, ...by }),
};
show(sideBySide(rates));
show(sideBySide(inTenLanguages));

// The two, on long texts:

show(passRate(codes, { judge: math, ...by }).table());

// What the size costs on one machine, in both kinds of arithmetic; all recorded answers are of the portable one.

const timed = [
  ...models,
  smollm2({ arithmetic: 'fast' }),
  qwen25Coder({ arithmetic: 'fast' }),
  qwen25Coder({ size: '1.5b', arithmetic: 'fast' }),
];
const records = await speed({ models: timed, runs: 5 });
show(machineLine(records));
show(costOfDoubling(records, [small.id, large.id], doublings));
show(costOfDoubling(records, [`${small.id}-fast`, `${large.id}-fast`], doublings));

// Quality against time and memory, portable arithmetic, without the two tasks of the fewest answers, those in ten languages and long texts:

const y = 'Passed (%)';
const { 'chickens and rabbits': _, 'quicksort and its kin': __, ...drawn } = rates;
const memory = figure.tradeoff(drawn, { records, cost: 'peakMemoryMB', y });
show(figure.tradeoff(drawn, { records, cost: 'shortTokensPerSecond', y }));
show(memory);
const names = {
  'chickens and rabbits': '鸡兔同笼',
  'JSON objects, fence allowed': 'JSON 对象，允许代码围栏',
  'JSON objects, strict': 'JSON 对象，严格',
  'quicksort and its kin': '快速排序一类',
  'word problems': '应用题',
  'small functions': '小函数',
  instructions: '指令',
  'essay, joke, identity': '作文、笑话、自报家门',
  poems: '诗',
  'in the language asked for, to the point': '用要求的语言而且切题',
  'sums in ten languages': '十种语言的算术',
  'facts in ten languages': '十种语言的常识',
  'codes in long texts': '长文中的数字',
};
front({ zh: '大三倍有用吗？', names, says: doublingFinding(tasks, { chinese: names, records }), picture: memory });

// Sentence by sentence, with what could not have been shown:

for (const one of Object.values(tasks)) show(one.sentence());

// ## Limitations
//
// Two sizes of one family: a third could be above or below the line through them. Greedy decoding, one answer a question, weights of few
// bits, and of the larger one fewer, as its publisher's files have them: what that costs each is not known here. Fast arithmetic writes other text, whose quality was not graded:
// so it has times and memory, and no pass rates. Speed belongs to this machine. Texts of more than 4,096
// tokens were not given to the larger one.

export default await weave();
