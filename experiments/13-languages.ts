// # Which languages does it speak?
//
// The article counts twenty-nine languages for one model. A count says little; we ask the same sums and the same small requests in ten
// languages and look where the answers stop being right, or stop being in the language.

import { compare, figure, notebook, passRate, verdictCounts } from 'evalbook';
import { constraints, math } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// The embedded model answers in English, whatever it is asked in. Qwen-Coder speaks most of the ten.

// ## Materials
//
// Thirty-five sums and thirty-six small requests, each in ten languages; all translations of one count as one question.

const sums = await load('multilingual-sums');
const requests = await load('multilingual-answers');
const models = [smollm2(), qwen25Coder(), ...extraModels()];

// ## Run

const solved = await run({
  models,
  dataset: sums,
  judges: [math],
  decoding: { maxNewTokens: 256 },
});
const answered = await run({
  models,
  dataset: requests,
  judges: [constraints],
  decoding: { maxNewTokens: 128 },
});

// ## Results
//
// Sums, right where the number is:

const difference = compare(solved, { judge: math, a: smollm2().id, b: qwen25Coder().id });
headline(passRate(solved, { judge: math, by: ['model'] }), difference);
const byLanguage = figure.heat(passRate(solved, { judge: math, by: ['model', 'lang'] }));
show(byLanguage);
front({ zh: '会说哪些语言？', picture: byLanguage });
show(passRate(solved, { judge: math, by: ['model'] }).table());
show(difference.sentence());

// Small requests, right where the answer keeps what was asked, language included:

show(figure.heat(passRate(answered, { judge: constraints, by: ['model', 'lang'] })));
show(passRate(answered, { judge: constraints, by: ['model'] }).table());
show(compare(answered, { judge: constraints, a: smollm2().id, b: qwen25Coder().id }).sentence());
show(verdictCounts(answered, { judge: constraints }));

// ## Limitations
//
// Some thirty-five questions a language: a single cell of the heat tables has an interval of up to 32 points. The translations are ours, and read
// by no native speaker of each. A number is right in any script, so sums do not say which language the model wrote.

export default await weave();
