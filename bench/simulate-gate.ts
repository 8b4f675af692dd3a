// Simulated changes of a notebook under the gate: how often it closes where nothing changed, and where something did.
import { type Random, seeded } from '../harness/core/random.js';
import { regressionOf, type Sides } from '../harness/report/regression.js';

/** One notebook: its rates, each of one model on `questions` questions, with `answers` to each. */
export interface Notebook {
  rates: { questions: number; answers: number; rate: number }[];
  /** share of questions whose answers are drawn anew by a change */
  touched: number;
}

/**
 * Of `changes` simulated changes, the share that the gate closes at. Each draws the answers to the touched questions anew: with the same rate
 * where `drop` is 0, else so that the rate of the first is lower by `drop` (0 to 1), others unchanged. Questions differ: half of a question's
 * answers' variance is its own.
 */
export function closedShare({ rates, touched }: Notebook, drop: number, changes: number, seed: string, minEffect = 0): number {
  const random = seeded(seed);
  let closed = 0;
  for (let i = 0; i < changes; i++) {
    const sides = rates.map((rate, place) => sidesOf(random, `r${place}`, rate, touched, place === 0 ? drop : 0));
    if (
      regressionOf(sides, { minEffect, intervalOf: () => ({ low: -1, high: 1 }) }).compared.some(
        ({ outcome }) => outcome === 'drop',
      )
    )
      closed++;
  }
  return closed / changes;
}

function sidesOf(
  random: Random,
  name: string,
  { questions, answers, rate }: Notebook['rates'][number],
  touched: number,
  drop: number,
): Sides {
  const today: Record<string, string>[] = [];
  const baseline: Record<string, string>[] = [];
  for (let q = 0; q < questions; q++) {
    const own = answers > 1 && random() < 0.5 ? Number(random() < rate) : null; // a question that goes all one way
    const anew = random() < touched;
    const line = (trial: number, score: number) => ({
      ...{ model: 'm', dataset: 'd', sample: `q${q}`, trial: String(trial), judge: 'j' },
      ...{ score: String(score), input: 'x' },
    });
    const again = anew && answers > 1 && random() < 0.5 ? Number(random() < rate) : null;
    for (let t = 0; t < answers; t++) {
      const before = own ?? Number(random() < rate);
      let after = anew ? (again ?? Number(random() < rate)) : before;
      // of the answers that passed, so many fail now that the rate is lower by `drop`
      if (drop > 0 && after === 1 && random() < drop / rate) after = 0;
      baseline.push(line(t, before));
      today.push(line(t, after));
    }
  }
  const lines = `1-${today.length}`;
  return {
    name,
    today,
    baseline,
    rates: [{ judge: 'j', measure: 'pass rate', by: ['model'], groups: [], lines, shown: true, headline: '' }],
  };
}
