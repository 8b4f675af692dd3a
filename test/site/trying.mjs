// What tests of pages share: one line each, waiting, and readers' rules (axe).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const started = performance.now();
let count = 0;
let failed = 0;

/** Only tests whose name matches; default all. */
const wanted = new RegExp(process.argv[2] ?? '', 'i');
let listing = false;
let listed = 0;

/** Whether any test that `define` would run is wanted. */
export async function anyWanted(define) {
  [listing, listed] = [true, 0];
  await define();
  listing = false;
  return listed > 0;
}

export async function test(name, body) {
  if (!wanted.test(name)) return;
  if (listing) {
    listed++;
    return;
  }
  count++;
  const from = performance.now();
  try {
    await body();
    process.stdout.write(`ok   ${name} (${Math.round(performance.now() - from)} ms)\n`);
  } catch (error) {
    failed++;
    process.stdout.write(`FAIL ${name}\n     ${String(error.stack).split('\n').slice(0, 12).join('\n     ')}\n`);
  }
}

/** Waits until an expression is true in the page: `seconds`, default 40. */
export async function until(tab, expression, what = expression, seconds = 40) {
  for (let i = 0; i < 20 * seconds; i++) {
    if (await tab.run(expression)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for: ${what}`);
}

/** Nothing in the console, nothing against the policy. */
export async function clean(tab) {
  assert.deepEqual(await tab.run('window.violations'), [], 'violations of the policy');
  assert.deepEqual(tab.problems, [], 'errors and warnings in the console');
}

export async function axeFinds(tab, where) {
  await tab.run(`(() => { ${axe}; return 0; })()`);
  const found = await tab.run(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target + ' ' + n.html.slice(0, 160)).join(' | ')))",
  );
  assert.deepEqual(found, [], where);
}

/** Says how many passed; sets the exit code. */
export function tally() {
  process.stdout.write(`${count - failed} of ${count} passed in ${Math.round((performance.now() - started) / 1000)} s\n`);
  if (failed > 0) process.exitCode = 1;
}
