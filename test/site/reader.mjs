// What a reader does on the pages, in every browser.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { strange } from './hostile.mjs';
import { inPage, page, ready, rowsShown, set } from './in-page.mjs';
import { axeFinds, clean, test, until } from './trying.mjs';

export async function reader(browser) {
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
