// Files read in pieces give the lines that reading them whole gives.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { byCodePoint, sha256 } from '../../../harness/core/canonical.js';
import { fileLines } from '../../../harness/core/file-lines.js';
import { hashOf, writePieces } from '../../../harness/core/whole-file.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-lines-'));
const file = join(folder, 'x.jsonl');
test.after(() => rmSync(folder, { recursive: true, force: true }));

const read = () => Array.from(fileLines(file), ({ bytes, offset, whole }) => ({ text: bytes.toString(), offset, whole })); // bytes hold until the next

test('any text: the same lines, places and end as splitting it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constant(''), fc.constant('é🙂')), { maxLength: 20 }),
      fc.boolean(),
      (parts, ends) => {
        const text = parts.join('\n') + (ends ? '\n' : '');
        writeFileSync(file, text);
        let offset = 0;
        const wanted = text.split('\n').map((line, i, all) => {
          const one = { text: line, offset, whole: i < all.length - 1 };
          offset += Buffer.byteLength(line) + 1;
          return one;
        });
        if (wanted.at(-1)?.text === '') wanted.pop();
        assert.equal(read(), wanted);
      },
    ),
    { numRuns: 50 },
  );
});

test('lines longer than a piece, and ends that fall on its edge', () => {
  for (const length of [2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3 * 2 ** 20]) {
    writeFileSync(file, `${'a'.repeat(length)}\nb\n${'c'.repeat(length)}`);
    assert.equal(
      read().map(({ text, offset, whole }) => [text.length, text[0], offset, whole]),
      [
        [length, 'a', 0, true],
        [1, 'b', length + 1, true],
        [length, 'c', length + 3, false],
      ],
    );
  }
});

test('pieces are written as one file, with its hash; the same again leaves it untouched', () => {
  const target = join(folder, 'y.csv');
  assert.is(writePieces(target, ['a,b\n', 'é,🙂\n']), sha256('a,b\né,🙂\n'));
  assert.is(hashOf(target), sha256('a,b\né,🙂\n'));
});

test('the quick order of strings is that of their bytes', () => {
  const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const texts = fc.oneof(fc.string(), fc.constantFrom('\uffff', '🙂', '\ud800', '\ue000', 'z\uffff', 'z🙂', '\ufffd'));
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      // two lone surrogates have the same bytes; any order of them will do
      if (order(a, b) !== 0) assert.is(Math.sign(byCodePoint(a, b)), Math.sign(order(a, b)));
    }),
  );
});

test.run();
