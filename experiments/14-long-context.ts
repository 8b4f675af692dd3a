// # Does it find a code in a long text?
//
// A context length in a table says how long a text may be, not what is found in it. We hide a five-digit code in a text about an invented
// town and ask for it.

import { answeredByAll, compare, figure, notebook, passRate, predicts, verdictCounts } from 'evalbook';
import { math } from 'evalbook/judges';
import { extraModels, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, run, front, headline, hypothesis, show, weave } = notebook(import.meta.url);

// ## Hypothesis
//
// A short text leaves little to confuse the code with. The context of SmolLM2 135M ends at 8,192 tokens, and a quarter of that is
// well before its end.

// ## Materials
//
// Seven sizes, up to the limit of Qwen2.5-Coder 0.5B, and three or five depths, in Chinese and English; a text and its twin count as one question.
// Sizes are nominal. What does not fit a model is an unscored error: for SmolLM2 135M every text above 8,192 tokens, and, as it splits
// Chinese into bytes, the Chinese texts from 4,096.

const texts = await load('long-context');

// ## Run

const sibling = qwen25Coder({ size: '1.5b' });
const asked = {
  judges: [math],
  decoding: { maxNewTokens: 32 },
  extendTo: 128,
  cutOffMayPass: 'the code was asked for and nothing else; what a model writes after it is not read.',
};
const rows = await run({ models: [smollm2(), qwen25Coder(), ...extraModels()], dataset: texts, ...asked });

// The larger sibling was given no texts of more than 4,096 tokens, for the time they take:

const isShort = ({ size }: (typeof texts.samples)[number]) => Number(size) <= 4096;
const larger = await run({
  models: [sibling],
  dataset: { ...texts, samples: texts.samples.filter(isShort) },
  ...asked,
});

// ## Results
//
// The two models are compared on the texts that both can hold, and in each language by itself: a line over texts that do not fit one of
// them, or over both languages, would say which texts it is over, not how they are read.

const models = [smollm2().id, qwen25Coder().id];
const both = answeredByAll(rows, models);
const found = passRate(both, { judge: math, by: ['model', 'lang'] });
const difference = compare(both, { judge: math, a: smollm2().id, b: qwen25Coder().id, by: ['lang'] });
headline(found, difference);
front({ zh: '能在长文里找到一个数字吗？', names: { zh: '中文', en: '英文' } });
show(found.table());
show(difference.sentence());

// By length, in English, then in Chinese. A model has a point where it can hold the texts:

const bySize = ['en', 'zh'].map((lang) =>
  passRate(
    rows.filter(({ sample }) => sample.lang === lang),
    { judge: math, by: ['model', 'lang', 'size'] },
  ),
);
for (const [i, title] of ['English', 'Chinese'].entries())
  show(
    figure.slopes(bySize[i] as (typeof bySize)[number], {
      between: 'size',
      across: 'Length of the text, tokens of Qwen2.5 (nominal)',
      x: 'Codes found (%)',
      title,
    }),
  );
hypothesis(
  'Both find the code in most texts of 512 tokens, in both languages.',
  predicts(bySize, '>', 0.5, { model: models, size: '512' }),
);
const longer = bySize.map((rates) => rates.across('size', '512', '2048'));
hypothesis(
  'SmolLM2 135M finds the code less often in 2,048 tokens, in both languages.',
  predicts(longer, '>', 0, { model: smollm2().id }),
);

// Size alone, as the two are of one family and training, over the texts that the larger sibling was given:

const family = [...rows.filter(({ model, sample }) => model.id === qwen25Coder().id && isShort(sample)), ...larger];
show(passRate(family, { judge: math, by: ['model', 'lang', 'size'] }).table());
show(compare(family, { judge: math, a: sibling.id, b: qwen25Coder().id, by: ['lang'] }).sentence());

// By depth, from the beginning of the text (zero) to its end, over the texts that both can hold:

show(figure.heat(passRate(both, { judge: math, by: ['model', 'lang', 'depth'] })));

// How all answers fell; a text that does not fit is no generation:

show(verdictCounts(rows, { judge: math }));

// ## Limitations
//
// A code is unlike all around it: to find it is less than to understand the text. Prompts ask for the code alone; whether a model keeps to
// that is not judged here, and readers who ask for it strike answers that found the code. One or two texts a size, depth and language, six a size
// above 8,192 tokens: a single length says little. The texts that both models can hold are shorter in Chinese than in English, so the
// languages are not compared.

export default await weave();
