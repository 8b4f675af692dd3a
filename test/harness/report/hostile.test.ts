// Answers that try to break the page leave it well-formed: nothing of theirs stands outside a fence but as harmless text.
import { parse } from 'csv-parse/sync';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attacks } from '../../fixtures/hostile.js';
import { Project } from '../../fixtures/project.js';

/** The page without what stands in fences; a fence that does not close fails. */
function outsideFences(page: string): string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of page.split('\n')) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence === null && mark) fence = mark;
    else if (fence !== null) {
      if (mark && mark.length >= fence.length && line.trim() === mark) fence = null;
    } else lines.push(line);
  }
  assert.is(fence, null, 'a fence is left open');
  return lines;
}

test('planted attacks leave the report well-formed', async () => {
  const data = Object.keys(attacks).map((kind) => `${JSON.stringify({ id: kind, input: kind, kind })}\n`);
  const project = new Project().experiment('02-hostile.ts').write('datasets/attacks/data.jsonl', data.join(''));
  const { code, stderr } = await project.run('experiments/02-hostile.ts');
  assert.is(code, 0, stderr);
  const page = project.read('reports/02-hostile.md');
  const csv = project.read('reports/02-hostile.csv');
  project.remove();

  assert.not.match(page, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
  const lines = outsideFences(page);
  const text = lines.join('\n');
  assert.is(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
  assert.not.match(text, /<(?!\/?(details|summary|picture|source|img)\b)/);
  assert.not.match(text, /<img|\]\(javascript|\]\(https:\/\/example|<!--/);
  const headings = lines.filter((line) => line.startsWith('#'));
  assert.equal(headings, [
    '# What can an answer do to the page?',
    '## Results',
    '## How the answers ended',
    '## How to reproduce this',
    '## What it rests on',
    '## How to cite it',
  ]);
  for (const table of text.split('\n\n').filter((block) => block.startsWith('|'))) {
    const widths = table.split('\n').map((line) => line.split('|').length);
    assert.is(new Set(widths).size, 1, table.slice(0, 200));
  }
  assert.ok(Math.max(...page.split('\n').map((line) => line.length)) < 5000, 'a line is too long to read');

  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
  assert.is(rows.length, Object.keys(attacks).length);
  assert.is(rows.find(({ sample }) => sample === 'formula')?.output, `'${attacks.formula}`);
  assert.is(rows.find(({ sample }) => sample === 'long')?.output, attacks.long);
});

test.run();
