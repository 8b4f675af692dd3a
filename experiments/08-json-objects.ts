// # Does it keep to a schema?
//
// The article calls one model's structured output "stable" after one user record. Here are twenty-one kinds of objects, from flat ones to
// lists of objects inside objects, each asked for in words that a schema can check.

import { compare, figure, notebook, passRate, tagsAsFields, verdictCounts, worstAndTypical } from 'evalbook';
import { json } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, compareModels, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// A model tuned for code writes more valid JSON than one three times smaller that was not. Both do worse the deeper the object is.

// ## Materials
//
// A seeded generator writes the demand and the schema from the same description, in Chinese and in English; twins count as one question.
// Level 1 is a flat object, level 2 has lists or an inner object, level 3 lists of objects.

const objects = tagsAsFields(await load('json-objects'), ['kind', 'level']);

// ## Run

const rows = await run({
  models: [smollm2(), qwen25Coder(), ...extraModels()],
  dataset: objects,
  judges: [json],
  decoding: { maxNewTokens: 320 },
});

// ## Results
//
// An answer passes where it is JSON as it stands, without a fence or a word around it, and valid under the schema. How far the others
// came is in the table of tiers below.

const { difference } = compareModels(rows, { judge: json, a: smollm2(), b: qwen25Coder() });
front({ zh: '能守住 JSON 模式吗？', says: difference });

// By depth:

const byLevel = passRate(rows, { judge: json, by: ['model', 'level'] });
show(figure.slopes(byLevel, { between: 'level', x: 'Answers that pass (%)' }));

// By language, the twins against each other:

show(passRate(rows, { judge: json, by: ['model', 'lang'] }).table());
show(compare(rows, { judge: json, of: 'lang', a: 'en', b: 'zh' }).sentence());

// How the answers fell, and in which tier the JSON was found:

show(verdictCounts(rows, { judge: json }));
show(verdictCounts(rows, { judge: json, detail: 'tier' }));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, json));

// ## Limitations
//
// Greedy decoding, one answer a demand. Nothing constrains what the model may write: with a grammar, which many servers offer, every
// answer would be JSON. A fence around the object fails here; where a program strips fences, read the tiers.

export default await weave();
