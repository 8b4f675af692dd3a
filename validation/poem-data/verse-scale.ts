// Measures the embedded model's scale for `grade poem --perplexity` and writes judges/poem/data/perplexity.json: npx tsx validation/poem-data/verse-scale.ts
import { findProject } from '../../harness/project.js';
import { smollm2 } from '../../models/index.js';
import { corporaOf } from '../project-corpora.js';
import { measure, write } from './scale.js';

const model = smollm2();
const before = process.cpuUsage();
const scale = await measure(model, corporaOf(findProject(process.cwd()).folder), (done, all) => {
  if (done % 20 === 0 || done === all) process.stderr.write(`${done}/${all} pieces\n`);
});
const { user, system } = process.cpuUsage(before);
write({ [model.digest]: scale });
process.stderr.write(`judges/poem/data/perplexity.json, ${((user + system) / 1e6).toFixed(0)} s of processor time\n`);
await model.close();
