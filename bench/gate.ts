// `npx tsx bench/gate.ts`: what docs/gate-in-ci.md says of the gate's errors; seeded, prints the same on every machine, in some minutes.
import { markdown } from '../harness/core/tables.js';
import { signFlipPower } from '../harness/stats/index.js';
import { alpha } from '../harness/stats/level.js';
import { closedShare } from './simulate-gate.js';

const changes = 1000;
const percent = (share: number) => (100 * share).toFixed(1);

const one = (questions: number, answers: number, rate: number) => ({ questions, answers, rate });
const notebooks = {
  'one rate, 143 questions': [one(143, 1, 0.6)],
  'six rates of 20 to 143 questions': [143, 143, 60, 60, 20, 20].map((n, i) => one(n, 1, [0.6, 0.3, 0.8][i % 3] as number)),
  'four rates of 16 questions, 5 answers each': Array.from({ length: 4 }, () => one(16, 5, 0.5)),
};
const rows = Object.entries(notebooks).flatMap(([name, rates]) =>
  [0.1, 0.5].map((touched) => [
    name,
    percent(touched),
    percent(closedShare({ rates, touched }, 0, changes, `null ${name} ${touched}`)),
  ]),
);
const columns = (...titles: string[]) =>
  titles.map((title, i) => ({ title, align: i === 0 ? ('left' as const) : ('right' as const) }));
process.stdout.write(
  `## ${changes} changes of nothing: closed gates, %\n\n${markdown({ columns: columns('notebook', 'questions answered anew, %', 'closed, %'), rows })}\n\n`,
);

// the power that is stated follows from the moves that were seen; here from those expected
const planted = [0.05, 0.1, 0.15].flatMap((drop) =>
  [0, 0.1, 0.3].map((touched) => {
    const rate = 0.6;
    const [fall, rise] = turning(rate, touched, drop);
    const moves = Array.from({ length: Math.round(143 * (fall + rise)) }, () => 1);
    const stated = signFlipPower({ questions: 143, pairs: 143, moves }, drop, alpha);
    const found = closedShare({ rates: [one(143, 1, rate)], touched }, drop, changes, `drop ${drop} ${touched}`);
    return [percent(drop), percent(touched), percent(fall + rise), percent(stated), percent(found)];
  }),
);
process.stdout.write(
  `## ${changes} planted drops of one rate (60 % of 143 questions)\n\n${markdown({ columns: columns('drop, points', 'answered anew, %', 'answers that turn, %', 'stated power, %', 'closed, %'), rows: planted })}\n`,
);

/** Shares of answers that turn from pass to fail, and back. */
function turning(rate: number, touched: number, drop: number): [number, number] {
  const kept = 1 - drop / rate;
  const anewFall = touched * rate * (1 - rate * kept);
  const anewRise = touched * (1 - rate) * rate * kept;
  return [anewFall + (1 - touched) * drop, anewRise];
}
