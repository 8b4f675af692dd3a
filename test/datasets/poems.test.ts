// The poems' targets are what the judge reads, and the prompts say what they ask.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { targetOf } from '../../judges/poem/target.js';
import { repository } from '../fixtures/projects.js';

const { samples } = await load(repository, 'poems');

const counts: Record<number, RegExp> = {
  2: /两句|couplet/,
  4: /四行|四句|four (?:short |rhyming )?lines/,
  6: /六行|six lines/,
  8: /八句|eight lines/,
};

test('every demand of a target is said in its prompt', () => {
  for (const sample of samples) {
    const { lines, charactersPerLine, form, rhyme } = targetOf(sample);
    const { input, id } = sample;
    if (lines !== null) assert.match(input, counts[lines] as RegExp, id);
    if (charactersPerLine !== null) assert.match(input, charactersPerLine === 5 ? /五言|五个字/ : /七言|七个字/, id);
    if (form === 'free') assert.match(input, /自由诗|free verse/, id);
    else if (form !== null) assert.match(input, form, id);
    if (rhyme) assert.match(input, /押韵|rhym/, id);
    else if (form === null && lines !== 2) assert.not.match(input, /押韵|rhym/, id);
  }
});

test('twins tagged same-demand ask for the same, and every prompt is its own', () => {
  for (const sample of samples.filter(({ tags, lang }) => tags?.includes('same-demand') && lang === 'zh')) {
    const twin = samples.find(({ pair, lang }) => pair === sample.pair && lang === 'en') as typeof sample;
    const { language, topic, ...demand } = targetOf(sample);
    const { language: other, topic: words, ...twins } = targetOf(twin);
    assert.equal([language, other], ['zh', 'en']);
    assert.equal(demand, twins, sample.id);
    assert.ok(topic.length >= 8 && words.length >= 8);
  }
  assert.is(new Set(samples.map(({ input }) => input)).size, samples.length);
});

test.run();
