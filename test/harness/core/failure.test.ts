// What is said of a failed script names it from the project's folder, whatever characters the path of that holds.
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { failureOf } from '../../../harness/core/failure.js';
import { projectIn } from '../../fixtures/projects.js';

for (const folder of ['/plain', '/a b (1) 中', '/[100 %20] #'])
  test(`in ${folder}`, () => {
    const project = projectIn(folder);
    const script = 'experiments/01-x.ts';
    const error = new TypeError(`no such thing in ${folder}/datasets`);
    error.stack = `TypeError\n    at it (${pathToFileURL(`${folder}/${script}`).href}:7:3)\n    at node:internal/x:1:1`;
    assert.equal(failureOf(project, script, error), {
      where: `${script}:7`,
      message: 'TypeError: no such thing in datasets',
      code: 1,
      stack: `    at it (${script}:7:3)\n    at node:internal/x:1:1\n`,
    });
  });

test.run();
