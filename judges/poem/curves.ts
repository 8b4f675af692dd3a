// Real against shuffled verse: two normal distributions of a measured value, narrower for longer texts.

/** Mean and standard deviation of a value over texts of n steps (pairs of characters, words): √(sd² / n + floor²). */
export interface Curve {
  mean: number;
  sd: number;
  floor: number;
}

export interface Curves {
  real: Curve;
  shuffled: Curve;
}

export interface Place {
  /** probability that it is real rather than shuffled verse, at even odds, 0 to 1 */
  natural: number;
  /** distance in standard deviations from real and from shuffled verse of this length */
  zReal: number;
  zShuffled: number;
}

/** Places `value` of a text of `steps`. Values beyond either mean are clamped: a poem more natural than most is not penalised. */
export function between(value: number, steps: number, { real, shuffled }: Curves): Place {
  const score = ({ mean, sd, floor }: Curve) => {
    const spread = Math.sqrt((sd * sd) / steps + floor * floor);
    const z = (value - mean) / spread;
    return { z, log: -0.5 * z * z - Math.log(spread) };
  };
  const [near, far] = [score(real), score(shuffled)];
  const odds = value >= real.mean ? 20 : value <= shuffled.mean ? -20 : near.log - far.log;
  return { natural: 1 / (1 + Math.exp(-odds)), zReal: near.z, zShuffled: far.z };
}
