// Tables that users have become datasets; a row that does not fit leaves nothing behind.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project } from '../../fixtures/project.js';

const project = new Project();
test.after(() => project.remove());

const imported = async (file: string, name: string, ...args: string[]) => {
  const ended = await project.command('import', file, '--as', name, ...args);
  assert.is(ended.code, 0, ended.stderr);
  return project
    .read(`datasets/${name}/data.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
};

test('CSV as spreadsheets save it: byte order mark, CRLF, blank lines, quotes', async () => {
  project.write('a.csv', '\ufeffquestion,answer,lang\r\n"2+2, ""please""",4,en\r\n\r\n三加三？,6,zh\r\n');
  const samples = await imported(`${project.folder}/a.csv`, 'my-sums');
  assert.equal(samples, [
    { id: 'my-sums-1', lang: 'en', input: '2+2, "please"', target: 4 },
    { id: 'my-sums-2', lang: 'zh', input: '三加三？', target: 6 },
  ]);
  assert.match(project.read('datasets/my-sums/README.md'), '| fields | `id`, `lang`, `input`, `target` |');
});

test('JSON lines, an array, Parquet; columns by name', async () => {
  project.write('b.jsonl', '\ufeff{"q":"x","a":"007","id":9}\r\n\r\n{"q":"y","a":"[1]","id":10}\r\n');
  assert.equal(await imported(`${project.folder}/b.jsonl`, 'lines', '--input', 'q', '--target', 'a'), [
    { id: '9', input: 'x', target: '007' },
    { id: '10', input: 'y', target: [1] },
  ]);
  project.write('c.json', '[{"prompt":"x","target":{"a":1}}]');
  assert.equal(await imported(`${project.folder}/c.json`, 'array'), [{ id: 'array-1', input: 'x', target: { a: 1 } }]);
  for (const kind of ['snappy', 'zstd'])
    assert.equal(await imported(new URL(`../../fixtures/import/${kind}.parquet`, import.meta.url).pathname, kind), [
      { id: `${kind}-1`, parts: ['a', 'b'], input: '2+2?', target: 4 },
      { id: `${kind}-2`, parts: ['c'], input: '3+3? 兔', target: 6 },
    ]);
});

test('what does not fit is named by line, and nothing is written', async () => {
  const cases: [string, string, string][] = [
    ['d.csv', 'a,b\n1,2\n', 'expected a column with the prompts, one of a, b. Name it with --input'],
    ['e.csv', 'input,id\nx,1\ny,1\n', 'line 3: expected an id of its own in "id", got "1", as in line 2'],
    ['f.csv', 'input\nx\n" "\n', 'line 3: expected a text in "input", got " "'],
    ['g.csv', 'input\n"open\n', 'expected CSV with a line of column names'],
    ['h.csv', 'input\n', 'expected at least one row, got none'],
    ['i.jsonl', '{"input":"x"}\n\n{bad\n', 'i.jsonl:3: expected a JSON object, got text that is not JSON'],
    ['j.jsonl', '{"input":"x"}\n[1]\n', 'j.jsonl:2: expected a JSON object, got [1]'],
    ['k.json', '{}', 'expected a JSON array of objects'],
    ['l.parquet', 'no', 'expected a Parquet file'],
    ['m.xlsx', 'no', 'expected a file that ends in .csv, .tsv, .jsonl, .ndjson, .json, .parquet'],
  ];
  for (const [file, text, message] of cases) {
    project.write(file, text);
    const ended = await project.command('import', `${project.folder}/${file}`, '--as', 'bad');
    assert.is(ended.code, 2, file);
    assert.match(ended.stderr, message);
    assert.is(ended.stderr.trim().split('\n').length, 1, ended.stderr);
    assert.not(project.has('datasets/bad'), file);
  }
  const again = await project.command('import', `${project.folder}/a.csv`, '--as', 'my-sums');
  assert.match(again.stderr, 'datasets/my-sums is there already');
  for (const args of [[], ['nothing.csv', '--as', 'x'], [`${project.folder}/a.csv`], [`${project.folder}/a.csv`, '--as', '../x']])
    assert.is((await project.command('import', ...args)).code, 2, args.join(' '));
  assert.ok(readFileSync(`${project.folder}/a.csv`).length > 0);
});

test.run();
