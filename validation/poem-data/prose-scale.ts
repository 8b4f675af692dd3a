// Prints what a row's end says about prose and verse: log odds by kind of break, on the tuning halves of validation/verse-sets.ts.
import { breaksOf } from '../../judges/poem/prose.js';
import { verseOf } from '../../judges/poem/verse.js';
import { corporaOf } from '../project-corpora.js';
import * as sets from '../verse-sets.js';

const corpora = corporaOf(process.cwd());

/** Share of each kind of break; every text counts alike. */
function shares(groups: [string[], number][]): Map<string, number> {
  const share = new Map<string, number>();
  const all = groups.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [texts, weight] of groups)
    for (const text of texts) {
      const breaks = breaksOf(verseOf(text));
      for (const one of breaks) share.set(one, (share.get(one) ?? 0) + weight / all / texts.length / breaks.length);
    }
  return share;
}

function print(verse: Map<string, number>, prose: Map<string, number>): void {
  for (const kind of [...new Set([...verse.keys(), ...prose.keys()])].sort()) {
    const [v, p] = [verse.get(kind) ?? 0, prose.get(kind) ?? 0];
    console.log(`${kind}  verse ${v.toFixed(3)}  prose ${p.toFixed(3)}  ${Math.log((p + 0.002) / (v + 0.002)).toFixed(1)}`);
  }
}

const tuning = (texts: string[]) => sets.halved(texts, 'tuning', 400);

const english = Object.values(await sets.englishVerse(corpora)).map(tuning);
const cuts = Object.entries(sets.englishCuts).filter(([name]) => /columns|words/.test(name));
print(
  shares(
    english.flatMap((texts): [string[], number][] => [
      [texts, 1],
      [texts.map(sets.sentenceCase), 1],
    ]),
  ),
  shares(
    Object.values(await sets.englishProse(corpora))
      .map(tuning)
      .flatMap((texts) => cuts.map(([, cut]): [string[], number] => [texts.map(cut), 1])),
  ),
);
const chinese = await sets.chineseVerse(corpora);
const modern = tuning(chinese["verse of today's Chinese"] ?? []);
print(
  shares([
    ...Object.values(chinese).map((texts): [string[], number] => [tuning(texts), 1]),
    [modern, 1],
    [modern.map((text) => text.replace(/[，。！？；：、]/gu, '')), 1],
  ]),
  shares(
    Object.values(await sets.chineseProse(corpora))
      .map(tuning)
      .flatMap((texts) =>
        Object.entries(sets.chineseCuts)
          .filter(([name]) => /characters/.test(name))
          .map(([, cut]): [string[], number] => [texts.map(cut), 1]),
      ),
  ),
);
