// How the cores of a machine are shared out among processes.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { workerThreads } from '../../../models/engine/threads.js';

test('one process for two cores; an odd core goes to the first', () => {
  assert.equal(
    [1, 2, 3, 4, 5, 8].map((cores) => workerThreads(cores)),
    [[1], [2], [3], [2, 2], [3, 2], [2, 2, 2, 2]],
  );
});

test('a number of processes that is given shares the cores, each with 1 to 4 threads', () => {
  assert.equal(workerThreads(2, 2), [1, 1]);
  assert.equal(workerThreads(2, 3), [1, 1, 1]);
  assert.equal(workerThreads(8, 3), [3, 3, 2]);
  assert.equal(workerThreads(16, 1), [4]);
});

test.run();
