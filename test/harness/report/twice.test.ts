// The same experiment twice in one process: nothing of the first run is left in the second one's report.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

test('a report repeated in one process has the same bytes', async () => {
  const project = new Project()
    .experiment('01-scripted.ts')
    .experiment('03-front.ts')
    .write('datasets/sums/data.jsonl', sums)
    .write(
      'twice.mts',
      `import { readFileSync } from 'node:fs';
const files = ['01-scripted.md', '01-scripted.csv', '03-front.md', '03-front.csv', '03-front/figure-1.light.svg', 'README.md', 'manifest.json'];
for (const round of ['first', 'second']) {
  for (const name of ['01-scripted', '03-front']) await import(\`./experiments/\${name}.ts?\${round}\`);
  for (const file of files) console.log(round + ' ' + file + ' ' + readFileSync('reports/' + file, 'base64'));
}
`,
    );
  const { code, stdout, stderr } = await project.run('twice.mts');
  assert.is(code, 0, stderr);
  const of = (round: string) => stdout.split('\n').filter((line) => line.startsWith(`${round} `));
  assert.is(of('first').length, 7);
  assert.equal(
    of('second').map((line) => line.slice('second '.length)),
    of('first').map((line) => line.slice('first '.length)),
  );
  project.remove();
});

test.run();
