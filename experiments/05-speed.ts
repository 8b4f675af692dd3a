// # How fast is it, and how much memory does it take?
//
// The article gives one number each for load time, first token, speed and memory, on a laptop that we do not have. Speed belongs to a
// machine, so no number here can confirm or contradict it. We say what this machine does, with the range of repeated runs.

import { machineLine, notebook, speedFinding, speedTable } from 'evalbook';
import { qwen25Coder, smollm2 } from 'evalbook/models';

const { speed, front, show, weave } = notebook(import.meta.url);

// ## Materials
//
// Three models in two kinds of arithmetic: *portable* (float32, what all recorded answers use) and *fast* (activations rounded to 8 bits).
// Each run is a process of its own: it loads the model, answers a short prompt and one of about a thousand tokens, greedily, one at a
// time, and reports its peak memory. Runs of the models alternate, so that a disturbance meets all.

const portable = [smollm2(), qwen25Coder(), qwen25Coder({ size: '1.5b' })];
const fast = [
  smollm2({ arithmetic: 'fast' }),
  qwen25Coder({ arithmetic: 'fast' }),
  qwen25Coder({ size: '1.5b', arithmetic: 'fast' }),
];
const records = await speed({ models: [...portable, ...fast], runs: 5 });
const of = (models: typeof portable) => records.filter(({ model }) => models.some(({ id }) => id === model));

// ## Results
//
// Medians, with the smallest and the largest value. Portable arithmetic:

show(machineLine(records));
show(speedTable(of(portable)));
front({ zh: '多快？占多少内存？', says: speedFinding(of(portable), portable) });

// Fast:

show(speedTable(of(fast)));

// ## Limitations
//
// One machine, shared with other work: compare the columns with each other, not with another page. Timings are measurements, not
// answers: this page shows them as recorded, and a new measurement will differ.

export default await weave();
