// Two browsers behind one small face: Chromium by playwright-core, Firefox over WebDriver BiDi.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
/** Counts violations of the policy before anything else runs. */
const watch =
  "() => { window.violations = []; addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI)); }";

function firstThere(paths) {
  return paths.find((path) => existsSync(path)) ?? null;
}

export const chromiumPath = firstThere(['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']);
export const firefoxPath = firstThere(['/usr/bin/firefox-esr', '/usr/bin/firefox']);

/** `dark`: the theme; `script`: false without JavaScript; `origin`: the server that may be asked, default none; `first`: code that runs before the page's. */
export async function chromium() {
  const browser = await require('playwright-core').chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  return {
    name: 'Chromium',
    version: browser.version(),
    async open(address, { dark = false, width = 1280, height = 900, script = true, origin = null, first = '' } = {}) {
      const context = await browser.newContext({
        ...{ colorScheme: dark ? 'dark' : 'light', viewport: { width, height }, offline: origin === null, acceptDownloads: true },
        javaScriptEnabled: script,
      });
      await context.addInitScript(`(${watch})(); ${first}`);
      const page = await context.newPage();
      const problems = [];
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      const own = (url) => /^(file|blob|data):/.test(url) || (origin !== null && url.startsWith(origin));
      page.on('request', (request) => own(request.url()) || problems.push(`asked for ${request.url()}`));
      await page.goto(address);
      return {
        page,
        problems,
        run: (expression) => page.evaluate(expression),
        press: (key) => page.keyboard.press(key),
        type: (text) => page.keyboard.type(text),
        click: (selector) => page.click(selector),
        upload: (selector, files) => page.setInputFiles(selector, files),
        pdf: () => page.pdf({ format: 'A4' }),
        goto: (to) => page.goto(to),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** Keys as WebDriver names them. */
const keys = { Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004', ArrowDown: '\uE015' };

export async function firefox({ dark = false } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'evalbook-firefox-'));
  writeFileSync(
    join(profile, 'user.js'),
    `user_pref("layout.css.prefers-color-scheme.content-override", ${dark ? 0 : 1});\nuser_pref("browser.shell.checkDefaultBrowser", false);\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\n`,
  );
  const child = spawn(firefoxPath, ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', profile], {
    env: { ...process.env, HOME: profile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await new Promise((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (data) => {
      text += data;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.on('exit', () => reject(new Error(`Firefox ended: ${text.slice(-500)}`)));
    setTimeout(() => reject(new Error(`Firefox said no address in a minute: ${text.slice(-500)}`)), 60_000).unref();
  });
  const socket = new (require('ws'))(`${address}/session`, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  const logs = new Map();
  let last = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.method === 'log.entryAdded') {
      const { level, text, source } = message.params;
      if (['error', 'warn'].includes(level)) logs.get(source.context)?.push(text);
    }
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.type === 'error') reject?.(new Error(`${message.error}: ${message.message}`));
    else resolve?.(message.result);
  });
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      last++;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const { capabilities } = await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  await send('script.addPreloadScript', { functionDeclaration: watch });
  return {
    name: dark ? 'Firefox, dark' : 'Firefox',
    version: capabilities.browserVersion,
    async open(to, { width = 1280, height = 900 } = {}) {
      const { context } = await send('browsingContext.create', { type: 'tab' });
      const problems = [];
      logs.set(context, problems);
      await send('browsingContext.setViewport', { context, viewport: { width, height } });
      const goto = (there) => send('browsingContext.navigate', { context, url: there, wait: 'complete' });
      await goto(to);
      const run = async (expression) => {
        const code = typeof expression === 'string' ? expression : `(${expression})()`;
        // as JSON, so that every value comes back the same way from both browsers
        const { result, exceptionDetails } = await send('script.evaluate', {
          ...{ expression: `(async () => JSON.stringify(await (${code})))()`, target: { context }, awaitPromise: true },
        });
        if (exceptionDetails) throw new Error(exceptionDetails.text);
        return result.value === undefined ? undefined : JSON.parse(result.value);
      };
      const act = (actions) => send('input.performActions', { context, actions });
      const press = (key) => {
        const value = keys[key] ?? key;
        return act([
          {
            type: 'key',
            id: 'k',
            actions: [
              { type: 'keyDown', value },
              { type: 'keyUp', value },
            ],
          },
        ]);
      };
      return {
        problems,
        run,
        press,
        goto,
        async type(text) {
          for (const character of text) await press(character);
        },
        async click(selector) {
          const at = await run(
            `(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.scrollIntoView({ block: 'center' }); const b = e.getBoundingClientRect(); return { x: Math.round(b.x + b.width / 2), y: Math.round(b.y + b.height / 2) }; })()`,
          );
          await act([
            {
              type: 'pointer',
              id: 'p',
              actions: [
                { type: 'pointerMove', ...at },
                { type: 'pointerDown', button: 0 },
                { type: 'pointerUp', button: 0 },
              ],
            },
          ]);
        },
        async upload(selector, files) {
          const { nodes } = await send('browsingContext.locateNodes', { context, locator: { type: 'css', value: selector } });
          await send('input.setFiles', { context, element: { sharedId: nodes[0].sharedId }, files });
        },
        pdf: async () => Buffer.from((await send('browsingContext.print', { context })).data, 'base64'),
        close: () => send('browsingContext.close', { context }),
      };
    },
    async close() {
      await send('browser.close', {}).catch(() => undefined);
      socket.close();
      await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve()));
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
