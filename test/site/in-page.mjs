// The pages that are tried: where they were built, and one of them open in a browser.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { clean, until } from './trying.mjs';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
/** Made anew for each run; `site.mjs` builds the pages in its folder site/, and removes it. */
export const folder = mkdtempSync(join(tmpdir(), 'evalbook-site-'));

export const ready = (tab) => until(tab, 'document.documentElement.dataset.ready !== undefined', 'the page to be ready');
const shown = (tab) => tab.run("document.querySelector('.count [role=status]').textContent");
export const rowsShown = async (tab) => Number(/^\d+/.exec(await shown(tab))?.[0]);
export const set = (tab, name, value) =>
  tab.run(
    `(() => { const e = document.querySelector('.filters [name=${name}]'); if (e.type === 'checkbox') e.click(); else { e.value = ${JSON.stringify(value)}; e.dispatchEvent(new Event(e.matches('select') ? 'change' : 'input', { bubbles: true })); } return 0; })()`,
  );

/** A page, handed to `body`; afterwards nothing may have gone wrong in it. */
export async function inPage(browser, address, body, options) {
  const tab = await browser.open(address, options);
  try {
    await ready(tab);
    await body(tab);
    await clean(tab);
  } finally {
    await tab.close();
  }
}

export const page = (name) => pathToFileURL(join(folder, 'site', name)).href;
