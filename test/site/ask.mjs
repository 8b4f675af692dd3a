// `make test-site`, second part: the embedded model is asked again in real browsers, from a server and from disk, forty answers each
// (ASK_ANSWERS for another number), and whatever can go wrong with its files, its records and the browser says what to do.
import assert from 'node:assert/strict';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeAskPage } from './ask-page.ts';
import { chromium, chromiumPath, firefox, firefoxPath } from './drivers.mjs';
import { anyWanted, axeFinds, clean, tally, test, until } from './trying.mjs';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-ask-'));
const answers = Number(process.env.ASK_ANSWERS ?? 40);
let rows = [];
/** Its prompt is long. */
let long;

/** File name → what the server does to it: changed, cut, gone or dead. */
const harm = new Map();
let served = 0;
const server = http.createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/\/$/, '/index.html');
  const file = join(folder, path);
  const what = harm.get(path.split('/').pop());
  if (what === 'dead') return void request.socket.destroy();
  if (what === 'gone') return void response.writeHead(404).end();
  const { size } = statSync(file);
  const type = path.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': size, 'cache-control': 'no-store' });
  if (what === 'changed') {
    const data = readFileSync(file);
    data[data.length >> 1] ^= 1;
    response.end(data);
  } else if (what === 'cut')
    createReadStream(file, { end: size >> 1 })
      .on('end', () => response.destroy())
      .pipe(response, { end: false });
  else {
    served += size;
    createReadStream(file).pipe(response);
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}/`;

/** Asks for row `i`, or goes on with what was asked, and waits for what comes of it. */
async function asked(tab, i) {
  if (i !== null) await tab.run(`(window.show(${i}), document.querySelector('.ask-again button').click(), 0)`);
  await until(tab, "document.querySelector('.ask-status').dataset.kind", 'an answer', 1800);
  const [kind, text, speed, answer] = await tab.run(
    "[document.querySelector('.ask-status').dataset.kind, ...['status', 'speed', 'text'].map((name) => document.querySelector('.ask-' + name).textContent)]",
  );
  return { kind, text, speed, answer };
}

/** A page of its own; `before` runs in it first. */
async function inPage(browser, body, { address = origin, before = '0', console = true } = {}) {
  const tab = await browser.open(address, { origin });
  try {
    await until(tab, 'document.documentElement.dataset.ready', 'the page to be ready');
    await tab.run(`(async () => { ${before}; return 0; })()`);
    await body(tab);
    if (console) await clean(tab);
  } finally {
    await tab.close();
    harm.clear();
  }
}

const forget = "await caches.delete('evalbook-model')";
/** Runs in the worker before its own code. */
const inWorker = (code) => `window.data.code.worker = ${JSON.stringify(code)} + window.data.code.worker`;
/** The same in the second worker alone. */
const inHelper = (code) => inWorker(`addEventListener('message', ({ data }) => { if (data.type === 'help') { ${code} } });`);

async function reader(browser) {
  const { name } = browser;
  for (const [file, what, says] of [
    ['model_q4.onnx_data_2', 'changed', /^onnx\/model_q4.onnx_data_2 is not the recorded file/],
    ['model_q4.onnx_data_2', 'cut', /was cut or is of another size: expected \d+ bytes, read \d+/],
    ['tokenizer.json', 'gone', /^tokenizer.json is not beside this page \(404\)/],
    ['config.json', 'dead', /^config.json could not be fetched: no network/],
  ])
    await test(`${name}: a file that is ${what} is named, not used, and asking again fetches it`, () =>
      inPage(
        browser,
        async (tab) => {
          harm.set(file, what);
          const refused = await asked(tab, 0);
          assert.equal(refused.kind, 'trouble');
          assert.match(refused.text, says);
          harm.clear();
          if (what === 'changed' || what === 'cut') assert.equal((await asked(tab, 0)).kind, 'same');
        },
        { before: forget, console: false },
      ));
  for (const [what, before, says] of [
    ['no SIMD', inWorker('WebAssembly.validate = () => false;'), /^This browser has no WebAssembly with SIMD.*Use Chromium/],
    ['no workers', 'delete window.Worker', /^This browser did not start a worker.*use another browser/],
    [
      'little memory',
      inWorker("WebAssembly.Memory = function () { throw new RangeError('could not allocate memory'); };"),
      /refused the memory/,
    ],
  ])
    await test(`${name}: a browser with ${what} is told what to do`, () =>
      inPage(
        browser,
        async (tab) => {
          const refused = await asked(tab, 0);
          assert.equal(refused.kind, 'trouble', refused.text);
          assert.match(refused.text, says);
        },
        { before, console: false },
      ));
  await test(`${name}: where the browser refuses to keep the model, it runs, and says that it is fetched again`, () =>
    inPage(
      browser,
      async (tab) => {
        assert.equal((await asked(tab, 0)).kind, 'same');
        assert.match(await tab.run("document.querySelector('.ask-about').textContent"), /refused to keep the model/);
      },
      {
        before: `${forget}; ${inWorker("Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));")}`,
      },
    ));
  await test(`${name}: what was damaged in the browser's store is found and removed`, () =>
    inPage(browser, async (tab) => {
      const spoil = `const store = await caches.open('evalbook-model'); const key = (await store.keys()).find(({ url }) => url.includes('tokenizer.json')); const bytes = new Uint8Array(await (await store.match(key)).arrayBuffer()); bytes[9] ^= 1; await store.put(key, new Response(bytes));`;
      assert.equal((await asked(tab, 0)).kind, 'same');
      await tab.run(`(async () => { ${spoil} return 0; })()`);
      await tab.goto(origin);
      await until(tab, 'document.documentElement.dataset.ready');
      const refused = await asked(tab, 0);
      assert.match(refused.text, /^tokenizer.json was damaged in the browser's store and has been removed/);
      assert.equal((await asked(tab, 0)).kind, 'same');
    }));
  await test(`${name}: changed records are found, another prompt is marked as not recorded, axe finds nothing`, () =>
    inPage(browser, async (tab) => {
      await axeFinds(tab, 'before');
      assert.equal((await asked(tab, 1)).kind, 'same');
      await axeFinds(tab, 'the same');
      const spoil = "const row = window.data.rows[0]; row.output = row.output.slice(0, 12) + 'X' + row.output.slice(13)";
      await tab.run(`(() => { ${spoil}; return 0; })()`);
      const other = await asked(tab, 0);
      assert.equal(other.kind, 'differs');
      assert.match(other.text, /no near tie/);
      await axeFinds(tab, 'a difference');
      await tab.run("(window.data.rows[1].messages[0].content += ' ', 0)");
      const key = await asked(tab, 1);
      assert.equal(key.kind, 'trouble');
      assert.match(key.text, /^The record's key .* npx evalbook verify$/);
      await tab.run(
        "(window.show(2), document.querySelector('.ask-other').open = true, document.querySelector('.ask-other textarea').value = 'Name a colour.', document.querySelector('.ask-other button').click(), 0)",
      );
      assert.match((await asked(tab, null)).text, /^not recorded: \d+ tokens/);
    }));
  await test(`${name}: from disk the reader chooses the files`, () =>
    inPage(
      browser,
      async (tab) => {
        await tab.run("(document.querySelector('.ask-again button').click(), 0)");
        await until(tab, "!document.querySelector('.ask-pick').hidden");
        const files = await tab.run('window.data.model.files.map(({ path }) => path)');
        const paths = files.map((path) => resolve(folder, 'model', path));
        await tab.upload('.ask-pick input', paths.slice(1));
        assert.match((await asked(tab, null)).text, /^Choose these files too, all at once: /);
        await tab.run("(delete document.querySelector('.ask-status').dataset.kind, 0)");
        await tab.upload('.ask-pick input', paths);
        await until(tab, "document.querySelector('.ask-status').dataset.kind === 'same'", 'the same text', 300);
      },
      { address: pathToFileURL(join(folder, 'index.html')).href },
    ));
  for (const [where, address] of [
    ['from a server', origin],
    ['from disk', pathToFileURL(join(folder, 'index.html')).href],
  ])
    await test(`${name}: a long prompt ${where} is read by two workers, and can be stopped in its middle`, () =>
      inPage(
        browser,
        async (tab) => {
          await tab.run(`(window.show(${answers}), document.querySelector('.ask-again button').click(), 0)`);
          if (address !== origin) {
            await until(tab, "!document.querySelector('.ask-pick').hidden");
            const files = await tab.run('window.data.model.files.map(({ path }) => path)');
            await tab.upload(
              '.ask-pick input',
              files.map((path) => resolve(folder, 'model', path)),
            );
          }
          const first = await asked(tab, null);
          assert.equal(first.kind, 'same', first.text);
          assert.equal(first.answer, long.output);
          assert.match(first.speed, /read by two workers/);
          process.stdout.write(`     ${long.promptTokens} tokens: ${first.speed}\n`);
          await tab.run(`(window.show(${answers}), document.querySelector('.ask-again button').click(), 0)`);
          await until(tab, "/^Reading the prompt, \\d+ tokens$/.test(document.querySelector('.ask-status').textContent)");
          await new Promise((resolve) => setTimeout(resolve, 200));
          const stops = performance.now();
          await tab.run("([...document.querySelectorAll('.ask-again button')].find((b) => b.textContent === 'Stop').click(), 0)");
          assert.match((await asked(tab, null)).text, /^stopped after 0 tokens/);
          process.stdout.write(`     stopped after ${Math.round(performance.now() - stops)} ms\n`);
          const again = await asked(tab, answers);
          assert.equal(again.answer, long.output);
          assert.match(again.speed, /read by two workers/);
        },
        { address },
      ));
  for (const [what, before, share] of [
    [
      'refuses a second worker',
      'let n = 0; const One = Worker; window.Worker = function (url) { if (n++) throw new Error(); return new One(url); }',
    ],
    [
      'refuses memory to a second worker',
      inHelper("WebAssembly.Memory = function () { throw new RangeError('could not allocate memory'); };"),
    ],
    [
      'ends a second worker in the middle',
      inHelper(
        'let n = 0; const post = MessagePort.prototype.postMessage; MessagePort.prototype.postMessage = function (...all) { if (++n === 6) throw new Error(); post.apply(this, all); };',
      ),
      true,
    ],
    ['finds an error in a second worker', inHelper("setTimeout(() => { throw new Error('stray'); }, 0);")],
    ['has one core', inWorker("Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });")],
  ])
    await test(`${name}: where the browser ${what}, the first one reads a long prompt alone`, () =>
      inPage(
        browser,
        async (tab) => {
          const alone = await asked(tab, answers);
          assert.equal(alone.kind, 'same', alone.text);
          assert.equal(alone.answer, long.output);
          process.stdout.write(`     ${alone.speed}\n`);
          assert.equal(/two workers/.test(alone.speed), share === true);
        },
        { before },
      ));
  await test(`${name}: ${answers} answers come out the same, those nearest to a tie first`, () =>
    inPage(browser, async (tab) => {
      let tokens = 0;
      const [rates, differ] = [[], []];
      for (const [i, row] of rows.slice(0, answers).entries()) {
        const { kind, text, speed, answer } = await asked(tab, i);
        if (kind !== 'same' || answer !== row.output) differ.push(`${row.sample}: ${text}`);
        tokens += row.outputTokens;
        const rate = Number(/then (\d+) tokens/.exec(speed)?.[1]);
        if (rate && row.outputTokens >= 20) rates.push(rate);
      }
      rates.sort((a, b) => a - b);
      const drawn = rows.filter(({ decoding }) => decoding.temperature).length;
      process.stdout.write(
        `     ${answers - differ.length} the same, ${drawn} of ${answers} drawn, ${tokens} tokens; tokens a second: median ${rates[rates.length >> 1]}, ${rates[0]} to ${rates.at(-1)}; largest process of pages ${mostMemory()} MB\n`,
      );
      assert.deepEqual(differ, []);
    }));
}

/** Of the browsers' page processes, in MB, at their peak. */
function mostMemory() {
  let most = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (!/--type=renderer|-contentproc/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) continue;
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000);
    } catch {} // it has ended
  return Math.round(most);
}

const browsers = [
  ...(chromiumPath ? [{ name: 'Chromium', launch: chromium }] : []),
  ...(firefoxPath ? [{ name: 'Firefox', launch: firefox }] : []),
];
if (browsers.length === 0) {
  process.stderr.write('expected chromium or firefox-esr, found neither: nothing was asked\n');
  process.exitCode = 3;
}
for (const { name, launch } of browsers) {
  if (!(await anyWanted(() => reader({ name })))) continue;
  if (!long) {
    rows = await writeAskPage(folder, answers);
    long = rows.at(-1);
  }
  const browser = await launch();
  process.stdout.write(`${browser.name} ${browser.version}\n`);
  try {
    await reader(browser);
  } finally {
    await browser.close();
  }
}
server.close();
rmSync(folder, { recursive: true, force: true });
if (served > 0) process.stdout.write(`${(served / 1e6).toFixed(0)} MB were fetched\n`);
tally();
