// The functions: targets that the code judge reads, results worked out by hand, prompts that say what is checked.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { targetOf } from '../../judges/code/target.js';
import { byHand } from '../fixtures/functions.js';
import { repository } from '../fixtures/projects.js';

interface Target {
  entry: string;
  cases: { args: unknown[]; want: unknown }[];
  commentLanguage?: string;
  forbid?: string[];
}

const { samples } = await load(repository, 'functions');
const targetsOf = (sample: { target?: unknown }) => sample.target as Target;

test('each function has the result that was worked out by hand', () => {
  assert.equal([...new Set(samples.map(({ pair }) => pair))].sort(), Object.keys(byHand).sort());
  for (const sample of samples) {
    const { entry, cases } = targetsOf(sample);
    const [args, want] = byHand[entry] as [unknown[], unknown];
    const found = cases.find((one) => JSON.stringify(one.args) === JSON.stringify(args));
    assert.equal(found?.want, want, sample.id);
  }
});

test('no constant result passes, and twins are tried on the same cases', () => {
  for (const sample of samples) {
    const { cases } = targetsOf(sample);
    assert.ok(new Set(cases.map(({ want }) => JSON.stringify(want))).size > 1, sample.id);
    const twin = samples.find(({ pair, id }) => pair === sample.pair && id !== sample.id);
    assert.equal(targetsOf(twin as typeof sample).cases, cases, sample.id);
  }
});

test('the judge reads every target, and prompts say the name, the comments and what is forbidden', () => {
  for (const sample of samples) {
    targetOf(sample);
    const { entry, commentLanguage, forbid = [] } = targetsOf(sample);
    assert.match(sample.input, `${entry}(`, sample.id);
    assert.is(/注释|comments/.test(sample.input), commentLanguage !== undefined, sample.id);
    assert.is(/不要使用|Do not use/.test(sample.input), forbid.length > 0, sample.id);
    for (const name of forbid) assert.match(sample.input, name.replace('.', ''), sample.id);
  }
});

test.run();
