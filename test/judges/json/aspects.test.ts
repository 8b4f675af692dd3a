// The aspects of the json judge on planted answers: what a fence, a word, a wrong field or a form that was not filled in does to each.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { gradesOf } from '../../../harness/run/grade.js';
import { json, jsonAspects } from '../../../judges/index.js';
import { row } from '../../harness/rows.js';

const schema = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } }, required: ['name', 'age'] };
const { isJson, bare, fits, fenceAllowed } = jsonAspects;
const judges = [json, isJson, bare, fits, fenceAllowed];
const fence = (text: string) => `\`\`\`json\n${text}\n\`\`\``;

/** The scores in the order of `judges`. */
async function scores(output: string, finish: 'stop' | 'length' = 'stop') {
  const made = row('m', 'q', null, { target: { schema } });
  return (await gradesOf({ ...made, generation: { ...made.generation, output, finish } }, judges)).map(({ score }) => score);
}

const good = '{"name": "Ann", "age": 28}';
const cases: [string, string, (number | null)[]][] = [
  ['as it stands', good, [1, 1, 1, 1, 1]],
  ['in a fence', fence(good), [0, 1, 0, 1, 1]],
  ['in a fence, with words around it', `Here it is:\n${fence(good)}\nBye.`, [0, 1, 0, 1, 1]],
  ['among words, without a fence', `Here it is: ${good}`, [0, 1, 0, 1, 0]],
  ['bare, but the schema is broken', '{"name": "Ann", "age": "28"}', [0, 1, 1, 0, 0]],
  ['in a fence, and the schema is broken', fence('{"name": "Ann"}'), [0, 1, 0, 0, 0]],
  ['a form that was not filled in: doubtful, and counted', fence('{"name": "<name>", "age": 28}'), [0, 1, 0, 1, 1]],
  ['two fences that differ', `${fence(good)}\n${fence('{"name": "Bob", "age": 3}')}`, [0, 0, 0, 0, 0]],
  ['only readable when mended', '{"name": "Ann", "age": 28,}', [0, 0, 0, 0, 0]],
  ['no JSON', 'Ann is 28.', [0, 0, 0, 0, 0]],
  ['nothing', '', [0, 0, 0, 0, 0]],
];

for (const [what, output, want] of cases) test(what, async () => assert.equal(await scores(output), want));

test('cut off: nothing is there', async () => assert.equal(await scores('{"name": "Ann", "a', 'length'), [0, 0, 0, 0, 0]));

test('where the check of the schema does not end in time, what hangs on it is undecided', () => {
  const grade = {
    judge: 'json',
    score: null,
    verdict: 'unscored',
    why: 'x',
    details: { tier: 'fenced', schemaOk: false },
    transient: true,
  };
  const read = judges
    .slice(1)
    .map(({ aspectOf }) => aspectOf?.read(grade, { id: 'q', input: '' }, { output: '', finish: 'stop' }));
  assert.equal(
    read.map((one) => [one?.score, one?.transient]),
    [
      [1, true],
      [0, true],
      [null, true],
      [null, true],
    ],
  );
});

test.run();
