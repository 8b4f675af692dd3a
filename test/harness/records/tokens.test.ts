import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { packTokens, unpackTokens } from '../../../harness/records/tokens.js';

test('tokens come back, and their bytes are those of LEB128', () => {
  assert.is(packTokens([]), '');
  assert.is(packTokens([1, 127, 128, 300, 151_935]), Buffer.from([1, 127, 0x80, 1, 0xac, 2, 0xff, 0xa2, 9]).toString('base64'));
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 31 - 1)), (tokens) => {
      assert.equal(unpackTokens(packTokens(tokens)), tokens);
    }),
  );
});

test('a text that is none is refused', () => {
  for (const text of ['gA==', '////', 'AQ', 'A Q==', 'é', 'AQ==AQ=='])
    assert.throws(
      () => unpackTokens(text),
      (error: unknown) => error instanceof UserError && /base64 of varints/.test(error.message),
      text,
    );
});

test.run();
