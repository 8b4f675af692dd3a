// # How long a text can it read?
//
// A context length in a table says what fits, not what is found. We hide a five-digit code in a text about an invented town and ask for it.

import { compare, figure, front, headline, load, passRate, run, show, tally, weave } from '../harness/index.js';
import { math } from '../judges/index.js';
import { askedToo, qwen25Coder, smollm2 } from '../models/index.js';

// ## Hypothesis
//
// Both find it in short texts. The embedded model loses it well before its context ends.

// ## Materials
//
// Five sizes, five depths, in Chinese and English; a text and its twin count as one question. Sizes are nominal: the embedded model splits
// Chinese into bytes, so the longer Chinese texts do not fit it, and those rows are unscored errors.

const texts = await load('long-context');

// ## Run

const rows = await run({
  models: [smollm2(), qwen25Coder(), ...askedToo()],
  dataset: texts,
  prompt: ({ input }) => input,
  judges: [math],
  decoding: { maxNewTokens: 32 },
});

// ## Results

const found = passRate(rows, { judge: math, by: ['model'] });
headline(found);
front({ zh: '能读多长的文章？' });
show(found.table());
show(compare(rows, { judge: math, a: smollm2().id, b: qwen25Coder().id }).sentence());

// By size:

const bySize = passRate(rows, { judge: math, by: ['model', 'size'] });
show(figure.slopes(bySize, { between: 'size', x: 'Codes found (%)' }));

// By depth, from the beginning of the text (zero) to its end:

show(figure.heat(passRate(rows, { judge: math, by: ['model', 'depth'] })));

// By language:

show(passRate(rows, { judge: math, by: ['model', 'lang'] }).table());

// How the answers fell:

show(tally(rows, { judge: math }));

// ## Limitations
//
// A code is unlike all around it: to find it is less than to understand the text. One text a size, depth and language. Longer texts, up to the
// second model's limit, can be made by the generator; on two cores each would take many minutes.

await weave(import.meta.url);
