// A page with `mountAskAgain` alone, over answers of several reports: those nearest to a tie, a quarter of them drawn; of greedy ones within
// 0.001 of a tie, and drawn ones within 0.00002 of another token, the shortest first; and after them one to a long prompt. The weights
// lie beside it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { askModel, askScripts } from '../../cli/support/ask-scripts.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const model = 'smollm2-135m-instruct';

interface Row {
  sample: string;
  finish: string;
  minMargin: number;
  minDrawMargin?: number;
  outputTokens: number;
  promptTokens: number;
  decoding: { temperature?: number };
}

/** Tokens of the long prompt, or nearest to it. */
const long = 1061;

/**
 * Writes index.html with `count` answers and one to a long prompt into `folder`, and links the weights. Returns the answers; the long
 * one is the last.
 */
export async function writeAskPage(folder: string, count: number): Promise<Row[]> {
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
  const hardest = (list: Row[], most: number, near: (row: Row) => number) =>
    list.sort((a, b) => near(a) - near(b) || work(a) - work(b)).slice(0, most);
  const drawn = Math.floor(count / 4);
  const chosen = [
    ...hardest(
      rows.filter(({ decoding }) => !decoding.temperature),
      count - drawn,
      ({ minMargin }) => Math.max(minMargin, 0.001),
    ),
    ...hardest(
      rows.filter(({ decoding }) => decoding.temperature),
      drawn,
      ({ minDrawMargin = 1 }) => Math.max(minDrawMargin, 2e-5),
    ),
  ];
  // of the nearest, the shortest answer
  const off = ({ promptTokens }: Row) => Math.abs(promptTokens - long);
  const longest = rows
    .filter(({ decoding, minMargin }) => !decoding.temperature && minMargin > 0.01)
    .sort((a, b) => off(a) - off(b) || a.outputTokens - b.outputTokens);
  chosen.push(...longest.slice(0, 1));
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
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>ask again</title><link rel="icon" href="data:,"></head><body><main><h1>Ask again</h1><div id="ask"></div></main><script type="application/json" id="data">${data}</script><script type="module">${script}</script></body></html>`,
  );
  return chosen;
}
