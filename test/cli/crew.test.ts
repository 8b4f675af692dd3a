// The processes of `work` in a checkout: what they answer, and which batches they refuse.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CrewMember } from '../../cli/support/crew.js';
import { sha256 } from '../../harness/core/canonical.js';
import type { GenerationRecord } from '../../harness/records/records.js';
import { readStore } from '../../harness/records/store.js';
import type { Job } from '../../queue/job.js';
import { Project, sums } from '../fixtures/project.js';

test('a batch of other weights, another model or other requests is refused, and says why; its own is answered', async () => {
  const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  assert.is((await project.command('report', '01', '--quiet')).code, 0);
  const [first] = [...readStore<GenerationRecord>(project.folder, 'records/right/sums.jsonl').first.values()];
  if (!first) return assert.unreachable('expected a record');
  const own = { version: 1 as const, notebook: 'Fixtures', commit: '', dataset: 'sums', answers: 'back', keys: [first.key] };
  const job = { ...own, model: 'right', digest: sha256('right') };

  const member = new CrewMember({ folder: project.folder, names: ['01-scripted'], cores: 1 });
  await member.ready();
  for (const [given, why] of [
    [{ ...job, digest: 'dead'.repeat(16) }, /right has digest [0-9a-f]{12} here, deaddeaddead in the queue: other weights/],
    [{ ...job, model: 'absent' }, /no experiment here asks absent/],
    [{ ...job, keys: ['0'.repeat(64)] }, /1 of 1 requests to right on sums are not made by the experiments here/],
  ] as [Job, RegExp][]) {
    const outcome = await member.answer(given);
    assert.match('refused' in outcome ? outcome.refused : 'answered', why);
  }
  const outcome = await member.answer(job);
  const outputs = 'generations' in outcome ? outcome.generations.map(({ key, output }) => [key, output]) : outcome;
  assert.equal(outputs, [[first.key, first.output]]);
  member.stop();
  project.remove();
});

test.run();
