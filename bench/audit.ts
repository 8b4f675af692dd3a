// What `evalbook audit` sees where it is known which weights answer: the cases that need no server, answered in this process. Those of real
// servers come from the command itself. Prints one JSON line a case: npx tsx bench/audit.ts AS [CASE …] >> bench/audit/measured.jsonl
import { auditQuestions } from '../cli/support/audit-questions.js';
import { auditedAnswers } from '../cli/support/audit-reading.js';
import type { Model, Request } from '../harness/core/types.js';
import { findProject } from '../harness/project.js';
import { requestKey } from '../harness/records/request-key.js';
import { qwen25Coder } from '../models/catalog/qwen25-coder.js';
import { smollm2 } from '../models/catalog/smollm2.js';
import type { LocalModel } from '../models/engine/local-model.js';

const makers: Record<string, (options?: { arithmetic: 'portable' | 'fast' }) => LocalModel> = { smollm2, qwen: qwen25Coder };
const [as = '', ...wanted] = process.argv.slice(2);
const make = makers[as];
const other = Object.entries(makers).find(([name]) => name !== as)?.[1];
if (!make || !other) throw new Error(`expected smollm2 or qwen, got "${as}"`);

/** A model that is asked greedily and answers otherwise. */
function sampled(model: LocalModel, temperature: number): Model {
  return {
    ...model,
    async *generate(requests: Request[]) {
      const own = requests.map((request, seed) => ({ ...request, decoding: { ...request.decoding, temperature, seed } }));
      const keys = new Map(own.map((request, i) => [requestKey(model, request), requestKey(model, requests[i] as Request)]));
      for await (const one of model.generate(own)) yield { ...one, key: keys.get(one.key) as string };
    },
  };
}

const cases: Record<string, () => Model> = {
  portable: () => make(),
  fast: () => make({ arithmetic: 'fast' }),
  'temperature 0.3': () => sampled(make({ arithmetic: 'fast' }), 0.3),
  'temperature 1': () => sampled(make({ arithmetic: 'fast' }), 1),
  'another model': () => other({ arithmetic: 'fast' }),
};

/** The larger model is asked less, as each token takes it four times as long. */
const [count, tokens] = as === 'qwen' ? [12, 24] : [24, 40];

const reader = make();
const records = auditQuestions(findProject(process.cwd()), reader, count, '1');
for (const [name, asked] of Object.entries(cases)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const model = asked();
  const { answers, unscored } = await auditedAnswers(model, reader, records, tokens);
  process.stdout.write(`${JSON.stringify({ as: reader.id, case: name, unscored, answers })}\n`);
  await model.close?.();
}
await reader.close();
