// A page with `mountAskAgain` alone, for browsers driven by hand: `node --import tsx test/ask/build.ts FOLDER [COUNT]` writes index.html
// with the COUNT answers of smallest margins (a quarter of them sampled, the shortest of those up to 0.001 first) and links the weights.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { askModel, askScripts } from '../../cli/support/ask-scripts.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [folder = 'ask-page', count = '40'] = process.argv.slice(2);
const model = 'smollm2-135m-instruct';

interface Row {
  finish: string;
  minMargin: number;
  outputTokens: number;
  promptTokens: number;
  decoding: { temperature?: number };
}

const home = join(root, 'records', model);
const rows = readdirSync(home)
  .filter((name) => name.endsWith('.jsonl') && name !== 'speed.jsonl')
  .flatMap((name) =>
    readFileSync(join(home, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row),
  )
  .filter(({ finish, minMargin }) => finish !== 'error' && minMargin !== undefined);
const work = (row: Row) => row.outputTokens + row.promptTokens / 4;
const hardest = (list: Row[], most: number) =>
  list.sort((a, b) => Math.max(a.minMargin, 0.001) - Math.max(b.minMargin, 0.001) || work(a) - work(b)).slice(0, most);
const drawn = Math.floor(Number(count) / 4);
const chosen = [
  ...hardest(
    rows.filter(({ decoding }) => !decoding.temperature),
    Number(count) - drawn,
  ),
  ...hardest(
    rows.filter(({ decoding }) => decoding.temperature),
    drawn,
  ),
];
mkdirSync(folder, { recursive: true });
const weights = join(root, 'models', model);
if (!existsSync(join(folder, 'model'))) symlinkSync(weights, join(folder, 'model'));
const entry = `import { mountAskAgain } from ${JSON.stringify(join(root, 'page/ask/mount.ts'))};
const data = JSON.parse(document.getElementById('data').textContent);
window.data = data;
let gone = () => {};
window.show = (i) => { gone(); gone = mountAskAgain(document.getElementById('ask'), { row: data.rows[i], model: data.model, code: data.code, language: 'en' }); };
window.show(0);
document.documentElement.dataset.ready = 'yes';`;
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: root, loader: 'ts' },
  bundle: true,
  write: false,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  tsconfigRaw: {},
});
const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
const code = await askScripts();
const data = JSON.stringify({ rows: chosen, model: askModel(weights, 'SmolLM2 135M', 'model/'), code }).replaceAll(
  '<',
  '\\u003c',
);
const sha = createHash('sha256').update(script).digest('base64');
const policy = `default-src 'none'; script-src 'sha256-${sha}' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>ask again</title><link rel="icon" href="data:,"></head><body><main><div id="ask"></div></main><script type="application/json" id="data">${data}</script><script type="module">${script}</script></body></html>`,
);
const { gzipSync } = await import('node:zlib');
const kb = (text: string) => `${(text.length / 1000).toFixed(1)} kB, ${(gzipSync(text).length / 1000).toFixed(1)} gzip`;
console.log(`${chosen.length} answers; mount ${kb(script)}; worker ${kb(code.worker)}; kernel ${kb(code.kernel)}`);
