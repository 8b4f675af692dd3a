// A project's folder may have any name: its reports have the same bytes as elsewhere.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums, withoutCode } from '../../fixtures/project.js';

for (const name of ['a b', 'a (1)', '100 %', '[x]', '鸡兔', "it's"]) {
  test(`a report in a folder named "${name}" is whole`, async () => {
    const project = new Project(name).experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
    const { code, stderr } = await project.run('experiments/01-scripted.ts');
    assert.is(code, 0, stderr);
    for (const file of ['reports/01-scripted.md', 'reports/01-scripted.csv', 'reports/README.md'])
      assert.fixture(withoutCode(project.read(file)), readFileSync(`test/fixtures/golden/${file}`, 'utf8'), file);
    project.remove();
  });
}

test.run();
