// `make test-site`: the pages in real browsers, from disk. Builds report 07 of this notebook and a report whose answers are hostile, and tries what a reader does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, chromiumPath, firefox, firefoxPath } from './drivers.mjs';
import { hostileNotebook, strange } from './hostile.mjs';
import { axeFinds, clean, tally, test, until } from './trying.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'evalbook-site-'));
const started = performance.now();

function evalbook(cwd, ...args) {
  const { status, stderr } = spawnSync(process.execPath, [join(repository, 'cli/bin.mjs'), ...args], { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

const ready = (tab) => until(tab, 'document.documentElement.dataset.ready !== undefined', 'the page to be ready');
const shown = (tab) => tab.run("document.querySelector('.count [role=status]').textContent");
const rowsShown = async (tab) => Number(/^\d+/.exec(await shown(tab))?.[0]);
const set = (tab, name, value) =>
  tab.run(
    `(() => { const e = document.querySelector('.filters [name=${name}]'); if (e.type === 'checkbox') e.click(); else { e.value = ${JSON.stringify(value)}; e.dispatchEvent(new Event(e.matches('select') ? 'change' : 'input', { bubbles: true })); } return 0; })()`,
  );

/** A page, handed to `body`; afterwards nothing may have gone wrong in it. */
async function inPage(browser, address, body, options) {
  const tab = await browser.open(address, options);
  try {
    await ready(tab);
    await body(tab);
    await clean(tab);
  } finally {
    await tab.close();
  }
}

const page = (name) => pathToFileURL(join(folder, 'site', name)).href;

async function reader(browser) {
  const { name } = browser;
  const report = page('07-word-problems.html');
  await test(`${name}: opens from disk, checks its evidence, in under a second of its own`, () =>
    inPage(browser, report, async (tab) => {
      await until(tab, "document.querySelector('.evidence [role=status]')?.className === 'good'", 'the evidence to hold');
      assert.equal(await rowsShown(tab), 572);
      process.stdout.write(
        `     ready ${await tab.run('document.documentElement.dataset.ready')} ms after the address was asked for\n`,
      );
    }));
  await test(`${name}: each filter keeps the rows that it names`, () =>
    inPage(browser, `${report}#answers`, async (tab) => {
      const csv = await tab.run("document.querySelectorAll('.filters select').length");
      assert.ok(csv >= 5);
      const tries = [
        ['model', 'smollm2-135m-instruct', 286],
        ['outcome', 'passed', 105],
        ['outcome', 'unscored', 3],
        ['verdict', 'cut off', 159],
        ['lang', 'zh', 286],
        ['family', 'cage', 44],
        ['tag', 'level-1', 208],
        ['differ', true, 200],
        ['text', 'chicken', 4],
      ];
      for (const [field, value, expected] of tries) {
        await set(tab, field, value);
        const seen = await rowsShown(tab);
        if (field === 'differ') assert.ok(seen > 0 && seen < 572, `differ: ${seen}`);
        else assert.equal(seen, expected, `${field} ${value}`);
        assert.match(await tab.run('location.hash'), new RegExp(field));
        await tab.run("document.querySelector('[name=reset]').click()");
        await until(tab, "!document.querySelector('[name=reset]')");
      }
      await set(tab, 'regex', true);
      await set(tab, 'text', '^To (solve|determine)');
      assert.ok((await rowsShown(tab)) > 10);
      await set(tab, 'text', '(');
      await until(tab, "/No regular expression/.test(document.querySelector('.count [role=status]').textContent)");
      await set(tab, 'text', '');
      await set(tab, 'sort', 'margin');
      const first = await tab.run(
        "[...document.querySelectorAll('.lines .line')].slice(0, 3).map((e) => Number(e.lastElementChild.textContent))",
      );
      assert.deepEqual(
        first,
        [...first].sort((a, b) => a - b),
      );
    }));
  await test(`${name}: only what is visible is in the document, and scrolling brings the rest`, () =>
    inPage(browser, `${report}#answers`, async (tab) => {
      assert.ok((await tab.run("document.querySelectorAll('.lines .line').length")) < 60);
      await tab.run("document.querySelector('.table').scrollTop = 1e6");
      await until(tab, '!!document.querySelector(\'[data-at="571"]\')', 'the last row');
    }));
  await test(`${name}: a permalink opens its sample, one that is gone says so`, () =>
    inPage(browser, `${report}#sample=cage-01-en`, async (tab) => {
      await until(tab, "document.querySelector('dialog')?.open");
      assert.match(await tab.run("document.querySelector('dialog').textContent"), /there are 92 chickens and 92 rabbits/);
      assert.match(
        await tab.run("document.querySelector('dialog').textContent"),
        /records\/smollm2-135m-instruct\/word-problems\.jsonl:\d+/,
      );
      assert.equal(await tab.run("document.querySelectorAll('.sides article').length"), 2);
      await tab.press('Escape');
      await until(tab, "!document.querySelector('dialog')");
      await tab.run("location.hash = '#sample=no-such-sample'");
      await until(tab, "/no sample “no-such-sample”/.test(document.querySelector('[role=alert]')?.textContent)");
    }));
  await test(`${name}: two answers are compared`, () =>
    inPage(browser, `${report}#sample=cage-01-en`, async (tab) => {
      await until(tab, "document.querySelector('dialog')?.open");
      await tab.run("document.querySelector('.difference').open = true");
      await until(tab, "document.querySelectorAll('.diff ins').length > 3 && document.querySelectorAll('.diff del').length > 3");
      await tab.run(
        "(() => { const box = [...document.querySelectorAll('dialog input[type=checkbox]')][0]; box.click(); return 0; })()",
      );
      await until(tab, "document.querySelector('.sides .mark')?.textContent === '·'", 'white space to be visible');
    }));
  await test(`${name}: a number and a mark of a figure lead to their rows, Esc leads back`, () =>
    inPage(browser, report, async (tab) => {
      const said = await tab.run(
        "(() => { const link = [...document.querySelectorAll('td a.n')].find((a) => /^\\d+$/.test(a.textContent)); link.click(); return Number(link.textContent); })()",
      );
      await until(tab, `/^${said} of/.test(document.querySelector('.count [role=status]').textContent)`);
      await tab.press('Escape');
      await until(tab, "document.activeElement?.matches('a.n')");
      await tab.run("(() => { const mark = document.querySelector('[data-to]'); mark.focus(); return 0; })()");
      await until(
        tab,
        "/95 % interval.*n = /.test(document.querySelector('.told').textContent) && !document.querySelector('.told').hidden",
      );
      await tab.press('Enter');
      await until(
        tab,
        "/^9\\d of/.test(document.querySelector('.count [role=status]').textContent)",
        'the rows of the first mark',
      );
    }));
  await test(`${name}: by the keyboard alone`, () =>
    inPage(browser, report, async (tab) => {
      await tab.press('Tab');
      assert.equal(await tab.run('document.activeElement.className'), 'skip');
      await tab.press('f');
      await until(tab, "document.activeElement?.name === 'text'");
      await tab.type('cage-01');
      await until(tab, "/^4 of/.test(document.querySelector('.count [role=status]').textContent)");
      await tab.press('Escape');
      await tab.press('j');
      await until(tab, "document.activeElement?.dataset.at === '0'");
      await tab.press('j');
      await until(tab, "document.activeElement?.dataset.at === '1'");
      await tab.press('Enter');
      await until(tab, "document.querySelector('#panel-title')?.textContent.trim() === 'cage-01-en'");
      await tab.press('k');
      await until(tab, "document.querySelector('#panel-title')?.textContent.trim() === 'cage-01-zh'");
      await tab.press('Escape');
      await until(tab, "!document.querySelector('dialog') && document.activeElement?.dataset.at === '0'");
      await tab.press('?');
      await until(tab, "!!document.querySelector('.keys')");
    }));
  await test(`${name}: a label is kept over a reload, and those of another report are refused`, () =>
    inPage(browser, `${report}#sample=cage-01-en`, async (tab) => {
      await until(tab, "document.querySelector('dialog')?.open");
      await tab.run("document.querySelector('.label input').click()");
      await until(tab, "document.querySelector('.label .note')");
      await tab.goto(page('index.html'));
      await tab.goto(`${report}#sample=cage-01-en`);
      await ready(tab);
      await until(tab, "document.querySelector('.label input')?.checked");
      await tab.run(
        "(() => { const input = document.querySelector('.labelling input[type=file]'); const data = new DataTransfer(); data.items.add(new File([JSON.stringify({ id: 'x', label: 'good', output: '', report: 'evalbook:99:abc' })], 'a.jsonl')); input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true })); return 0; })()",
      );
      await until(
        tab,
        "/labels of another report or version \\(evalbook:99:abc\\)/.test(document.querySelector('.labelling').textContent)",
      );
    }));
  await test(`${name}: hostile answers stay text in table, search, panel, difference and address`, () =>
    inPage(browser, `${page('hostile/01-strange.html')}#answers`, async (tab) => {
      assert.equal(await rowsShown(tab), 2 * strange.length);
      for (const [i, { id, text, seen }] of strange.entries()) {
        await tab.run(`location.hash = ${JSON.stringify(`#sample=${encodeURIComponent(id)}`)}`);
        await until(
          tab,
          `document.querySelector('#panel-title')?.textContent.trim() === ${JSON.stringify(id)}`,
          `the panel of ${id}`,
        );
        const answer = await tab.run("[...document.querySelector('.sides pre').childNodes].map((n) => n.textContent).join('')");
        assert.equal(answer.slice(0, 20_000), (seen ?? text).slice(0, 20_000), id);
        await tab.run("document.querySelector('.difference').open = true");
        await until(tab, "!!document.querySelector('.difference pre, .difference p + p')", `the difference of ${id}`);
        await tab.press('Escape');
        await until(tab, "!document.querySelector('dialog')");
        if (i === 0) await set(tab, 'text', '<script>');
        if (i === 0) assert.ok((await rowsShown(tab)) >= 1);
        if (i === 0) await set(tab, 'text', '');
      }
      assert.match(await tab.run('document.title'), /^What may an answer hold/);
      assert.equal(await tab.run("document.querySelectorAll('img, iframe, #place-answers script').length"), 0);
      assert.equal(await tab.run('window.owned === undefined'), true);
    }));
  for (const width of [1280, 320])
    await test(`${name}: axe finds nothing at ${width} pixels`, () =>
      inPage(
        browser,
        `${report}#answers`,
        async (tab) => {
          assert.ok((await tab.run('document.documentElement.scrollWidth')) <= width, 'wider than the window');
          await axeFinds(tab, 'report');
          await tab.run("location.hash = '#sample=cage-01-en'");
          await until(tab, "document.querySelector('dialog')?.open");
          await tab.run("document.querySelector('.difference').open = true");
          await axeFinds(tab, 'sample');
        },
        { width, dark: browser.dark },
      ));
  await test(`${name}: axe finds nothing on the list of reports`, async () => {
    const tab = await browser.open(page('index.html'), { dark: browser.dark });
    await axeFinds(tab, 'index');
    await clean(tab);
    await tab.close();
  });
  await test(`${name}: what changed between two versions is shown`, () =>
    inPage(browser, page('changes.html'), async (tab) => {
      assert.match(await tab.run("document.querySelector('[role=status]').textContent"), /^1 of 1 /);
      await tab.run("document.querySelector('.turn').open = true");
      await until(tab, "document.querySelector('.diff ins')?.textContent === 'right'");
    }));
  await test(`${name}: printed whole`, () =>
    inPage(browser, report, async (tab) => {
      const pdf = await tab.pdf();
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
      const { status, stdout } = spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1e8 });
      process.stdout.write(`     ${pages} pages of A4, ${pdf.length} bytes${status === 0 ? ', read by pdftotext' : ''}\n`);
      if (status === 0)
        for (const text of ['How to cite it', 'compareModels', 'Limitations']) assert.ok(stdout.includes(text), text);
      assert.ok(pages === 0 || pages >= 8, `${pages} pages`);
    }));
}

async function chromiumOnly(browser) {
  await test('Chromium: without JavaScript there are prose, tables, figures and code', async () => {
    const tab = await browser.open(page('07-word-problems.html'), { script: false });
    const { page: inner } = tab;
    assert.match(await inner.locator('noscript p').innerText(), /are packed into this file/);
    for (const text of ['Can it solve word problems?', 'How to cite it'])
      assert.ok(await inner.getByText(text).first().isVisible(), text);
    assert.ok(await inner.locator('figure svg').first().isVisible());
    await inner.locator('summary').first().click();
    assert.ok(await inner.getByText('tagsAsFields(await load').isVisible());
    assert.deepEqual(tab.problems, []);
    await tab.close();
  });
  await test('Chromium: on paper every folded part is open, and the answers are left out', () =>
    inPage(browser, page('07-word-problems.html'), async (tab) => {
      await tab.page.emulateMedia({ media: 'print' });
      const closed = await tab.run(
        "[...document.querySelectorAll('article details')].filter((d) => d.lastElementChild.getBoundingClientRect().height === 0).length",
      );
      assert.equal(closed, 0);
      assert.equal(await tab.run("document.querySelector('#place-answers').getBoundingClientRect().height"), 0);
    }));
  await test('Chromium: labels are saved as a file that `label` reads', () =>
    inPage(browser, `${page('07-word-problems.html')}#sample=cage-01-en`, async (tab) => {
      await until(tab, "document.querySelector('dialog')?.open");
      await tab.run("document.querySelector('.label input').click()");
      await tab.press('Escape');
      await tab.run("document.querySelector('.labelling').open = true");
      const saved = async (name) => {
        const [download] = await Promise.all([tab.page.waitForEvent('download'), tab.page.getByRole('button', { name }).click()]);
        const path = join(folder, download.suggestedFilename());
        await download.saveAs(path);
        return path;
      };
      const labels = await saved(/^Save 1 labels/);
      const answers = await saved(/^Save the answers/);
      const read = spawnSync(
        process.execPath,
        [join(repository, 'cli/bin.mjs'), 'label', answers, '--rater', 'me', '--from', labels],
        { encoding: 'utf8' },
      );
      assert.equal(read.status, 3, read.stderr);
      assert.match(read.stdout, /^1\/572 labelled/);
    }));
  await test('Chromium: a changed row and a damaged page are found', async () => {
    const { writeFileSync } = await import('node:fs');
    const { gunzipSync, gzipSync } = await import('node:zlib');
    const html = readFileSync(join(folder, 'site/07-word-problems.html'), 'utf8');
    const rows = /id="rows">([^<]*)</.exec(html)[1];
    const other = gzipSync(gunzipSync(Buffer.from(rows, 'base64')).toString('utf8').replace(',wrong,', ',right,')).toString(
      'base64',
    );
    writeFileSync(join(folder, 'site/changed.html'), html.replace(rows, other));
    writeFileSync(join(folder, 'site/damaged.html'), html.replace(rows, rows.slice(0, 4000)));
    await inPage(browser, page('changed.html'), (tab) =>
      until(tab, "/do not cite it/i.test(document.querySelector('.evidence [role=status]')?.textContent)"),
    );
    await inPage(browser, page('damaged.html'), (tab) =>
      until(tab, "/are damaged/.test(document.querySelector('[role=alert]')?.textContent)"),
    );
  });
}

evalbook(repository, 'site', '07', '--out', join(folder, 'site'));
const { project, before } = await hostileNotebook();
evalbook(project.folder, 'site', '--out', join(folder, 'site/hostile'));
evalbook(project.folder, 'diff', before, '.', '--html', join(folder, 'site/changes.html'));
process.stdout.write(`built in ${Math.round(performance.now() - started)} ms\n`);
const all = [
  ...(chromiumPath ? [chromium, async () => ({ ...(await chromium()), name: 'Chromium, dark', dark: true })] : []),
  ...(firefoxPath ? [firefox, () => firefox({ dark: true })] : []),
];
const browsers = all.filter((_, i) => /^\^?Chromium:/.test(process.argv[2] ?? '') === false || i === 0);
if (browsers.length === 0) {
  process.stderr.write('expected chromium or firefox-esr, found neither: no page was tried\n');
  process.exitCode = 3;
}
for (const [i, launch] of browsers.entries()) {
  const browser = await launch();
  process.stdout.write(`${browser.name} ${browser.version}\n`);
  try {
    if (browser.name.endsWith('dark')) {
      await test(`${browser.name}: axe finds nothing, wide and narrow`, async () => {
        for (const width of [1280, 320])
          await inPage(
            browser,
            `${page('07-word-problems.html')}#answers`,
            async (tab) => {
              assert.equal(await tab.run('getComputedStyle(document.body).backgroundColor'), 'rgb(13, 17, 23)');
              await axeFinds(tab, `report ${width}`);
              await tab.run("location.hash = '#sample=cage-01-en'");
              await until(tab, "document.querySelector('dialog')?.open");
              await axeFinds(tab, `sample ${width}`);
            },
            { width, dark: true },
          );
      });
    } else await reader(browser);
    if (i === 0 && chromiumPath) await chromiumOnly(browser);
  } finally {
    await browser.close();
  }
}
rmSync(folder, { recursive: true, force: true });
project.remove();
tally();
