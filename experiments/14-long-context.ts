// # How long a text can it read?
//
// A context length in a table says what fits, not what is found. We hide a five-digit code in a text about an invented town and ask for it.

import { compare, figure, notebook, passRate, predicts, verdictCounts } from 'evalbook';
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

const rows = await run({
  models: [smollm2(), qwen25Coder(), ...extraModels()],
  dataset: texts,
  judges: [math],
  decoding: { maxNewTokens: 32 },
  extendTo: 128,
  cutOffMayPass: 'the code was asked for and nothing else; what a model writes after it is not read.',
});

// ## Results

const found = passRate(rows, { judge: math, by: ['model'] });
const difference = compare(rows, { judge: math, a: smollm2().id, b: qwen25Coder().id });
headline(found, difference);
front({ zh: '能读多长的文章？' });
show(found.table());
show(difference.sentence());

// By size:

const bySize = passRate(rows, { judge: math, by: ['model', 'size'] });
show(figure.slopes(bySize, { between: 'size', x: 'Codes found (%)' }));
const both = [smollm2().id, qwen25Coder().id];
hypothesis('Both find the code in most texts of 512 tokens.', predicts(bySize, '>', 0.5, { model: both, size: '512' }));
const longer = bySize.across('size', '512', '2048');
hypothesis('SmolLM2 135M finds the code less often in 2,048 tokens.', predicts(longer, '>', 0, { model: smollm2().id }));

// By depth, from the beginning of the text (zero) to its end:

show(figure.heat(passRate(rows, { judge: math, by: ['model', 'depth'] })));

// By language:

show(passRate(rows, { judge: math, by: ['model', 'lang'] }).table());

// How the answers fell:

show(verdictCounts(rows, { judge: math }));

// ## Limitations
//
// A code is unlike all around it: to find it is less than to understand the text. One or two texts a size, depth and language, six a size
// above 8,192 tokens. The comparison of the two models is one on the texts that both can hold.

export default await weave();
