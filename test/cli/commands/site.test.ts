// The site, built from reports of scripted models: what a page holds, that hostile answers stay text, and that it is the same twice.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bundle } from '../../../cli/site/bundle.js';
import { siteOf } from '../../../cli/site/site.js';
import type { Message } from '../../../harness/core/types.js';
import { findProject } from '../../../harness/project.js';
import { requestKey } from '../../../harness/records/request-key.js';
import type { More } from '../../../page/data.js';
import { chosen, parse } from '../../../page/filter.js';
import { type Row, rowsOf } from '../../../page/rows.js';
import { attacks } from '../../fixtures/hostile.js';
import { Project, sums } from '../../fixtures/project.js';

const project = new Project().experiment('01-scripted.ts').experiment('02-hostile.ts').write('datasets/sums/data.jsonl', sums);
const kinds = Object.keys(attacks).map(
  (kind) => `${JSON.stringify({ id: kind, input: kind, kind, tags: [kind.slice(0, 1)] })}\n`,
);
project.write('datasets/attacks/data.jsonl', kinds.join(''));
test.before(async () => {
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 0, stderr);
});
test.after(() => project.remove());

/** The site in a folder of this name. */
async function built(out: string, env: Record<string, string> = {}, args: string[] = []): Promise<Map<string, string>> {
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, env);
  const { code, stderr } = await project.command('site', '--out', out, ...args);
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  assert.is(code, 0, stderr);
  const folder = join(project.folder, out);
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

const text = (latin: string | undefined) => Buffer.from(latin ?? '', 'latin1').toString('utf8');

function dataOf(html: string, id: string): Buffer {
  const packed = new RegExp(`<script type="application/octet-stream" id="${id}">([^<]*)</script>`).exec(html)?.[1];
  assert.ok(packed, `no data ${id}`);
  return gunzipSync(Buffer.from(packed, 'base64'));
}

function rowsIn(html: string): { rows: Row[]; more: More } {
  const more = JSON.parse(dataOf(html, 'more').toString('utf8')) as More;
  return { rows: rowsOf(dataOf(html, 'rows').toString('utf8'), more), more };
}

/** Every tag of a page, without what its script and style hold. */
function tagsOf(html: string): string {
  const outside = html.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, '$1').replace(/(<style>)[\s\S]*?<\/style>/g, '$1');
  return (outside.match(/<[^>]*>/g) ?? []).join('\n');
}

let site: Map<string, string>;
test('a page a report, an index, and no file that is asked for from elsewhere', async () => {
  site = await built('site');
  assert.equal([...site.keys()].sort(), ['.nojekyll', '01-scripted.html', '02-hostile.html', 'index.html']);
  for (const [name, html] of site)
    if (name.endsWith('.html')) {
      assert.not.match(html, /<(?:link(?! rel="icon" href="data:,")|iframe|object|embed|base|form)\b/, name);
      assert.not.match(tagsOf(html), /\s(?:src|srcset|action|formaction|data|poster)=/, name);
    }
});

test("the policy names the page's own style and script by their hashes, and nothing else", () => {
  const html = text(site.get('01-scripted.html'));
  const policy = (/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&#39;', "'");
  const hash = (part: RegExp) =>
    createHash('sha256')
      .update(part.exec(html)?.[1] ?? '')
      .digest('base64');
  const style = hash(/<style>([\s\S]*?)<\/style>/);
  const script = hash(/<script type="module">([\s\S]*?)<\/script>/);
  assert.is(
    policy,
    `default-src 'none'; script-src 'sha256-${script}'; style-src 'sha256-${style}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  assert.not.match(tagsOf(html), /\s(?:style|on[a-z]+)=/i);
  assert.is(html.match(/<style/g)?.length, 1);
});

test('a page with answers of the embedded model can ask it again: decodings, policy, and the files its digest is made of', async () => {
  const own = findProject('.');
  const { files, facts, model } = await siteOf(own, ['04-chickens-and-rabbits']);
  assert.ok(facts[0]?.asks);
  const html = String(files.get('04-chickens-and-rabbits.html'));
  const policy = (/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&#39;', "'");
  assert.match(policy, "'wasm-unsafe-eval'");
  assert.match(policy, "worker-src blob:; connect-src 'self'");
  const { rows, more } = rowsIn(html);
  const asked = rows.filter(({ digest }) => digest === more.ask?.digest);
  assert.ok(asked.length > 0);
  for (const { key, digest, prompt, decoding, trial } of asked) {
    assert.ok(decoding);
    assert.is(requestKey({ digest }, { messages: prompt as Message[], decoding, trial: Number(trial) }), key);
  }
  const list = [...model].map(([path, source]) => [
    path.slice('model/'.length),
    createHash('sha256').update(readFileSync(source)).digest('hex'),
  ]);
  assert.equal(
    list,
    more.ask?.files.map(({ path, sha256 }) => [path, sha256]),
  );
  assert.ok(!text(site.get('01-scripted.html')).includes('wasm-unsafe-eval'), 'not where no answer is of it');
});

test('hostile answers stay text: in the page, in its data, and exactly as the model gave them', () => {
  const html = text(site.get('02-hostile.html'));
  const tags = tagsOf(html).replace(/ href="#[^"]*"/g, ''); // a filter by a verdict has its words in its address
  assert.not.match(tags, /<img|javascript:|onerror|example\.org/i);
  assert.is(html.match(/<h1/g)?.length, 1);
  assert.match(html, '&#60;script&#62;document.title');
  assert.is(html.match(/<\/script>/g)?.length, 4, 'three of data, one of code');
  const { rows } = rowsIn(html);
  for (const row of rows) assert.is(row.output, attacks[row.sample], row.sample);
  assert.ok(rows.every(({ place }) => place.startsWith('records/hostile/attacks.jsonl:')));
  assert.equal(rows[0]?.tags, ['d']);
});

test('numbers lead to as many rows as they say', () => {
  const html = text(site.get('01-scripted.html'));
  const { rows } = rowsIn(html);
  const cells = [...html.matchAll(/<td[^>]*><a class="n" href="#([^"]*)">(\d+)<\/a><\/td>/g)];
  assert.ok(cells.length >= 6, `${cells.length} cells lead to rows`);
  for (const [, hash = '', count] of cells) {
    const found = chosen(rows, parse(hash.replaceAll('&#38;', '&')).filter);
    const answers = new Set(found.map((row) => `${row.model} ${row.sample} ${row.trial}`));
    assert.ok([found.length, answers.size].includes(Number(count)), `${hash} leads to ${found.length}, not ${count}`);
  }
});

test('the page holds what its evidence id is the hash of, and its rows and prose as they are in the notebook', () => {
  const html = text(site.get('01-scripted.html'));
  const { more } = rowsIn(html);
  const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
  const manifest = JSON.parse(project.read('reports/manifest.json'));
  assert.is(hash(more.grounds), manifest.reports['01-scripted'].evidence);
  assert.is(hash(dataOf(html, 'rows')), JSON.parse(more.grounds).csv);
  assert.is(dataOf(html, 'markdown').toString('utf8'), project.read('reports/01-scripted.md'));
  assert.is(more.markdown, hash(project.read('reports/01-scripted.md')));
});

test("in this notebook's reports, a number that leads to named rows leads to as many as it says", async () => {
  const names = ['02-user-json', '06-can-a-small-model-judge', '07-word-problems', '16-three-times-the-size', '20-the-article'];
  const { files, facts } = await siteOf(findProject('.'), names);
  for (const { file, tables, marks } of facts) {
    assert.is(marks.linked, marks.numbers, `${file}: marks of rates, beside single printed answers too`);
    assert.ok(tables.linked > 0, `${file}: no number of a table leads to rows`);
    const html = String(files.get(file));
    const { rows, more } = rowsIn(html);
    const asked = [...new Set(rows.map(({ model }) => model))].filter((model) => !/^article-|^given$/.test(model));
    assert.ok(
      asked.every((model) => more.titles[model]),
      `${file}: ${asked} are named as in prose`,
    );
    const named = [...html.matchAll(/<a class="n" href="(#[^"]*)">([^<]*)<\/a>/g)].map(([, to = '', said = '']) => ({
      to: to.replaceAll('&#38;', '&'),
      said,
    }));
    for (const { to, said } of named) {
      if (to.startsWith('#table.')) {
        assert.ok(html.includes(`id="${to.slice(1)}"`), to);
        continue;
      }
      const found = chosen(rows, parse(to.slice(1)).filter);
      assert.ok(found.length > 0, `${file}: ${said} leads to no row`);
      const count = /^(?:n = )?(\d+)(?: answers| verdicts| of them discordant| \(.*\))?$/.exec(said)?.[1];
      const share = /, (\d+) of (\d+)$/.exec(said)?.slice(1);
      const answers = new Set(found.map((row) => `${row.model} ${row.dataset} ${row.sample} ${row.trial}`)).size;
      const counts = [found.length, answers, ...(said.endsWith('discordant') ? [found.length / 2] : [])];
      const passed = found.filter(({ outcome }) => outcome === 'passed').length;
      if (share) assert.ok(share.map(Number).includes(found.length), `${file}: ${said} leads to ${found.length} rows`);
      else if (count && !/^\d{3,} /.test(said) && !isMedian(found, count))
        assert.ok([...counts, passed].includes(Number(count)), `${file}: ${said} leads to ${counts}`);
    }
  }
});

/** "cut off, characters" is a length, not a number of rows. */
function isMedian(rows: readonly Row[], said: string): boolean {
  const lengths = rows.map(({ output }) => [...output].length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] === Number(said);
}

test('two runs give the same bytes, in another zone and locale, and the script stays small', async () => {
  const again = await built('again', { TZ: 'Asia/Kathmandu', LC_ALL: 'de_DE.UTF-8', LANG: 'tr_TR.UTF-8' });
  assert.equal([...again.keys()], [...site.keys()]);
  for (const [name, html] of site) assert.ok(again.get(name) === html, name);
  const { report, diff } = await bundle();
  for (const script of [report, diff]) assert.ok(gzipSync(script).length < 120_000);
  assert.not.match(report + diff, /<\/script|<!--/);
});

test('with an address there are previews, a sitemap and, where a date is known, a feed', async () => {
  const before = project.read('evalbook.json');
  project.write('evalbook.json', JSON.stringify({ ...JSON.parse(before), released: '2026-11-24' }));
  const web = await built('web', {}, ['--base', 'https://example.org/book']);
  const html = text(web.get('01-scripted.html'));
  assert.match(html, '<meta property="og:image" content="https://example.org/book/01-scripted.png">');
  assert.match(html, /<meta property="og:title" content="[^"]+">/);
  assert.is(web.get('01-scripted.png')?.slice(1, 4), 'PNG');
  assert.match(web.get('sitemap.xml') ?? '', '<loc>https://example.org/book/01-scripted.html</loc>');
  assert.match(web.get('feed.xml') ?? '', '<updated>2026-11-24T00:00:00Z</updated>');
  project.write('evalbook.json', before);
});

test('one report alone; one that is not there, and an address that is none, are told in a line', async () => {
  const one = await built('one', {}, ['02']);
  assert.equal([...one.keys()].sort(), ['.nojekyll', '02-hostile.html', 'index.html']);
  const none = await project.command('site', '09');
  assert.is(none.code, 2);
  assert.match(none.stderr, 'expected the number or name of a report, one of 01-scripted, 02-hostile, got "09"');
  assert.match((await project.command('site', '--base', 'javascript:1')).stderr, 'expected --base to be an address');
  assert.is((await project.command('site', '--help')).code, 0);
});

test.run();
