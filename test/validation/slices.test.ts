// Slices of a corpus, by their rules.
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../harness/core/canonical.js';
import { cut } from '../../validation/slices.js';

test('slices follow their rules', () => {
  const text = (slice: Parameters<typeof cut>[0], ...files: string[]) =>
    String(
      cut(
        slice,
        files.map((file) => Buffer.from(file)),
      ),
    );
  assert.is(text({ rule: 'whole' }, 'a\r\n'), 'a\r\n');
  assert.is(String(cut({ rule: 'gunzip' }, [gzipSync('abc')])), 'abc');
  assert.is(text({ rule: 'first', lines: 2 }, 'a\nb\nc\n'), 'a\nb\n');
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((q) => JSON.stringify({ q }));
  const kept = rows.filter((_, i) => Number.parseInt(sha256('abcdef'[i] as string).slice(0, 2), 16) % 2 === 0);
  assert.ok(kept.length > 0 && kept.length < 6);
  assert.is(text({ rule: 'even', field: 'q' }, `${rows.join('\n')}\n`), kept.map((row) => `${row}\n`).join(''));
  assert.is(
    text({ rule: 'mgsm', lines: 1 }, '问\t1,000\nx\t2\n', 'Q\t1,000\ny\t2\n'),
    '{"id": "mgsm-001", "zh": "问", "en": "Q", "answer": "1,000"}\n',
  );
  assert.is(
    text({ rule: 'poems' }, 'title:秋\r\ndate:1919\r\n\r\n一 \r\n\r\n\r\n二\r\n', 'no head'),
    '{"title": "秋", "lines": ["一", "", "二"]}\n{"title": "", "lines": []}\n',
  );
  const poem = Array.from({ length: 14 }, (_, i) => `  line ${i + 1}`).join('\r\n');
  const book = `Front\r\nTHE SONNETS\r\nby W\r\n\r\n  I\r\n\r\n${poem}\r\n\r\n  II\r\n\r\n  short\r\n\r\n  III\r\n${poem}\r\n\r\nEnd of Project X\r\nIV\r\n`;
  const sonnets = text({ rule: 'sonnets' }, book)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(
    sonnets.map(({ id, number, lines }) => [id, number, lines.length]),
    [
      ['sonnet-001', 1, 14],
      ['sonnet-003', 3, 14],
    ],
  );
});

test.run();
