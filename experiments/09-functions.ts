// # Can it write a small function?
//
// Quicksort is in every textbook, so a model may know it by heart. Ninety small Python functions with tests, some of them well known
// and some not, ask for more: that the function runs, passes at its edges too, and carries the comments that were asked for.

import { compare, figure, notebook, passRate, tagsAsFields, verdictCounts, worstAndTypical } from 'evalbook';
import { code } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, compareModels, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// Here the model that was tuned for code should win by far.

// ## Materials
//
// Each function is asked for in Chinese and in English, with its name and arguments; twins count as one question. The cases are not shown
// to the model. Some prompts also ask for comments in their language, or forbid a builtin that would do the work.

const functions = tagsAsFields(await load('functions'), ['level']);

// ## Run

const rows = await run({
  models: [smollm2(), qwen25Coder(), ...extraModels()],
  dataset: functions,
  judges: [code],
  decoding: { maxNewTokens: 400 },
});

// ## Results
//
// An answer passes where its code, run in a sandbox, gives the right result in every case and keeps the prompt's further demands.

const { difference } = compareModels(rows, { judge: code, a: smollm2(), b: qwen25Coder() });

// By level:

const byLevel = passRate(rows, { judge: code, by: ['model', 'level'] });
const bars = figure.bars(byLevel, { x: 'Functions that pass (%)' });
show(bars);
front({ zh: '会写小函数吗？', says: difference, picture: bars });

// By language, the twins against each other:

show(passRate(rows, { judge: code, by: ['model', 'lang'] }).table());
show(compare(rows, { judge: code, of: 'lang', a: 'en', b: 'zh' }).sentence());

// How the answers fell:

show(verdictCounts(rows, { judge: code }));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, code));

// ## Limitations
//
// Greedy decoding, one answer a prompt. Four or so cases a function can miss a wrong answer. Only Python was asked for.

export default await weave();
