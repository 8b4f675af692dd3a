// # Which languages does it speak?
//
// The article counts twenty-nine languages for one model. A count says little. To speak a language is to answer in it when told to, and to say
// something right in it; a model may do the one without the other. So we ask for answers in ten languages and look which language comes back,
// and ask the same sums and facts in all ten and look where the answers stop being right.

import { compare, figure, notebook, passRate, predicts, sideBySide, verdictCounts, worstAndTypical } from 'evalbook';
import { constraints, constraintsAspects, math } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// SmolLM2 135M learned English, Qwen2.5-Coder 0.5B many languages.

// ## Materials
//
// Twelve everyday questions that demand an answer of a sentence or two in a language, each of the ten: once in a request in that language, once in
// another (English asks for the nine others, and each of them in turn for English). Thirty-five sums and thirty-six small requests (facts,
// choices, texts, lists), each in ten languages. All versions of one count as one question.

const { language } = constraintsAspects;
const demanding = await load('language-requests');
const sums = await load('multilingual-sums');
const requests = await load('multilingual-answers');
const sibling = qwen25Coder({ size: '1.5b' });
const models = [smollm2(), qwen25Coder(), sibling, ...extraModels()];

// ## Run

const spoken = await run({
  models,
  dataset: demanding,
  judges: [constraints, language],
  decoding: { maxNewTokens: 256 },
  extendTo: 1024,
});
const solved = await run({
  models,
  dataset: sums,
  judges: [math],
  decoding: { maxNewTokens: 256 },
  extendTo: 1024,
});
const answered = await run({
  models,
  dataset: requests,
  judges: [constraints],
  decoding: { maxNewTokens: 128 },
  extendTo: 1024,
});
const facts = answered.filter(({ sample }) => sample.kind === 'fact');

// ## Results
//
// The language asked for is kept where the answer is in it; what the request says itself is left out, so the request said again is no answer.
// That says nothing of the sense. So beside it stands a weak sign of sense, to the point: the language is kept, and the answer holds at least one
// word that belongs to an answer, "flour" or "oven" where bread is asked for.

const kept = passRate(spoken, { judge: language, by: ['model'] });
const keptDifference = compare(spoken, { judge: language, a: smollm2().id, b: qwen25Coder().id });
const toThePoint = compare(spoken, { judge: constraints, a: smollm2().id, b: qwen25Coder().id });
headline(kept, keptDifference, 'kept the language');
headline(passRate(spoken, { judge: constraints, by: ['model'] }), toThePoint, 'kept it, to the point');

// The language kept, where the request is written in it, and across languages:

show(passRate(spoken, { judge: language, by: ['model', 'request'] }).table());
show(kept.table());
hypothesis(
  'Qwen2.5-Coder 0.5B keeps the language in most of the requests.',
  predicts(kept, '>', 0.5, { model: qwen25Coder().id }),
);
show(keptDifference.sentence());

// Kept, and to the point:

show(passRate(spoken, { judge: constraints, by: ['model', 'request'] }).table());
show(toThePoint.sentence());

// The language kept, by language:

const byLanguage = figure.heat(passRate(spoken, { judge: language, by: ['model', 'request', 'lang'] }), {
  x: 'Answers in the language asked for (%)',
});
show(byLanguage);
const others = ['zh', 'es', 'fr', 'de', 'pt', 'ru', 'ar', 'ja', 'ko'];
const keptInEach = passRate(spoken, { judge: language, by: ['model', 'lang'] });
show(figure.heat(keptInEach));
hypothesis(
  'In no language but English SmolLM2 135M keeps the language in a quarter of the requests.',
  predicts(keptInEach, '<', 0.25, { model: smollm2().id, lang: others }),
);
const names = {
  'kept the language': '用了要求的语言',
  'kept it, to the point': '用了要求的语言而且切题',
  'solved, sums': '算对，算术',
  'solved, facts': '答对，常识',
};
front({ zh: '会说哪些语言？', names, says: keptDifference, picture: byLanguage });
show(verdictCounts(spoken, { judge: constraints }));

// Solved: a sum where the number is right, a fact where the word is there.

const sumsDifference = compare(solved, { judge: math, a: smollm2().id, b: qwen25Coder().id });
const factsDifference = compare(facts, { judge: constraints, a: smollm2().id, b: qwen25Coder().id });
headline(passRate(solved, { judge: math, by: ['model'] }), sumsDifference, 'solved, sums');
headline(passRate(facts, { judge: constraints, by: ['model'] }), factsDifference, 'solved, facts');
show(figure.heat(passRate(solved, { judge: math, by: ['model', 'lang'] })));
show(sumsDifference.sentence());
show(factsDifference.sentence());

// Size alone, as the two are of one family and training; kept, kept and to the point, sums, facts:

const size = { a: sibling.id, b: qwen25Coder().id };
show(compare(spoken, { judge: language, ...size }).sentence());
show(compare(spoken, { judge: constraints, ...size }).sentence());
show(compare(solved, { judge: math, ...size }).sentence());
show(compare(facts, { judge: constraints, ...size }).sentence());

// Kept and solved, language by language:

show(
  sideBySide({
    'kept the language': keptInEach,
    'kept it, to the point': passRate(spoken, { judge: constraints, by: ['model', 'lang'] }),
    'solved, sums': passRate(solved, { judge: math, by: ['model', 'lang'] }),
    'solved, facts': passRate(facts, { judge: constraints, by: ['model', 'lang'] }),
  }),
);

// All languages together:

show(
  sideBySide({
    'kept the language': kept,
    'kept it, to the point': passRate(spoken, { judge: constraints, by: ['model'] }),
    'solved, sums': passRate(solved, { judge: math, by: ['model'] }),
    'solved, facts': passRate(facts, { judge: constraints, by: ['model'] }),
  }),
);

// The small requests by what they ask for; a pass keeps all that was asked, and only the texts demand a language:

show(passRate(answered, { judge: constraints, by: ['model', 'kind'] }).table());

// The worst answer of each model to a demand for a language, and a typical one, chosen by rule:

show(worstAndTypical(spoken, constraints));

// ## Limitations
//
// Whether an answer is in a language is told by its script, and among the five languages in Latin script by their commonest words; so a sixth
// language is taken for the nearest, and words of the language that mean nothing keep it. A request said again with a word changed may pass. The
// translations are ours, and read by no native speaker of each. One wording of the demand a language. A word that belongs to an answer can stand in
// a wrong one, and a right one may do without the words of our lists. A number is right in any script, and a fact may be named in an answer in
// another language: solved does not say which language the model wrote.

export default await weave();
