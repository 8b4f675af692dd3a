// Sonnets as pieces of the length of answers.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { piecesOf, setsScale, shuffledVerse } from '../../validation/sonnets.js';

test('sonnets are split by number, cut into 8, 4 and 2 lines, and shuffled from a seed', () => {
  const lines = Array.from({ length: 14 }, (_, i) => `Line number ${i} of it,`);
  const sonnet = { id: 's', number: 2, lines, scheme: '' };
  assert.ok(setsScale(sonnet) && !setsScale({ ...sonnet, number: 3 }));
  const pieces = piecesOf(sonnet);
  assert.equal(
    pieces.map(({ length }) => length),
    [8, 4, 2],
  );
  assert.is(pieces[2]?.[1], 'Line number 13 of it.');
  const [piece = []] = pieces;
  assert.equal(shuffledVerse(piece, 'a'), shuffledVerse(piece, 'a'));
  assert.not.equal(shuffledVerse(piece, 'a'), shuffledVerse(piece, 'b'));
});

test.run();
