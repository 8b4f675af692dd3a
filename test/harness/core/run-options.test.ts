import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { parseRunOptions } from '../../../harness/core/run-options.js';

test('no flags: all samples, from the records', () => {
  assert.equal(parseRunOptions([]), {
    limit: null,
    trials: null,
    only: [],
    filter: [],
    failUnder: null,
    fresh: false,
    quiet: false,
    json: false,
    check: false,
    repeat: null,
    shard: null,
  });
});

test('flags are read', () => {
  const { limit, only, fresh } = parseRunOptions(['--limit', '2', '--only', 'a', '--only', 'b', '--fresh']);
  assert.equal({ limit, only, fresh }, { limit: 2, only: ['a', 'b'], fresh: true });
});

test('a wrong flag or number ends with exit 2 and says what is expected', () => {
  for (const [args, says] of [
    [['--limit', '0'], 'expected --limit to be a whole number, 1 or more, got "0"'],
    [['--limit', 'two'], 'got "two"'],
    [['--trials=1.5'], 'expected --trials'],
    [['--speed'], "Unknown option '--speed'"],
    [['extra'], 'Unexpected argument'],
  ] as const)
    assert.throws(
      () => parseRunOptions([...args]),
      (error: Error) => error instanceof UserError && error.code === 2 && error.message.includes(says),
    );
});

test.run();
