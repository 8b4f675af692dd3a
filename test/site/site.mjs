// `make test-site`: the pages in real browsers, from disk. Builds report 07 of this notebook and a report whose answers are hostile, and tries what a reader does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumOnly } from './chromium-only.mjs';
import { chromium, chromiumPath, firefox, firefoxPath } from './drivers.mjs';
import { hostileNotebook } from './hostile.mjs';
import { folder, inPage, page, repository } from './in-page.mjs';
import { reader } from './reader.mjs';
import { axeFinds, tally, test, until } from './trying.mjs';

const started = performance.now();

function evalbook(cwd, ...args) {
  const { status, stderr } = spawnSync(process.execPath, [join(repository, 'cli/bin.mjs'), ...args], { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
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
