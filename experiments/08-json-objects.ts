// # Does it keep to a schema?
//
// The article calls one model's structured output "stable" after one user record. Here are twenty-one kinds of objects, from flat ones to
// lists of objects inside objects, each asked for in words that a schema can check. Whether the answer is JSON, whether a fence or a word
// stands around it, and whether it fits the schema are three questions, and are counted apart.

import {
  aspect,
  compare,
  fewShot,
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
import { json, jsonAspects } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// One model was tuned for code, the other is three times smaller and was not. A deeper object has more that can go wrong. Where a model can
// write nothing but JSON of the schema, most of its failing should be gone; what is left is content. Examples show that no fence is wanted.

// ## Materials
//
// A seeded generator writes the demand and the schema from the same description, in Chinese and in English; twins count as one question.
// Level 1 is a flat object, level 2 has lists or an inner object, level 3 lists of objects. Five wordings, in turn, say that JSON is wanted,
// each in its own way.

const { isJson, bare, fits, fenceAllowed } = jsonAspects;
const objects = tagsAsFields(await load('json-objects'), ['kind', 'level']);

// Four demands with a right answer each, for a boat, a lamp, a museum and a train, are of none of these kinds.

const examples = await load('worked-examples');
const shown = (shots: number) => ({ prompt: fewShot(examples, { shots, tag: 'json' }) });

// ## Run
//
// Form can be given to a model: at each token only those are left from which JSON of the schema can still come ("held"). It is asked the
// same, at the same limits, as where it is free. Or the form is shown: one or four demands and their answers stand before the one that is asked.

const meant = aspect({
  of: json,
  name: 'nothing doubtful',
  keeps: ({ score, details }) => (score === null ? null : score === 1 && !(details?.implausible as string[] | undefined)?.length),
});
const sibling = qwen25Coder({ size: '1.5b' });
const ways = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels()],
  dataset: objects,
  judges: [json, isJson, bare, fits, fenceAllowed, meant],
  decoding: { maxNewTokens: 320 },
  conditions: {
    free: {},
    held: { schema: ({ target }) => (target as { schema: Record<string, unknown> }).schema },
    'one example': shown(1),
    'four examples': shown(4),
  },
  extendTo: 1280,
});
const rows = ways.filter(({ condition }) => condition === 'free');

// ## Results
//
// Until the ways of asking are set against each other, all numbers are of free answers without an example.
//
// The question is of the schema, so a Markdown fence may stand around the object here ("fence allowed"): a program strips it in a line. Read
// strictly, an answer passes only where it is JSON as it stands, without a fence or a word around it. The first three columns are the three
// questions, each of all answers; the last two are what passes.

const columns = { 'is JSON': isJson, bare, 'fits the schema': fits, 'fence allowed': fenceAllowed, strict: json };
show(sideBySide(passRates(rows, { judges: columns, by: ['model'] })));

const difference = compare(rows, { judge: fenceAllowed, a: smollm2().id, b: qwen25Coder().id });
const strictly = compare(rows, { judge: json, a: smollm2().id, b: qwen25Coder().id });
headline(passRate(rows, { judge: fenceAllowed, by: ['model'] }), difference, 'fence allowed');
headline(passRate(rows, { judge: json, by: ['model'] }), strictly, 'strict');
front({ zh: '能守住 JSON 模式吗？', names: { 'fence allowed': '允许代码围栏', strict: '严格' }, says: difference });
show(difference.sentence());
hypothesis('The model tuned for code writes more valid JSON.', predicts(difference, '<', 0));
show(strictly.sentence());

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: fenceAllowed, a: sibling.id, b: qwen25Coder().id }).sentence());

// By the wording of the demand:

const wordings = passRate(rows, { judge: json, by: ['wording'] }).groups;
const most = wordings.reduce((best, one) => (one.passed > best.passed ? one : best));
show(
  `Of ${wordings.reduce((sum, { passed }) => sum + passed, 0)} strict passes, ${most.passed} answer one of the ${wordings.length} wordings, "${most.group.wording}".`,
);
show(sideBySide(passRates(rows, { judges: columns, by: ['model', 'wording'] })));

// By depth, with a fence allowed:

const byLevel = passRate(rows, { judge: fenceAllowed, by: ['model', 'level'] });
show(figure.slopes(byLevel, { between: 'level', x: 'Fits the schema, fence allowed (%)' }));
const depths = [byLevel.across('level', 'level-1', 'level-2'), byLevel.across('level', 'level-2', 'level-3')];
const both = { model: [smollm2().id, qwen25Coder().id] };
hypothesis('Both do worse the deeper the object is.', predicts(depths, '>', 0, both));
show(sideBySide(passRates(rows, { judges: columns, by: ['model', 'level'] })));

// By language, the twins against each other:

show(sideBySide(passRates(rows, { judges: columns, by: ['model', 'lang'] })));
show(compare(rows, { judge: fenceAllowed, of: 'lang', a: 'en', b: 'zh' }).sentence());

// How the answers fell when read strictly, and in which tier the JSON was found:

show(verdictCounts(rows, { judge: json }));
show(verdictCounts(rows, { judge: json, detail: 'tier' }));

// How much of failing is form? Each model, free and held to each sample's schema. The last column counts an answer only if it passes and no value in
// it looks unmeant, as an age in the hundreds or the name "string" do, by rules over keys and texts:

const passes = { 'fits the schema': fits, strict: json, 'strict, nothing doubtful': meant };
show(sideBySide(passRates(ways, { judges: passes, by: ['model', 'condition'] })));
const small = ways.filter(({ model }) => model.id === smollm2().id);
const tuned = ways.filter(({ model }) => model.id === qwen25Coder().id);
const largest = ways.filter(({ model }) => model.id === sibling.id);
const form = compare(small, { judge: json, of: 'condition', a: 'held', b: 'free' });
show(form.sentence());
show(compare(tuned, { judge: json, of: 'condition', a: 'held', b: 'free' }).sentence());
show(compare(largest, { judge: json, of: 'condition', a: 'held', b: 'free' }).sentence());
hypothesis('Held to its schema, SmolLM2 135M passes strictly at least 50 points more often.', predicts(form, '>', 0.5));

const held = ways.filter(({ condition }) => condition === 'held');
const kept = passRate(
  small.filter(({ condition }) => condition === 'held'),
  { judge: meant, by: ['model', 'condition'] },
);
show(kept.table());
hypothesis(
  'Of its held answers, at least one in ten does not pass, or has a value that looks unmeant.',
  predicts(kept, '<', 0.9),
);

// What became of the held answers. One that comes to its limit is closed there, so it is JSON and fits, and does not pass:

show(verdictCounts(held, { judge: json }));

// Is the form as well shown as forced? With one example and with four:

const free = ways.filter(({ condition }) => condition !== 'held');
show(sideBySide(passRates(free, { judges: columns, by: ['model', 'condition'] })));
const four = compare(free, { judge: json, of: 'condition', a: 'four examples', b: 'free' });
show(four.sentence());
show(compare(free, { judge: json, of: 'condition', a: 'one example', b: 'free' }).sentence());
hypothesis(
  'With four examples, Qwen2.5-Coder 0.5B passes strictly at least 30 points more often.',
  predicts(four, '>', 0.3, { model: qwen25Coder().id }),
);
hypothesis(
  'With four examples, SmolLM2 135M passes strictly less than 30 points more often.',
  predicts(four, '<', 0.3, { model: smollm2().id }),
);

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, fenceAllowed));

// ## Limitations
//
// Greedy decoding, one answer a demand; one set of worked examples in one order, which another may beat. The objects that a held model writes have no keys but those of the schema, which a free answer may have where the schema allows it. A wording was given to some kinds and levels and not to others, so wordings differ in their objects too, though each
// has all three levels. A value that fits may still be wrong: the schema knows types and ranges, not flights.

export default await weave();
