// Stop strings cut where they would if every token looked at the whole text, for tokens that are words, bytes or nothing, at a cost
// that grows with the answer's length.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cut, cutAtStop } from '../../../models/engine/stop.js';

/** A token is some bytes: none for a special token, a part of a character, or several words. */
type Decoder = { decode: (ids: number[]) => string; looked: () => number };

function decoder(tokens: number[][], dropsSpace = false): Decoder {
  let looked = 0;
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const decode = (ids: number[]) => {
    looked += ids.length;
    const text = utf8.decode(Uint8Array.from(ids.flatMap((id) => tokens[id] as number[])));
    return dropsSpace ? text.replace(/^ /, '') : text;
  };
  return { decode, looked: () => looked };
}

/** By definition: after each token, the whole text is searched. */
function slowly(ids: number[], stop: string[], decode: Decoder['decode']): { at: number; cut: Cut } | null {
  for (let at = 1; at <= ids.length; at++) {
    const text = decode(ids.slice(0, at));
    const places = stop.map((word) => text.indexOf(word)).filter((place) => place >= 0);
    if (places.length === 0) continue;
    const kept = text.slice(0, Math.min(...places));
    let tokens = 0;
    while (!decode(ids.slice(0, tokens)).startsWith(kept)) tokens++;
    return { at, cut: { text: kept, tokens } };
  }
  return null;
}

function quickly(ids: number[], stop: string[], decode: Decoder['decode']): { at: number; cut: Cut } | null {
  for (let at = 1; at <= ids.length; at++) {
    const cut = cutAtStop(ids.slice(0, at), stop, decode);
    if (cut) return { at, cut };
  }
  return null;
}

const text = [...'ab \n', '春', '兔', '😀', 'é'];
const bytes = [...new Set(Buffer.from(text.join('')))].map((byte) => [byte]);
const words = ['ab', 'a b', ' ab', '\n\n', '春兔', '兔a', '😀😀', 'b'.repeat(30), ' '.repeat(20), ...text].map((word) => [
  ...Buffer.from(word),
]);
const tokens = [[], ...bytes, ...words];
/** A stop string that is in the text, surely or by chance: where it begins, as a part of the text, and how long it is. */
const place = fc.tuple(fc.double({ min: 0.3, max: 1, noNaN: true }), fc.integer({ min: 2, max: 9 }));

test('the cut equals that of searching the whole text after each token', () => {
  let late = 0;
  fc.assert(
    fc.property(
      fc.array(fc.nat(tokens.length - 1), { minLength: 40, maxLength: 120, size: 'max' }),
      fc.array(place, { minLength: 1, maxLength: 2 }),
      fc.boolean(),
      (ids, places, dropsSpace) => {
        const { decode } = decoder(tokens, dropsSpace);
        const whole = decode(ids);
        const stop = places.map(([part, length]) => whole.slice(Math.floor(part * whole.length)).slice(0, length) || 'none');
        const expected = slowly(ids, stop, decode);
        if (expected && expected.at > 30) late++;
        assert.equal(quickly(ids, stop, decode), expected);
      },
    ),
    { numRuns: 600, seed: 7 },
  );
  assert.ok(late > 100, `${late} answers were cut far from their start`);
});

test('also with characters split over tokens, a late stop string, and tokens without text in between', () => {
  const whole = `${'春兔😀é '.repeat(20)}a春\nb`;
  const single = [[], ...Array.from({ length: 256 }, (_, byte) => [byte])];
  const { decode } = decoder(single);
  for (const [gap, stop, kept] of [
    [0, ['a春\nb', '兔a'], whole.slice(0, -4)],
    [1, ['a春\nb', '兔a'], whole.slice(0, -4)],
    [40, ['兔😀é'], '春'],
  ] as const) {
    const ids = [...Buffer.from(whole)].flatMap((byte) => [byte + 1, ...Array<number>(gap).fill(0)]).slice(0, 900);
    const expected = slowly(ids, [...stop], decode);
    assert.is(expected?.cut.text, kept);
    assert.equal(quickly(ids, [...stop], decode), expected);
  }
});

test('only the tokens of the kept text are counted', () => {
  const { decode } = decoder([[97], [98], [...Buffer.from('bEN')], [...Buffer.from('D and on')]]);
  assert.equal(cutAtStop([0, 1, 2, 3], ['END'], decode), { text: 'abb', tokens: 3 });
  assert.equal(cutAtStop([0, 1, 2, 3], ['bEND'], decode), { text: 'ab', tokens: 2 });
  assert.equal(cutAtStop([2, 3], ['bEND'], decode), { text: '', tokens: 0 });
});

test('the cost per token does not grow with the answer', () => {
  const { decode, looked } = decoder(tokens);
  const ids = Array.from({ length: 4000 }, (_, i) => 1 + (i % (tokens.length - 1)));
  assert.is(quickly(ids, ['no such text'], decode), null);
  assert.ok(looked() < 200 * ids.length, `${looked()} tokens were decoded`);
});

test.run();
