import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Decoding } from '../../../harness/core/types.js';
import { checkDecoding } from '../../../models/engine/decoding.js';

test('valid decoding parameters pass', () => {
  checkDecoding({ maxNewTokens: 1 });
  checkDecoding({ maxNewTokens: 9, temperature: 0, topP: 1, topK: 0, seed: 4294967295, stop: ['\n'] });
});

test('an invalid parameter is named with what was expected', () => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{}, /decoding\.maxNewTokens` to be a whole number, 1 or more, got nothing/],
    [{ maxNewTokens: 0 }, /maxNewTokens/],
    [{ maxNewTokens: 2.5 }, /maxNewTokens/],
    [{ maxNewTokens: 5, temperature: -1 }, /decoding\.temperature` to be a number, 0 or more, got -1/],
    [{ maxNewTokens: 5, temperature: Number.NaN }, /temperature/],
    [{ maxNewTokens: 5, topP: 0 }, /topP/],
    [{ maxNewTokens: 5, topP: 1.1 }, /topP/],
    [{ maxNewTokens: 5, topK: 1.5 }, /topK/],
    [{ maxNewTokens: 5, seed: -1 }, /seed/],
    [{ maxNewTokens: 5, stop: [''] }, /stop/],
    [{ maxNewTokens: 5, stop: 'end' }, /stop/],
    [{ maxNewTokens: 5, top_p: 0.9 }, /decoding\.top_p` to be left out \(known are maxNewTokens/],
  ];
  for (const [decoding, message] of cases) assert.throws(() => checkDecoding(decoding as unknown as Decoding), message);
});

test.run();
