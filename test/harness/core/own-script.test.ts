// A script of its own is found beside its module, as TypeScript here and as JavaScript in the package.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { execArgvOf, ownScript } from '../../../harness/core/own-script.js';

test('it has the extension of the module that asks, wherever that lies', () => {
  assert.is(ownScript('worker', 'file:///a%20b%20(1)/%E4%B8%AD/pool.ts'), '/a b (1)/中/worker.ts');
  assert.is(ownScript('worker', 'file:///x.y/pool.js?query=1.ts'), '/x.y/worker.js');
});

test('only TypeScript needs the loader', () => {
  assert.equal(execArgvOf('/x.ts/worker.js'), []);
  assert.equal(execArgvOf('/x/worker.ts'), ['--import', import.meta.resolve('tsx')]);
});

test.run();
