// What is tried in Chromium alone: pages without JavaScript, on paper, saved files, damage.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, inPage, page, repository } from './in-page.mjs';
import { test, until } from './trying.mjs';

export async function chromiumOnly(browser) {
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
  await test('Chromium: by the keyboard, from the moment that the page or a sample is there', () =>
    inPage(
      browser,
      `${page('07-word-problems.html')}#answers`,
      async (tab) => {
        assert.equal(await tab.run('window.focusedAtReady'), 'text');
        const openAtOnce = await tab.run(
          "new Promise((resolve) => { new MutationObserver((_, all) => { const dialog = document.querySelector('dialog'); if (dialog) { all.disconnect(); resolve(dialog.open); } }).observe(document, { childList: true, subtree: true }); location.hash = '#sample=cage-01-en'; })",
        );
        assert.equal(openAtOnce, true, 'the dialog takes keys as soon as it is in the document');
      },
      {
        first:
          "new MutationObserver((_, all) => { if (!document.documentElement?.dataset.ready) return; all.disconnect(); dispatchEvent(new KeyboardEvent('keydown', { key: 'f' })); window.focusedAtReady = document.activeElement.name; }).observe(document, { attributes: true, subtree: true });",
      },
    ));
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
