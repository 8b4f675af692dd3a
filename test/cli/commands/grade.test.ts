// The grade command on its streams: order, bad rows, backpressure, a reader that goes away, and memory that does not grow.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { PassThrough, Readable, Writable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../../cli/commands/grade.js';
import { lines } from '../../../cli/support/lines.js';
import type { Judge } from '../../../harness/core/types.js';

const row = (id: string, output = '{"a":1}') => JSON.stringify({ id, input: '', target: { schema: { type: 'object' } }, output });

async function run(args: string[], text: string | Iterable<string | Buffer>) {
  const output = new PassThrough();
  const errors = new PassThrough();
  const code = main(args, { input: Readable.from(typeof text === 'string' ? [text] : text), output, errors });
  const done = code.finally(() => {
    output.end();
    errors.end();
  });
  const [out, said] = await Promise.all([output.toArray(), errors.toArray(), done]);
  return {
    code: await code,
    rows: Buffer.concat(out)
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    said: Buffer.concat(said).toString(),
  };
}

test('rows come out in the order in, with the documented fields', async () => {
  const { code, rows } = await run(['json'], `${row('a')}\n${row('b', 'no')}\n\n${row('c')}`);
  assert.is(code, 0);
  assert.equal(
    rows.map(({ id, score }) => [id, score]),
    [
      ['a', 1],
      ['b', 0],
      ['c', 1],
    ],
  );
  for (const one of rows) assert.equal(Object.keys(one), ['id', 'judge', 'score', 'verdict', 'why', 'details']);
});

test('a bad row is an error row with line and field, the others are graded, and the exit code is 1', async () => {
  const bad = [
    ['nonsense', null, null],
    ['[1]', null, null],
    ['{"output":"x"}', 'id', null],
    ['{"id":7,"output":"x"}', 'id', null],
    ['{"id":"","output":"x"}', 'id', ''],
    ['{"id":"o"}', 'output', 'o'],
    ['{"id":"o","output":7}', 'output', 'o'],
    ['{"id":"i","input":7,"output":"x"}', 'input', 'i'],
    ['{"id":"f","finish":"later","output":"x"}', 'finish', 'f'],
    ['{"id":"t","output":"x"}', 'target', 't'],
    ['{"id":"t","output":"x","target":{"schema":{"type":"objct"}}}', 'target.schema', 't'],
  ] as const;
  const { code, rows, said } = await run(['json'], `${bad.map(([line]) => line).join('\n')}\n${row('good')}\n`);
  assert.is(code, 1);
  assert.is(rows.length, bad.length + 1);
  for (const [i, [, field, id]] of bad.entries()) {
    assert.equal([rows[i].line, rows[i].field, rows[i].id], [i + 1, field, id]);
    assert.type(rows[i].error, 'string');
  }
  assert.is(rows.at(-1).score, 1);
  assert.is(said, `${bad.length} of ${bad.length + 1} rows could not be graded; see the rows with "error"\n`);
});

test('the examples of judges/json/README.md are what the command gives', async () => {
  const [input = '', output = ''] = [
    ...readFileSync('judges/json/README.md', 'utf8').matchAll(/```json\n([\s\S]*?)\n```\n/g),
  ].map(([, block]) => block);
  const { code, rows } = await run(['json'], input);
  assert.is(code, 0);
  assert.is(rows.length, 3);
  assert.is(rows.map((one) => JSON.stringify(one)).join('\n'), output);
});

test('finish is read: a cut-off answer is named so', async () => {
  const { rows } = await run(['json'], '{"id":"a","output":"{\\"a\\":","finish":"length","target":{"schema":{}}}');
  assert.is(rows[0].verdict, 'cut off');
});

test('slow judges grade several rows at once, still in order; a judge that fails loses one row; it is closed at the end', async () => {
  let running = 0;
  let most = 0;
  let closed = 0;
  const slow: Judge = {
    name: 'slow',
    version: '1',
    concurrency: 4,
    async grade(_sample, { output }) {
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, Number(output)));
      running--;
      if (output === '3') throw new TypeError('a bug');
      return { judge: 'slow', score: 1, verdict: 'slept', why: output };
    },
    async close() {
      closed++;
    },
  };
  const delays = [20, 1, 9, 3, 15, 2, 1, 8, 5, 1];
  const output = new PassThrough();
  const input = Readable.from(delays.map((ms, i) => `${JSON.stringify({ id: `r${i}`, output: String(ms) })}\n`));
  const code = await main(['slow'], { input, output, errors: new PassThrough(), judges: { slow: async () => slow } });
  const rows = String(output.read())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(
    rows.map(({ id }) => id),
    delays.map((_, i) => `r${i}`),
  );
  assert.equal([code, most, closed, running], [1, 4, 1, 0]);
  assert.equal(rows[3], { id: 'r3', line: 4, error: 'the judge failed: a bug', field: null });
});

test('wrong usage names the judges there are', async () => {
  for (const args of [[], ['jso'], ['constructor'], ['json', 'extra']])
    await main(args).then(
      () => assert.unreachable(),
      (error) => assert.ok(error.code === 2 && /one of math, json, poem, code/.test(error.message)),
    );
  const output = new PassThrough();
  assert.is(await main(['--help'], { output }), 0);
  assert.match(String(output.read()), /usage: npx evalbook grade JUDGE/);
});

test('lines: split at line feeds only, in any chunks; bad bytes and endless lines are problems', async () => {
  const text = `\uFEFF"春"\n\n"a\u2028b"\r\n"last"`;
  for (const size of [1, 2, 3, 1000]) {
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
    const got = [];
    for await (const { number, text } of lines(Readable.from(chunks))) got.push([number, text.trim()]);
    assert.equal(got, [
      [1, '"春"'],
      [3, '"a\u2028b"'],
      [4, '"last"'],
    ]);
  }
  const problems = [];
  for await (const { number, problem } of lines(
    Readable.from([Buffer.from([0x22, 0xff, 0x0a]), Buffer.from(`${'x'.repeat(30)}\nok`)]),
    20,
  ))
    problems.push([number, problem]);
  assert.equal(problems, [
    [1, 'expected UTF-8, got other bytes'],
    [2, 'expected at most 20 bytes a line, got 30'],
    [3, undefined],
  ]);
});

test('backpressure: a slow reader holds the reading back', async () => {
  let given = 0;
  const source = function* () {
    for (; given < 2000; given++) yield `${row(`r${given}`)}\n`;
  };
  let taken = 0;
  let ahead = 0;
  const output = new Writable({
    highWaterMark: 1024,
    write(_chunk, _encoding, done) {
      taken++;
      ahead = Math.max(ahead, given - taken);
      setImmediate(done);
    },
  });
  assert.is(await main(['json'], { input: Readable.from(source()), output, errors: new PassThrough() }), 0);
  assert.is(taken, 2000);
  assert.ok(ahead < 200, `read ${ahead} rows ahead`);
});

test('a reader that goes away ends the grading quietly', async () => {
  let given = 0;
  const source = function* () {
    for (; given < 100_000; given++) yield `${row(`r${given}`)}\n`;
  };
  let taken = 0;
  const output = new Writable({
    highWaterMark: 100,
    write(_chunk, _encoding, done) {
      taken++;
      done(taken > 5 ? Object.assign(new Error('gone'), { code: 'EPIPE' }) : null);
    },
  });
  assert.is(await main(['json'], { input: Readable.from(source()), output, errors: new PassThrough() }), 0);
  assert.ok(given < 1000, `${given} rows were read`);
});

test('as a command: | head ends it, and 30,000 rows of 2 kB pass in little memory', async () => {
  const script =
    "import('./cli/commands/grade.js').then(({ main }) => main(['json'])).then((code) => { process.exitCode = code; process.stderr.write(String(process.resourceUsage().maxRSS)); })";
  const start = () =>
    spawn(process.execPath, ['--import', 'tsx', '--max-old-space-size=64', '-e', script], { stdio: ['pipe', 'pipe', 'pipe'] });
  const line = `${row('x', JSON.stringify({ text: 'y'.repeat(2000) }))}\n`;

  const short = start();
  short.stdin.on('error', () => {});
  short.stdout.once('data', () => short.stdout.destroy());
  short.stdin.write(line.repeat(2000));
  short.stdin.end();
  assert.is((await once(short, 'exit'))[0], 0);

  const long = start();
  let lines = 0;
  let said = '';
  long.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) lines++;
  });
  long.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const exited = once(long, 'exit');
  await new Promise((done) =>
    Readable.from(
      (function* () {
        for (let i = 0; i < 300; i++) yield line.repeat(100);
      })(),
    )
      .pipe(long.stdin)
      .on('finish', done),
  );
  assert.is((await exited)[0], 0, said);
  assert.is(lines, 30_000);
  assert.ok(Number(said) < 400_000, `${said} kB at the most, for 60 MB of rows`);
});

test.run();
