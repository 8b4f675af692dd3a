// How each problem is solved at school, an operation a line: what `steps` counts. The test works every way through with the numbers
// of its problems and holds the result against their targets.

/**
 * Lines `name = x op y`, op one of +, -, *, / and % (what a division leaves over); x and y are facts, numbers or earlier names. A
 * fraction or percentage that the problem states is one number, `over/under` or `percent%`: to read it is no step. `first` is the
 * answer, of two roles that of the first; `second` that of the other.
 */
export type Way = readonly string[];

type Facts = Readonly<Record<string, number | undefined>>;
type Level = 1 | 2 | 3;

const ways: Record<string, (level: Level, facts: Facts) => Way> = {
  // as if all were of the second kind, then exchanged
  cage: (_, { legsA = 2, legsB = 4 }) => [
    `most = ${legsB} * heads`,
    'over = most - feet',
    `each = ${legsB} - ${legsA}`,
    'first = over / each',
    'second = heads - first',
  ],
  tickets: () => [
    'least = priceB * count',
    'over = total - least',
    'each = priceA - priceB',
    'first = over / each',
    'second = count - first',
  ],
  sums: () => ['twice = sum - difference', 'second = twice / 2', 'first = second + difference'],
  ages: (level, { older }) => {
    if (level === 1) return [`first = age + ${older ? 'older' : 'years'}`];
    if (level === 2) return ['less = times * child', 'first = parent - less'];
    return ['parts = times + 1', 'second = sum / parts', 'first = times * second'];
  },
  shopping: (level) => {
    if (level === 1) return ['first = count * price'];
    if (level === 2) return ['cost = count * price', 'first = paid - cost'];
    return ['cost = count * price', 'more = count2 * price2', 'all = cost + more', 'first = paid - all'];
  },
  sharing: (level) => {
    if (level === 1) return ['first = total / children'];
    if (level === 2) return ['first = total % children'];
    return ['rest = total - given', 'first = rest / children'];
  },
  travel: (level) => {
    if (level === 1) return ['first = speed * hours'];
    if (level === 2) return ['both = speedA + speedB', 'first = gap / both'];
    return ['gain = fast - slow', 'first = start / gain'];
  },
  spacing: (_, { around, pieces, top }) => {
    if (around) return ['first = around / step'];
    if (pieces) return ['cuts = pieces - 1', 'first = cuts * minutes'];
    if (top) return ['up = top - bottom', 'first = up * steps'];
    return ['gaps = length / step', 'first = gaps + 1'];
  },
  averages: (level) => {
    if (level === 1) return ['all = a + b', 'first = all / 2'];
    if (level === 2) return ['two = a + b', 'three = two + c', 'all = three + d', 'first = all / 4'];
    return ['all = 3 * mean', 'less = all - a', 'first = less - b'];
  },
  fractions: (level) => {
    if (level === 1) return ['first = 1 - over/under'];
    if (level === 2) return ['rest = 1 - one/underA', 'first = rest - uno/underB'];
    return ['used = length * one/underA', 'rest = length - used', 'more = rest * uno/underB', 'first = rest - more'];
  },
  percentages: (level) => {
    if (level === 1) return ['first = part / whole'];
    if (level === 2) return ['less = price * percent%', 'first = price - less'];
    return ['left = 100% - percent%', 'first = now / left'];
  },
  work: (level) => {
    if (level === 1) return ['first = done / hours'];
    if (level === 2) return ['one = 1 / a', 'other = 1 / b', 'first = one + other'];
    return ['one = 1 / a', 'other = 1 / b', 'both = one + other', 'first = 1 / both'];
  },
  steps: (_, { got }) => [got ? 'first = had + got' : 'first = had - gave'],
};

/** How a problem is solved. Errors: Error for a family without a way. */
export function wayOf(family: string, level: Level, facts: Facts): Way {
  const way = ways[family];
  if (!way) throw new Error(`expected a way to solve ${family}, found none`);
  return way(level, facts);
}
