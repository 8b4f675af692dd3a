// Checks of the poem judge with a language model: sonnets that were not used to measure its scale, against the same with shuffled
// words.
import { poemWith } from '../judges/poem/index.js';
import { perplexityOf, type Reader } from '../judges/poem/perplexity.js';
import { areaInterval, areaUnderCurve } from './area.js';
import { piecesOf, setsScale, shuffledVerse, sonnets } from './sonnets.js';
import type { Check } from './types.js';

const target = { language: 'en' };

/** The check for a model; `reader` opens it, and it is closed at the end. */
export function fluencyChecks(reader: () => Reader): Check[] {
  return [
    {
      judge: 'poem-perplexity',
      corpora: ['english-verse'],
      measure: 'fluency of pieces of sonnets (8, 4, 2 lines in turn), real against shuffled words; scale from other sonnets',
      reaches: 'AUC ≥ 0.95',
      async run(corpora) {
        const judge = poemWith({ perplexity: perplexityOf(reader()) });
        const held = (await sonnets(corpora)).filter((one) => !setsScale(one));
        const fluency = async (id: string, lines: string[]) =>
          (await judge.grade({ id, input: '', target }, { output: lines.join('\n'), finish: 'stop' })).details?.fluency;
        const scored: { real: number; fake: number; text: string }[] = [];
        let unscored = 0;
        try {
          for (const [i, sonnet] of held.entries()) {
            const piece = piecesOf(sonnet)[i % 3] as string[];
            const real = await fluency(sonnet.id, piece);
            const fake = await fluency(sonnet.id, shuffledVerse(piece, `proof ${sonnet.id}`));
            if (typeof real !== 'number' || typeof fake !== 'number') unscored++;
            // a piece that is read as no poem has no fluency: the pair counts as told wrong
            const [a, b] = typeof real === 'number' && typeof fake === 'number' ? [real, fake] : [0, 1];
            scored.push({ real: a, fake: b, text: piece.join('/') });
          }
        } finally {
          await judge.close?.();
        }
        const n = scored.length;
        const area = areaUnderCurve(
          scored.map(({ real }) => real),
          scored.map(({ fake }) => fake),
        );
        const [low, high] = areaInterval(area, n, n);
        return {
          n: n * 2,
          value: `AUC ${area.toFixed(4)} [${low.toFixed(3)}–${high.toFixed(3)}], ${unscored} pairs unscored, which count as wrong`,
          passed: area >= 0.95,
          misses: scored.filter(({ real, fake }) => real <= fake).map(({ text }) => text),
        };
      },
    },
  ];
}
