// # Does it keep the form of a poem?
//
// One poem about spring was praised for its rhyme. Here are twenty-two topics and eleven forms: a model that knows how to rhyme in seven
// characters a line should do so for rain and for a lamp as well.

import { figure, notebook, passRate, tagsAsFields, verdictCounts, worstAndTypical } from 'evalbook';
import { poem } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, compareModels, front, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// Free verse passes more often than any form. Fixed forms (regulated verse, limerick, haiku) are beyond both models.

// ## Materials
//
// Topics and forms from a seeded generator. In half of the pairs the Chinese and the English prompt ask for the same thing; in the other half
// each asks for a form of its own tradition.

const prompts = tagsAsFields(await load('poems'), ['topic', 'form']);

// ## Run

const rows = await run({
  models: [smollm2(), qwen25Coder(), ...extraModels()],
  dataset: prompts,
  judges: [poem],
  decoding: { maxNewTokens: 256 },
});

// ## Results
//
// An answer passes where it is a poem in the language that was asked for, and keeps the form where one was asked for.

compareModels(rows, { judge: poem, a: smollm2(), b: qwen25Coder() });
front({ zh: '能守住诗的格式吗？' });

// By form:

show(figure.heat(passRate(rows, { judge: poem, by: ['model', 'form'] })));

// By language:

show(figure.bars(passRate(rows, { judge: poem, by: ['model', 'lang'] }), { x: 'Poems that pass (%)' }));

// Why the others do not:

show(verdictCounts(rows, { judge: poem }));

// Whether they rhyme, where the judge can tell:

show(verdictCounts(rows, { judge: poem, detail: 'rhyme' }));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, poem));

// ## Limitations
//
// Greedy decoding, one answer a prompt. Rules find form, loops and broken language; they do not find beauty. Prompts with forms of their own
// tradition are not equally hard in both languages, so we do not compare the languages.

export default await weave();
