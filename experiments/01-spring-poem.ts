// # Can it write a poem about spring?
//
// The article asked for "a poem about spring" in Chinese, once, and praised one answer for its rhyme and imagery. Whether a text is a
// poem at all, scans and rhymes is a matter of rules. Whether it is a good poem is not, and we do not say.

import {
  compare,
  detailOf,
  figure,
  meanOf,
  notebook,
  passRate,
  quote,
  rankAgreement,
  verdictCounts,
  worstAndTypical,
} from 'evalbook';
import { perplexityOf, poem, poemWith } from 'evalbook/judges';
import { extraModels, printed, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, gradeExisting, front, headline, show, weave } = notebook(import.meta.url);

// ## Materials
//
// The first prompt is the article's own, the others are ours, each in Chinese and English; some ask for a form. The judge keeps form,
// fluency and topic apart; how fluent English answers are the embedded model measures, but not of its own. The article prints only one of its two poems; the other cannot be graded.

const prompts = await load('spring-poem');

const article = { dataset: await load('article-outputs'), format: 'printed in the article, not asked here' };
const articleQwen = printed({
  ...article,
  id: 'article-qwen2.5-0.5b-instruct',
  title: 'the article’s Qwen2.5 0.5B',
  family: 'qwen',
  where: ({ model }) => model === 'qwen2.5-0.5b-instruct',
});

const fluent = poemWith({ perplexity: perplexityOf(smollm2()) });

// ## Run

const sibling = qwen25Coder({ size: '1.5b' });
const rows = await run({
  models: [smollm2(), qwen25Coder(), sibling, ...extraModels(), articleQwen],
  dataset: prompts,
  judges: [poem, fluent],
  decoding: { maxNewTokens: 256 },
  extendTo: 1024,
});

// ## Results
//
// An answer passes where it is a poem in the language that was asked for, and keeps the form where one was asked for.

const passed = passRate(rows, { judge: poem, by: ['model'] });
const difference = compare(rows, { judge: poem, a: smollm2().id, b: qwen25Coder().id });
headline(passed, difference);
front({ zh: '会写春天的诗吗？' });
show(passed.table());
show(difference.sentence());

// Size alone, as the two are of one family and training:

show(compare(rows, { judge: poem, a: sibling.id, b: qwen25Coder().id }).sentence());

const byLanguage = passRate(rows, { judge: poem, by: ['model', 'lang'] });
show(byLanguage.table());
show(figure.bars(byLanguage, { x: 'Poems that pass (%)' }));

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

// The article's poem, and the embedded model's answer to the same prompt:

for (const row of rows.filter(({ sample }) => sample.id === 'poem-01-zh')) show(quote(row));

// The worst answer of each model and a typical one, chosen by rule:

show(worstAndTypical(rows, poem));

// ## Limitations
//
// Greedy decoding, one answer a prompt. Rules find form, loops and broken language; they do not find beauty.

export default await weave();
