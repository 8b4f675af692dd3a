// # Does it keep the form of a poem?
//
// One poem about spring was praised for its rhyme. Here are twenty-two topics and eleven forms: a model that knows how to rhyme in seven
// characters a line should do so for rain and for a lamp as well.

import {
  compare,
  detailOf,
  figure,
  meanOf,
  notebook,
  passRate,
  predicts,
  rankAgreement,
  tagsAsFields,
  verdictCounts,
  worstAndTypical,
} from 'evalbook';
import { perplexityOf, poem, poemWith } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, gradeExisting, compareModels, front, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// Free verse demands nothing of lines or rhyme, any form does; the fixed forms (quatrains of regulated verse, haiku, limerick) demand most.
// Beyond a model, as we understand it, is what it does in fewer than a tenth of its answers.

// ## Materials
//
// Topics and forms from a seeded generator. In half of the pairs the Chinese and the English prompt ask for the same thing; in the other half
// each asks for a form of its own tradition. The embedded model measures how fluent English answers are, but not its own.

const prompts = tagsAsFields(await load('poems'), ['topic', 'form']);

const fluent = poemWith({ perplexity: perplexityOf(smollm2()) });

// ## Run

const sibling = qwen25Coder({ size: '1.5b' });
const rows = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels()],
  dataset: prompts,
  judges: [poem, fluent],
  decoding: { maxNewTokens: 256 },
  extendTo: 1024,
});

// ## Results
//
// An answer passes where it is a poem in the language that was asked for, and keeps the form where one was asked for.

compareModels(rows, { judge: poem, a: smollm2(), b: qwen25Coder() });
front({ zh: '能守住诗的格式吗？' });

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: poem, a: sibling.id, b: qwen25Coder().id }).sentence());

// By form:

const byForm = passRate(rows, { judge: poem, by: ['model', 'form'] });
show(figure.heat(byForm));

const both = [smollm2().id, qwen25Coder().id];
const fixed = ['five-or-haiku', 'seven-or-limerick'];
const forms = [...fixed, 'two', 'four-lines', 'four-rhymed', 'six-lines', 'eight', 'even', 'rhymed'];
const freeOver = forms.map((form) => byForm.across('form', 'free', form));
hypothesis('Free verse passes more often than any form, with both models.', predicts(freeOver, '>', 0, { model: both }));
hypothesis('The fixed forms are beyond both models.', predicts(byForm, '<', 0.1, { model: both, form: fixed }));

// By language:

show(figure.bars(passRate(rows, { judge: poem, by: ['model', 'lang'] }), { x: 'Poems that pass (%)' }));

// Form, topic, variety and fluency by themselves, each from zero to one. Form: how much of it is kept. Topic: words of a list, of which a third is
// enough. Variety: how many characters or words are different, in windows of fifty. Fluency: whole, without loops, and likelier in its own order than in disorder; Chinese by the pairs of characters in Tang
// and Song verse, so that Chinese of today has none; English by what the embedded model finds, which does not read its own answers. What
// is no poem has no form and no fluency.

const judge = [fluent, poem];
show(meanOf(rows, { judge, detail: ['form', 'topic', 'variety', 'fluency'], by: ['model', 'lang'] }).table());

for (const [detail, x] of [
  ['variety', 'Variety'],
  ['fluency', 'Fluency'],
] as const) {
  const value = (row: (typeof rows)[number]) => detailOf(row, { judge, detail });
  show(figure.distribution(rows, { value, by: ['model', 'lang'], x, range: [0, 1] }));
}

// How far variety, then fluency, put answers in the order of a reader of fluency: a language model gave one to five points by rules, twice, to answers of this report
// and of others, without the judge's numbers ([rules](../datasets/poem-fluency/README.md)). The mean of both readings counts:

const answers = await load('poem-fluency');
const isOwn = ({ lang, model }: (typeof answers.samples)[number]) => lang === 'en' && model === smollm2().id;
const read = [
  ...(await gradeExisting({ dataset: answers, judges: [poem, fluent], where: (sample) => !isOwn(sample) })),
  ...(await gradeExisting({ dataset: answers, judges: [poem], where: isOwn })),
];
const reader = { judge, reading: 'reading', by: ['lang'], clusters: 'prompt' };
show(rankAgreement(read, { ...reader, detail: 'variety' }).table());
show(rankAgreement(read, { ...reader, detail: 'fluency' }).table());

// Loops are easily told. Without them, variety, then fluency:

const whole = read.filter((row) => detailOf(row, { judge, detail: 'loops' }) === 0);
show(rankAgreement(whole, { ...reader, detail: 'variety' }).table());
show(rankAgreement(whole, { ...reader, detail: 'fluency' }).table());

// One reading against the other, all answers, then without loops:

const readers = { field: 'reading_1', reading: 'reading_2', by: ['lang'], clusters: 'prompt' };
show(rankAgreement(read, readers).table());
show(rankAgreement(whole, readers).table());

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
