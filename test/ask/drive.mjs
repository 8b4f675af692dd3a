// Drives the page of build.ts in a browser: `node test/ask/drive.mjs chromium|firefox FOLDER TOOLS [COUNT]`, where TOOLS is a folder with
// playwright-core and puppeteer-core installed. Prints a line a check; exit code 1 if one fails.
import { createReadStream, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [which, folder, tools, count = '40'] = process.argv.slice(2);
const need = createRequire(join(resolve(tools), 'x.js'));
let failed = 0;
const check = (name, ok, more = '') => {
  console.log(ok ? 'ok  ' : 'FAIL', name, more);
  if (!ok) failed++;
};
/** harm: path → what the server does to it */
const harm = new Map();
let served = 0;
const server = http.createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/\/$/, '/index.html');
  const file = join(folder, path);
  const what = harm.get(path.split('/').pop());
  let size;
  try {
    size = statSync(file).size;
  } catch {
    response.writeHead(404).end();
    return;
  }
  if (what === 'gone') return void response.writeHead(404).end();
  const type = path.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': size, 'cache-control': 'no-store' });
  if (what === 'changed') {
    const data = readFileSync(file);
    data[data.length >> 1] ^= 1;
    served += size;
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
const url = `http://127.0.0.1:${server.address().port}/`;
const shards = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  ...['.onnx', '.onnx_data', '.onnx_data_1', '.onnx_data_2'].map((end) => `onnx/model_q4${end}`),
].map((name) => resolve(folder, 'model', name));

async function chromium() {
  const { chromium: launcher } = need('playwright-core');
  const browser = await launcher.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    async page(address) {
      const page = await (await browser.newContext()).newPage();
      return wrap(page, address, (selector, files) => page.setInputFiles(selector, files));
    },
    close: () => browser.close(),
  };
}
async function firefox() {
  const puppeteer = need('puppeteer-core');
  const home = mkdtempSync(join(tmpdir(), 'ask-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    env: { ...process.env, HOME: home },
    protocolTimeout: 1_800_000,
  });
  return {
    async page(address) {
      const page = await browser.newPage();
      return wrap(page, address, async (selector, files) => (await page.waitForSelector(selector)).uploadFile(...files));
    },
    close: () => browser.close(),
  };
}
async function wrap(page, address, upload) {
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address, { timeout: 180_000 });
  const status = () =>
    page.evaluate(() => [
      document.querySelector('.ask-status').dataset.kind ?? '',
      document.querySelector('.ask-status').textContent,
      document.querySelector('.ask-speed').textContent,
    ]);
  const settled = async () => {
    for (let i = 0; i < 7200; i++) {
      const [kind, text, speed] = await status();
      if (kind) return { kind, text, speed };
      await new Promise((done) => setTimeout(done, 250));
    }
    throw new Error('nothing came');
  };
  return {
    errors,
    page,
    upload,
    settled,
    async ask(i) {
      await page.evaluate((index) => {
        window.show(index);
        document.querySelector('.ask-again button').click();
      }, i);
      return settled();
    },
    text: () => page.evaluate(() => document.querySelector('.ask-text').textContent),
  };
}
const memory = () => {
  let most = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!/--type=renderer|-contentproc/.test(line)) continue;
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000);
    } catch {}
  return most.toFixed(0);
};

const browser = await (which === 'firefox' ? firefox() : chromium());
// harmed downloads first, in pages of their own
for (const [name, what, wanted] of [
  ['model_q4.onnx_data_2', 'changed', /not the recorded file/],
  ['model_q4.onnx_data_2', 'cut', /was cut/],
  ['tokenizer.json', 'gone', /not beside this page/],
]) {
  harm.set(name, what);
  const page = await browser.page(url);
  const { kind, text } = await page.ask(0);
  check(`${what} ${name}`, kind === 'trouble' && wanted.test(text), text);
  harm.clear();
  if (what === 'cut') {
    const again = await page.ask(0);
    check('asked again after it', again.kind === 'same', again.text);
  }
  await page.page.close();
}
const page = await browser.page(url);
const most = Math.min(Number(count), await page.page.evaluate(() => window.data.rows.length));
let same = 0;
let tokens = 0;
const rates = [];
for (let i = 0; i < most; i++) {
  const row = await page.page.evaluate(
    (k) => ({
      sample: window.data.rows[k].sample,
      temperature: window.data.rows[k].decoding.temperature ?? 0,
      margin: window.data.rows[k].minMargin,
      output: window.data.rows[k].output,
      tokens: window.data.rows[k].outputTokens,
    }),
    i,
  );
  const { kind, text, speed } = await page.ask(i);
  const equal = kind === 'same' && (await page.text()) === row.output;
  if (equal) same++;
  else console.log('  differs', row.sample, text);
  tokens += row.tokens;
  const rate = Number(/then (\d+) tokens/.exec(speed)?.[1]);
  if (rate && row.tokens >= 20) rates.push(rate);
  if (i % 5 === 0) console.log(`  ${i + 1}`, row.sample, row.temperature ? 'sampled' : 'greedy', row.margin, text, '|', speed);
}
rates.sort((a, b) => a - b);
check(
  `${same} of ${most} answers the same`,
  same === most,
  `${tokens} tokens; tokens/s median ${rates[rates.length >> 1]}, ${rates[0]}–${rates.at(-1)}; largest renderer ${memory()} MB; served ${(served / 1e6).toFixed(1)} MB`,
);
// changed records
await page.page.evaluate(() => {
  window.data.rows[0].output = `${window.data.rows[0].output.slice(0, 12)}X${window.data.rows[0].output.slice(13)}`;
});
const output = await page.ask(0);
check('a changed answer', output.kind === 'differs' && /no near tie/.test(output.text), output.text);
await page.page.evaluate(() => {
  window.data.rows[1].messages[0].content += ' ';
});
const key = await page.ask(1);
check('a changed prompt', key.kind === 'trouble' && /key/.test(key.text), key.text);
// another prompt
await page.page.evaluate(() => {
  window.show(2);
  document.querySelector('.ask-other').open = true;
  document.querySelector('.ask-other textarea').value = 'Name a colour.';
  document.querySelector('.ask-other button').click();
});
const free = await page.settled();
check('another prompt', free.kind === 'other' && /not recorded/.test(free.text), free.text);
check('no errors, nothing refused by the policy', page.errors.length === 0, page.errors.join(' | ').slice(0, 300));
// from disk
try {
  const disk = await browser.page(`file://${resolve(folder)}/index.html`);
  await disk.page.evaluate(() => document.querySelector('.ask-again button').click());
  await disk.upload('.ask-pick input', shards.slice(0, 3));
  const lacking = await disk.settled();
  check('file://, too few files', /Choose these files too/.test(lacking.text), lacking.text);
  await disk.page.evaluate(() => {
    window.show(3);
    document.querySelector('.ask-again button').click();
  });
  await disk.upload('.ask-pick input', shards);
  const picked = await disk.settled();
  check('file:// with chosen files', picked.kind === 'same', picked.text);
} catch (error) {
  check('file://', false, error.message);
}
await browser.close();
server.close();
console.log(failed ? `${failed} FAILED` : 'all hold');
process.exit(failed ? 1 : 0);
