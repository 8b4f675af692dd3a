// # Can it write a small function?
//
// Quicksort is in every textbook, so a model may know it by heart. Ninety small Python functions with tests, some of them well known
// and some not, ask for more: that the function runs, and passes at its edges too. Some prompts demand comments, or nothing but code; whether
// an answer keeps to that is counted apart.

import {
  compare,
  figure,
  notebook,
  passRate,
  passRates,
  predicts,
  sideBySide,
  tagsAsFields,
  verdictCounts,
  worstAndTypical,
} from 'evalbook';
import { code, codeAspects } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, compareModels, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// One of the two models was tuned for code. By far, as we understand it, is by more than twenty points.

// ## Materials
//
// Each function is asked for in Chinese and in English, with its name and arguments; twins count as one question. The cases are not shown
// to the model. Some prompts also forbid a builtin that would do the work, ask for comments in their language, or for nothing but code.

const { comments, onlyCode, allDemands } = codeAspects;
const functions = tagsAsFields(await load('functions'), ['level']);

// ## Run

const sibling = qwen25Coder({ size: '1.5b' });
const rows = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels()],
  dataset: functions,
  judges: [code, comments, onlyCode, allDemands],
  decoding: { maxNewTokens: 400 },
  extendTo: 1600,
});

// ## Results
//
// An answer passes where its code, run in a sandbox, gives the right result in every case and uses no name that the prompt forbids. What else
// the prompt demands is not in this rate.

const { difference } = compareModels(rows, { judge: code, a: smollm2(), b: qwen25Coder() });
hypothesis('The model that was tuned for code wins by far.', predicts(difference, '<', -0.2));

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: code, a: sibling.id, b: qwen25Coder().id }).sentence());

// The other demands, each among the answers that it was made of, whether their code is right or not: comments in the language asked for, and
// nothing but code. The last column is of all answers again: right, and every demand of the prompt kept.

const demands = { right: code, comments, 'only code': onlyCode, 'all demands': allDemands };
show(sideBySide(passRates(rows, { judges: demands, by: ['model'] })));
show(sideBySide(passRates(rows, { judges: demands, by: ['model', 'lang'] })));
show(compare(rows, { judge: allDemands, a: smollm2().id, b: qwen25Coder().id }).sentence());

// By level:

const byLevel = passRate(rows, { judge: code, by: ['model', 'level'] });
const bars = figure.bars(byLevel, { x: 'Functions that pass (%)' });
show(bars);
front({ zh: '会写小函数吗？', says: difference, picture: bars });

// By language, the twins against each other:

show(compare(rows, { judge: code, of: 'lang', a: 'en', b: 'zh' }).sentence());

// How the answers fell:

show(verdictCounts(rows, { judge: code }));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, code));

// ## Limitations
//
// Greedy decoding, one answer a prompt. Four or so cases a function can miss a wrong answer. Only Python was asked for. Comments are told by
// their script, Chinese or not, and docstrings count; whether they say something is not looked at.

export default await weave();
