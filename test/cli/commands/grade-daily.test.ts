// Daily use of the grade command: summaries, CSV, gzip, several processes, input that is no text, and verdicts of a model that are kept.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../../cli/commands/grade.js';
import { readCsv } from '../../../harness/core/read-csv.js';
import { json, server } from '../../fixtures/server.js';

const folder = mkdtempSync(join(tmpdir(), 'grade-'));
test.after(() => rmSync(folder, { recursive: true }));

async function run(args: string[], input: string | Buffer) {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const code = main(args, { input: Readable.from([input]), output, errors });
  void code
    .catch(() => {})
    .finally(() => {
      output.end();
      errors.end();
    });
  const [out, said] = await Promise.all([output.toArray(), errors.toArray()]);
  return { code: await code, out: Buffer.concat(out), said: Buffer.concat(said).toString() };
}

const rowsOf = (out: Buffer) =>
  out
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const lineOf = (row: object) => `${JSON.stringify(row)}\n`;
const four = [
  { id: 'a', lang: 'en', target: 18, output: 'It is 18.' },
  { id: 'b', lang: 'en', target: 18, output: 'It is 17.' },
  { id: 'c', lang: 'zh', target: 18, output: '答案是18。' },
  { id: 'd', lang: 'zh', target: 'x', output: '18' },
];

test('--summary: rates with intervals by any field, apart from the rows', async () => {
  const { code, out, said } = await run(['math', '--summary', '--by', 'lang', '--by', 'verdict'], four.map(lineOf).join(''));
  assert.is(code, 1);
  assert.is(rowsOf(out).length, 4);
  assert.match(said, /^4 rows in .* s, \d+ rows a second\n +rate +95 % interval +passed +scored +unscored +errors\n/);
  assert.match(said, /\nall +66\.7 % +20\.8 to 93\.9 % +2 +3 +0 +1\n/);
  assert.match(said, /\nlang en +50\.0 % +9\.5 to 90\.5 % +1 +2 +0 +0\n/);
  assert.match(said, /\nlang zh +100\.0 % +20\.7 to 100\.0 % +1 +1 +0 +1\n/);
  assert.match(said, /\nverdict \(error\) +– +– +0 +0 +0 +1\n/);
});

test('--summary --json: the same as values', async () => {
  const { said } = await run(['math', '--summary', '--by', 'lang', '--json', '--quiet'], four.map(lineOf).join(''));
  const summary = JSON.parse(said.split('\n')[0] as string);
  const [all, en] = summary;
  assert.equal([all.field, all.passed, all.scored, all.errors, all.rate, all.meanScore], ['all', 2, 3, 1, 2 / 3, 2 / 3]);
  assert.ok(Math.abs(all.low - 0.2077) < 1e-4 && Math.abs(all.high - 0.9385) < 1e-4);
  assert.equal([en.field, en.value, en.passed, en.scored], ['lang', 'en', 1, 2]);
  assert.is(summary.length, 3);
});

test('--summary by what is inside a field, of strange values and of many', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => ({ id: `r${i}`, target: 1, output: '1', meta: { at: `${i}\n\u001b[31m` } }));
  const { said } = await run(['math', '--by', 'meta.at'], rows.map(lineOf).join(''));
  assert.match(said, /\nmeta\.at \(others\) +100\.0 % +\S+ to 100\.0 % +100 +100/);
  assert.not.match(said, /\u001b/);
});

test('CSV in and out: quotes, line breaks, JSON in cells, formulas, and rows that are not right in their place', async () => {
  const csv = [
    '\uFEFFid,lang,target,output',
    'a,en,18,"So,\nit ""is"" 18."',
    'b,en,"{""chickens"":""x""}",18',
    'c,en',
    "d,en,-3,'-3",
    'e,en,18,',
  ].join('\r\n');
  const { code, out } = await run(['math', '--csv'], csv);
  assert.is(code, 1);
  const rows = readCsv(out);
  assert.equal(
    rows.map(({ id, score, verdict, line, error, field }) => [id, score, verdict, line, Boolean(error), field]),
    [
      ['a', '1', 'correct', '', false, ''],
      ['b', '', '', '4', true, 'target.chickens'],
      ['', '', '', '5', true, ''],
      ['d', '1', 'correct', '', false, ''],
      ['e', '0', 'no answer', '', false, ''],
    ],
  );
  assert.ok(JSON.parse(rows[0]?.details ?? ''));
});

test('CSV that is none is an error row behind what was read', async () => {
  const { code, out } = await run(['math', '--csv'], 'id,target,output\na,18,18\nb,18,"open');
  assert.is(code, 1);
  assert.equal(
    readCsv(out).map(({ id, score }) => [id, score]),
    [
      ['a', '1'],
      ['', ''],
    ],
  );
});

test('gzip in is recognised, gzip out on request, files by their names', async () => {
  const text = four.map(lineOf).join('');
  const plain = (await run(['math'], text)).out.toString();
  assert.is((await run(['math'], gzipSync(text))).out.toString(), plain);
  assert.is(gunzipSync((await run(['math', '--gzip'], text)).out).toString(), plain);
  const [from, to, csv] = ['in.jsonl.gz', 'out.jsonl.gz', 'out.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(from, gzipSync(text));
  const { out } = await run(['math', '--in', from, '--out', to, '--summary'], '');
  assert.is(gunzipSync(readFileSync(to)).toString(), plain);
  assert.match(out.toString(), /^ +rate/);
  await run(['math', '--in', from, '--out', csv], '');
  assert.is(readCsv(readFileSync(csv)).length, 4);
  await run(['math'], Buffer.concat([gzipSync(text).subarray(0, 40)])).then(
    () => assert.unreachable(),
    (error) => assert.match(error.message, /expected whole gzip data/),
  );
});

test('bad input: an error row with line and field in its place, order kept, exit 1', async () => {
  const good = lineOf({ id: 'good', target: 18, output: '18' });
  const cases: [line: string, field: string | null][] = [
    ['{"id":"nul","target":18,"output":"18\\u0000"}\n', 'output'],
    ['{"id":"raw","target":18,"output":"18\u0000"}\n', null],
    ['{"id":"half","target":18,"output":"18 \\ud83d"}\n', 'output'],
    ['{"id":"half","target":18,"output":"18 \\udc00\\ud83d"}\n', 'output'],
    ['{"id":"in","target":18,"output":"18","tags":["a",{"b":"\\ud83d"}]}\n', 'tags[1].b'],
    [lineOf({ id: 'long', target: 18, output: 'x'.repeat(10_000_000) }), null],
    ['nonsense\n', null],
    ['\u0000\n', null],
  ];
  const { code, out } = await run(['math'], cases.map(([line]) => line + good).join(''));
  assert.is(code, 1);
  const rows = rowsOf(out);
  assert.is(rows.length, 2 * cases.length);
  for (const [i, [, field]] of cases.entries()) {
    assert.equal(
      [rows[2 * i].line, rows[2 * i].field, typeof rows[2 * i].error],
      [2 * i + 1, field, 'string'],
      cases[i]?.[0].slice(0, 60),
    );
    assert.is(rows[2 * i + 1].score, 1);
  }
  const whole = await run(['math'], '{"id":"pair","target":18,"output":"18 \\ud83d\\ude00"}\n');
  assert.is(rowsOf(whole.out)[0].score, 1);
});

test('--jobs: the same rows in the same order, errors with their lines', async () => {
  const text = Array.from({ length: 60 }, (_, i) => (i % 7 === 3 ? 'nonsense\n' : lineOf({ ...four[i % 4], id: `r${i}` }))).join(
    '',
  );
  const one = await run(['math'], text);
  const many = await run(['math', '--jobs', '2'], text);
  assert.is(many.out.toString(), one.out.toString());
  assert.equal([many.code, many.said], [1, one.said]);
});

test('wrong flags are usage', async () => {
  for (const args of [
    ['math', '--jobs', '0'],
    ['math', '--jobs', 'x'],
    ['math', '--rubric', 'x'],
    ['math', '--fresh'],
    ['math', '--nonsense'],
    ['llm'],
    ['math', '--in', join(folder, 'none.jsonl')],
    ['math', '--out', join(folder, 'none', 'x.jsonl')],
  ])
    await main(args, { input: Readable.from([]), output: new PassThrough(), errors: new PassThrough() }).then(
      () => assert.unreachable(args.join(' ')),
      (error) => assert.ok(error.code === 2 && !error.message.includes('\n'), error.message),
    );
});

const answers = Array.from({ length: 6 }, (_, i) =>
  lineOf({ id: `r${i}`, input: `Why ${i}?`, output: `Because of ${i} things.` }),
).join('');

function grading(baseURL: string, ...more: string[]) {
  const child = spawn(
    process.execPath,
    ['cli/bin.mjs', 'grade', 'llm', '--rubric', 'explanation-scale-en', '--judge-model', 'tiny', ...more],
    { env: { ...process.env, OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: '', EVALBOOK_CACHE: join(folder, 'cache') } },
  );
  const out: Buffer[] = [];
  let said = '';
  child.stdout.on('data', (data) => out.push(data));
  child.stderr.on('data', (data) => (said += data));
  child.stdin.end(answers);
  const ended = new Promise<{ code: number | null; rows: ReturnType<typeof rowsOf>; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, rows: code === null ? [] : rowsOf(Buffer.concat(out)), said })),
  );
  return { child, ended };
}

test('grade llm keeps its verdicts: killed half-way and run again, nothing answered is asked again', async () => {
  let calls = 0;
  let onThird = () => {};
  const { baseURL, close } = await server((response, { body }) => {
    calls++;
    if (calls === 3) return onThird(); // never answered
    const nonce = /"nonce" \(exactly "([^"]+)"\)/.exec(JSON.stringify(body).replaceAll('\\"', '"'))?.[1];
    json(response, 200, { choices: [{ message: { content: JSON.stringify({ reasoning: 'fine', nonce, verdict: 4 }) } }] });
  });
  try {
    const first = grading(baseURL);
    await new Promise<void>((done) => {
      onThird = done;
    });
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await grading(baseURL).ended;
    assert.equal([second.code, second.rows.map(({ score }) => score), calls], [0, Array(6).fill(0.75), 7], second.said);
    assert.match(second.said, /2 verdicts were kept from before/);
    const third = await grading(baseURL).ended;
    assert.equal([third.rows, calls], [second.rows, 7]);
    const fresh = await grading(baseURL, '--fresh').ended;
    assert.equal([fresh.rows.length, calls], [6, 13]);
  } finally {
    await close();
  }
});

test('a judge whose server fails half-way: exit 3, and the same command asks for the rest alone; a refused key ends it, with whole rows', async () => {
  let calls = 0;
  let status = 400;
  const { baseURL, close } = await server((response, { body }) => {
    if (++calls > 2 && status !== 200) return json(response, status, { error: { message: 'no' } });
    const nonce = /"nonce" \(exactly "([^"]+)"\)/.exec(JSON.stringify(body).replaceAll('\\"', '"'))?.[1];
    json(response, 200, { choices: [{ message: { content: JSON.stringify({ reasoning: 'fine', nonce, verdict: 4 }) } }] });
  });
  try {
    const first = await grading(baseURL, '--summary').ended;
    assert.equal([first.code, first.rows.map(({ score }) => score)], [3, [0.75, 0.75, null, null, null, null]], first.said);
    assert.match(first.said, '4 of 6 rows were not judged and are unscored: 400 no');
    assert.match(first.said, /\nall .* +0 +2 +4 +0 +0\.75/); // passed, scored, unscored, errors, mean
    assert.ok(calls <= 2 + 4 * 6, `${calls} requests`);
    status = 401;
    const to = join(folder, 'refused.jsonl.gz');
    const refused = await grading(baseURL, '--out', to, '--jobs', '2').ended;
    assert.is(refused.code, 2, refused.said);
    assert.match(refused.said, "the judge's server wants a key");
    assert.equal(
      rowsOf(gunzipSync(readFileSync(to))).map(({ id }) => id),
      ['r0', 'r1'],
    );
    [status, calls] = [200, 0];
    const second = await grading(baseURL).ended;
    assert.equal([second.code, second.rows.map(({ score }) => score), calls], [0, Array(6).fill(0.75), 4], second.said);
  } finally {
    await close();
  }
});

for (const status of [500, 503, 429, 400])
  test(`a server that always fails with ${status} is asked at most 6 times a row, and nothing is kept`, async () => {
    const { judgeModel } = await import('../../../models/endpoint/judge-model.js');
    const { llm, rubric } = await import('../../../judges/llm/index.js');
    let calls = 0;
    const { baseURL, close } = await server((response) => {
      calls++;
      json(response, status, { error: { message: 'no' } }, { 'retry-after': '0.01' });
    });
    try {
      const judge = llm({
        rubric: rubric('explanation-scale-en'),
        by: judgeModel({ model: 'tiny', family: 'none', baseURL, patienceMs: 60_000 }),
      });
      const got = await judge.grade({ id: 'a', input: 'Why?' }, { output: 'Because of things.', finish: 'stop' });
      assert.equal([got.score, got.transient], [null, true]);
      assert.ok(calls >= 1 && calls <= 6, `${calls} requests`);
    } finally {
      await close();
    }
  });

test.run();
