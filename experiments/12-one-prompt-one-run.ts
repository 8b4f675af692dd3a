// # What does one prompt, run once, say?
//
// The article asked each model four things, once, and declared a winner. We ask the same four things in sixteen ways each, five times, at the
// article's temperature. Then we can say how often its method, applied to our two models, would have named the better one.

import {
  compare,
  moreRunsTable,
  notebook,
  passAtKTable,
  passRate,
  predicts,
  singleRunFinding,
  singleRunOdds,
  singleRunTable,
} from 'evalbook';
import { code, json, math, poem } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// A single look at one prompt names somebody only where one model passes and the other does not. Looks at four tasks have four chances,
// and Qwen2.5-Coder 0.5B, the larger model, has more of them.

// ## Materials
//
// The four datasets of the first four reports, which hold the article's own prompts. Sampling as in the article: temperature 0.7, 256 new
// tokens, but an answer that is cut off there is asked again with twice as many; each answer has a seed of its own.

const decoding = { maxNewTokens: 256, temperature: 0.7, topP: 0.9 };
const models = [smollm2(), qwen25Coder(), ...extraModels()];
const ask = { models, decoding, extendTo: 2048, trials: 5 };

// ## Run

const poems = await run({ ...ask, dataset: await load('spring-poem'), judges: [poem] });
const users = await run({ ...ask, dataset: await load('user-json'), judges: [json] });
const sorts = await run({ ...ask, dataset: await load('quicksort'), judges: [code] });
const cages = await run({ ...ask, dataset: await load('chickens-and-rabbits'), judges: [math] });

// ## Results
//
// All answers, the five of a prompt and its twin in the other language counting as one question:

const [a, b] = [smollm2().id, qwen25Coder().id];
const tasks = [
  { title: 'poem', rows: poems, judge: poem },
  { title: 'JSON', rows: users, judge: json },
  { title: 'quicksort', rows: sorts, judge: code },
  { title: 'cage', rows: cages, judge: math },
];
for (const { rows, judge } of tasks) {
  show(passRate(rows, { judge, by: ['model'] }).table());
  show(compare(rows, { judge, a, b }).sentence());
}

// With more tries a prompt:

show(passAtKTable(tasks, [1, 3, 5]));

// One prompt, one run, as a reader of the article would have seen it:

const looks = singleRunOdds(tasks, { a, b });
const eachTask = singleRunTable(looks, { a, b });
show(eachTask);
hypothesis('Most single looks name nobody, whatever the task.', predicts(eachTask, '>', 0.5, { names: 'neither' }));

// The article's method is one prompt for each of the four tasks, and the winner is who wins more of them:

const says = singleRunFinding(looks, { a, b });
show(says.brief('en'));
front({ zh: '一问一答，能说明什么？', says });
hypothesis('Most looks at all four tasks name Qwen2.5-Coder 0.5B.', predicts(says, '>', 0.5, { names: b }));

// With more prompts a task:

show(moreRunsTable(looks, [1, 2, 4, 8, 16], { a, b }));

// ## Limitations
//
// The odds are those of our two models and our judges' rules; a reader who is lenient with a fence around JSON sees other winners. Two models
// nearer to each other than these would be named wrongly more often. A draw of prompts knows only the prompts that we have.

export default await weave();
