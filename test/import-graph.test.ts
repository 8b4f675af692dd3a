// What the import rule sees: every way to import, and every circle.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { circlesOf, importsOf } from './import-graph.js';

const codeOf = (text: string) => importsOf('judges/math/index.ts', text).code;

test('every way to import is seen', () => {
  for (const text of [
    `import { a } from '../x.js';`,
    `import type { A } from '../x.js';`,
    `import {\n  a,\n  type A,\n} from '../x.js';`,
    `import * as x from '../x.js';`,
    `import '../x.js';`,
    `export { a } from '../x.js';`,
    `export * from '../x.js';`,
    `export type { A } from '../x.js';`,
    `const { a } = await import('../x.js');`,
    `let a: import('../x.js').A;`,
  ])
    assert.equal(codeOf(text), ['judges/x.js'], text);
  assert.equal(codeOf(`await import(\`../../cli/\${name}.js\`);`), ['cli/']);
  assert.equal(codeOf(`import fc from 'fast-check';\nimport 'node:fs';`), []);
});

test('files named by their place are seen', () => {
  const filesIn = (text: string) => importsOf('judges/math/index.ts', text).files;
  assert.equal(filesIn(`new URL('../x.txt', import.meta.url)`), ['judges/x.txt']);
  assert.equal(filesIn(`new URL(\n  '../x.txt',\n  import.meta.url,\n)`), ['judges/x.txt']);
  assert.equal(filesIn(`new URL(\`../../cli/\${name}\`, import.meta.url)`), ['cli/']);
  assert.equal(filesIn(`new URL('../x', base)`), []);
});

test('circles are found, of one file, two and three, and none where there is none', () => {
  const circles = (graph: Record<string, string[]>) => circlesOf(new Map(Object.entries(graph)));
  assert.equal(circles({ a: ['b', 'c'], b: ['c'], c: [] }), []);
  assert.equal(circles({ a: ['a'] }), ['a → a']);
  assert.equal(circles({ a: ['b'], b: ['a'] }), ['a → b → a']);
  assert.equal(circles({ z: ['a'], a: ['b'], b: ['c'], c: ['a', 'd'], d: [] }), ['a → b → c → a']);
});

test.run();
