import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fenced, inline, quote, visible } from '../../../harness/core/quote.js';
import { row } from '../rows.js';

test('a fence is longer than any in the text', () => {
  assert.is(fenced('a ```` b'), '`````text\na ```` b\n`````');
  assert.is(fenced('plain'), '```text\nplain\n```');
});

test('control, direction and zero-width characters are made visible; Chinese, emoji, tabs and lines stay', () => {
  assert.is(visible('a\u0000\u001b[31m\u202eb\u200b\ufeff\u2028'), 'a\\u{0}\\u{1b}[31m\\u{202e}b\\u{200b}\\u{feff}\\u{2028}');
  assert.is(visible('春天\t🐇\n'), '春天\t🐇\n');
  assert.is(visible('\ud800x'), '\ufffdx');
});

test('long answers are cut, and say by how much', () => {
  const text = fenced('鸡'.repeat(100_000));
  assert.ok(text.length < 2100);
  assert.match(text, '… (98000 characters more)');
});

test('judges that say the same of an answer are named together', () => {
  const one = row('m', 'q', 1);
  const grades = ['rules', 'reader', 'other'].map((judge) => ({
    judge,
    score: 1,
    verdict: 'poem',
    why: judge === 'other' ? 'b' : 'a',
  }));
  assert.match(quote({ ...one, grades }), '**m** on `q`. rules, reader: poem, a; other: poem, b\n');
});

test('inline text holds no Markdown, HTML or line breaks', () => {
  const text = inline('<b>*a*</b> | `x` $y$\n[l](u) &amp; # ~');
  assert.not.match(text, /[<>*|`$\n[\]()~]/);
  assert.not.match(text, /&amp;/);
});

test.run();
