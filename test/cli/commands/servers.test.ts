// A notebook whose model is behind a server: killed, continued, replayed; its cost and speed, whether it repeats its text, and the log.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project } from '../../fixtures/project.js';
import { json, type ScriptedServer, server, stream } from '../../fixtures/server.js';

const questions = Array.from({ length: 12 }, (_, i) => ({ id: `q${i}`, input: `${i} + 1?`, target: i + 1 }));
const script = (address: string, more = '') => `// # Sums of a server
import { notebook, passRate } from 'evalbook';
import { math } from 'evalbook/judges';
import { endpoint } from 'evalbook/models';

const { load, run, show, weave } = notebook(import.meta.url);

const model = endpoint({ model: 'tiny', family: 'none', baseURL: '${address}'${more} });
const rows = await run({ models: [model], dataset: await load('sums'), judges: [math], decoding: { maxNewTokens: 20 } });

// ## Results

show(passRate(rows, { judge: math, by: ['model'] }).table());

export default await weave();
`;
const records = 'records/tiny/sums.jsonl';
const price = ", price: { in: 1, out: 2, date: '2026-11-28' }";

/** An address that does not change between runs, as it stands in the script. */
async function withServer(
  reply: Parameters<typeof server>[0],
  work: (project: Project, one: ScriptedServer) => Promise<void>,
  more = '',
): Promise<void> {
  const one = await server(reply);
  const project = new Project();
  project.write('experiments/01-served.ts', script(one.baseURL, more));
  project.write('datasets/sums/data.jsonl', questions.map((line) => `${JSON.stringify(line)}\n`).join(''));
  try {
    await work(project, one);
  } finally {
    await one.close();
    project.remove();
  }
}

const answer = (body: Record<string, unknown>) => {
  const [{ content = '' } = {}] = body.messages as { content?: string }[];
  return ['It is ', String(Number.parseInt(content, 10) + 1), '.', ' ', 'Yes'];
};

test('killed and started again it goes on, and the page says cost, speed and what is not measured', () =>
  withServer(
    (response, { body }) => void setTimeout(() => stream(response, answer(body)), 60),
    async (project, { asked }) => {
      const child = project.start('experiments/01-served.ts', [], { EVALBOOK_TYPES: '' });
      while (asked.length < 5) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      const { code, stderr } = await project.run('experiments/01-served.ts');
      assert.is(code, 0, stderr);
      assert.is(project.read(records).split('\n').length - 1, 12);
      assert.ok(asked.length <= 13, `${asked.length} requests`);
      const page = project.read('reports/01-served.md');
      assert.match(page, /\| tiny \| 12 \| 108 \| 60 \| 0 \| \d+ \(n 12\) \| .* \| 0\.000228 USD \|/);
      assert.match(page, 'Prices of 2026-11-28.');
      assert.match(page, 'whether it repeats its text was not measured; `npx evalbook report 01 --repeat 3` does.');
      const before = [project.read(records), page];
      const again = await project.run('experiments/01-served.ts');
      assert.is(again.code, 0, again.stderr);
      assert.equal([project.read(records), project.read('reports/01-served.md')], before, 'the replay gives the same bytes');
    },
    price,
  ));

test('--repeat measures whether the text repeats, and the page says so, until it is measured again', async () => {
  let round = 0;
  await withServer(
    (response, { body }) =>
      stream(response, round > 0 && /^[01] /.test(JSON.stringify(body).match(/\d+ \+/)?.[0] ?? '') ? ['no'] : answer(body)),
    async (project, { asked }) => {
      const first = await project.run('experiments/01-served.ts', ['--repeat', '2']);
      assert.is(first.code, 0, first.stderr);
      assert.is(asked.length, 12 + 24);
      assert.match(
        project.read('reports/01-served.md'),
        'repeated its text on sums: 12 recorded questions, asked 2 times more, gave the recorded text in 24 of 24 answers.',
      );
      const kept = project.read('reports/01-served.md');
      await project.run('experiments/01-served.ts');
      assert.is(project.read('reports/01-served.md'), kept);
      round++;
      const second = await project.run('experiments/01-served.ts', ['--repeat', '3']);
      assert.is(second.code, 0, second.stderr);
      assert.match(
        project.read('reports/01-served.md'),
        'does **not** repeat its text on sums: 12 recorded questions, asked 3 times more, gave the recorded text in 30 of 36 answers; 10 of 12 questions never changed.',
      );
      assert.is(project.read(records).split('\n').length - 1, 12, 'no answer was added');
    },
  );
});

test('again --plan says what a server would cost, and asks nothing', () =>
  withServer(
    (response, { body }) => stream(response, answer(body)),
    async (project, { asked }) => {
      await project.run('experiments/01-served.ts');
      const before = asked.length;
      const plan = async (...args: string[]) => {
        const { code, stdout, stderr } = await project.command('again', '--plan', ...args);
        assert.is(code, 0, stderr);
        return stdout.split('\n').find((line) => line.startsWith('tiny')) ?? stdout;
      };
      assert.match(
        await plan(),
        /^tiny \(a server's tiny, not asked by this command\): 12 answers on 1 datasets, 108 tokens of prompts, 60 of answers, about \d+ s with 1 at once, without a price \(--price\)$/,
      );
      assert.match(await plan('--price', '1,2'), 'about 0.000228 USD at the prices of this command');
      project.write('prices.json', '{"date":"2026-11-01","currency":"EUR","models":{"tiny":{"in":1000,"out":2000}}}');
      assert.match(await plan('--price', 'prices.json'), 'about 0.228 EUR at the prices of 2026-11-01');
      project.write('prices.json', '{"models":{"tiny":{"in":1,"out":2}}}');
      for (const [given, says] of [
        ['prices.json', 'expected prices of a million tokens with their date'],
        ['none.json', 'none.json: cannot read (ENOENT)'],
        ['cheap', 'expected --price IN,OUT'],
      ] as const) {
        const { code, stderr } = await project.command('again', '--plan', '--price', given);
        assert.is(code, 2);
        assert.match(stderr, says);
      }
      assert.is(asked.length, before);
    },
  ));

test('--verbose shows requests and statuses, and no key', async () => {
  let calls = 0;
  await withServer(
    (response, { body }) =>
      calls++ === 0 ? json(response, 500, { error: { message: 'first sk-very-secret-0123' } }) : stream(response, answer(body)),
    async (project) => {
      const { code, stderr } = await project.run('experiments/01-served.ts', ['--verbose'], {
        OPENAI_API_KEY: 'sk-very-secret-0123',
      });
      assert.is(code, 0, stderr);
      assert.match(stderr, /→ GET http:\/\/127\.0\.0\.1:\d+\/v1\/models\n← 200 application\/json/);
      assert.match(stderr, /→ POST .*\/chat\/completions \{.*"content":"0 \+ 1\?"/);
      assert.match(stderr, /← 500 .*\n\{"error":\{"message":"first \[key\]"\}\}/);
      assert.match(stderr, /9 \+ 5 tokens, stop, \d+ ms/);
      assert.not.match(stderr, 'sk-very');
    },
  );
});

test('an error in the middle says how much is stored, and leaves it', async () => {
  await withServer(
    (response, { body }, call) =>
      call < 4 ? stream(response, answer(body)) : json(response, 404, { error: { message: 'tiny was unloaded' } }),
    async (project) => {
      const { code, stderr } = await project.run('experiments/01-served.ts');
      assert.is(code, 2);
      assert.match(stderr, '4/12 stored; http');
      assert.match(stderr, 'tiny was unloaded');
      assert.is(project.read(records).split('\n').length - 1, 4);
    },
  );
});

test.run();
