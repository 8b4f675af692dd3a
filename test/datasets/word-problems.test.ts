// The word problems solved a second time: from the numbers that each text says, by search or step by step, not by the generator's formulas.
import { readFileSync } from 'node:fs';
import Fraction from 'fraction.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wayOf } from '../../datasets/word-problems/make/ways.js';
import { load } from '../../harness/core/load.js';
import { math } from '../../judges/math/index.js';
import { repository } from '../fixtures/projects.js';

type Facts = Record<string, number>;
type Answer = number | Fraction | [number, number];

const { samples } = await load(repository, 'word-problems');
const problems = samples.map((sample) => ({
  ...sample,
  family: (sample.tags as string[])[0] as string,
  facts: sample.facts as Facts,
  steps: sample.steps as number,
  pair: sample.pair as string,
  lang: sample.lang as string,
}));

/** The only pair of whole numbers, both at least 1, that fits. */
function search(most: number, fits: (a: number, b: number) => boolean): [number, number] {
  const found: [number, number][] = [];
  for (let a = 1; a <= most; a++) for (let b = 1; b <= most; b++) if (fits(a, b)) found.push([a, b]);
  assert.is(found.length, 1, `${found.length} solutions`);
  return found[0] as [number, number];
}

/** The first whole number from 0 on that fits. */
function first(fits: (n: number) => boolean): number {
  for (let n = 0; n < 10_000; n++) if (fits(n)) return n;
  throw new Error('no solution');
}

const f = (facts: Facts, name: string): number => facts[name] ?? assert.unreachable(`no fact ${name}`) ?? 0;

const solve: Record<string, (facts: Facts) => Answer> = {
  cage: (x) => search(120, (a, b) => a + b === x.heads && a * (x.legsA ?? 2) + b * (x.legsB ?? 4) === x.feet),
  tickets: (x) => search(120, (a, b) => a + b === x.count && a * f(x, 'priceA') + b * f(x, 'priceB') === x.total),
  sums: (x) => search(200, (a, b) => a + b === x.sum && a - b === x.difference),
  ages: (x) => {
    if (x.sum) return search(120, (a, b) => a + b === x.sum && a === b * f(x, 'times'));
    if (x.parent) return first((n) => f(x, 'parent') + n === f(x, 'times') * (f(x, 'child') + n));
    return f(x, 'age') + (x.older ?? x.years ?? Number.NaN);
  },
  shopping: (x) => {
    const bill = [...Array(f(x, 'count')).fill(f(x, 'price')), ...Array(x.count2 ?? 0).fill(x.price2)] as number[];
    const total = bill.reduce((sum, one) => sum + one, 0);
    return x.paid === undefined ? total : first((n) => total + n === x.paid);
  },
  sharing: (x) => {
    let left = f(x, 'total') - (x.given ?? 0);
    let each = 0;
    for (; left >= f(x, 'children'); left -= f(x, 'children')) each++;
    return left === 0 ? each : left;
  },
  travel: (x) => {
    if (x.gap) return first((n) => n * f(x, 'speedA') + n * f(x, 'speedB') === x.gap);
    if (x.start) return first((n) => f(x, 'start') + n * f(x, 'slow') === n * f(x, 'fast'));
    return (Array(f(x, 'hours')).fill(f(x, 'speed')) as number[]).reduce((sum, one) => sum + one, 0);
  },
  spacing: (x) => {
    let count = 0;
    if (x.around) for (let at = 0; at < x.around; at += f(x, 'step')) count++;
    else if (x.pieces) for (let pieces = 1; pieces < x.pieces; pieces++) count += f(x, 'minutes');
    else if (x.top) for (let floor = 1; floor < x.top; floor++) count += f(x, 'steps');
    else for (let at = 0; at <= f(x, 'length'); at += f(x, 'step')) count++;
    return count;
  },
  averages: (x) =>
    x.mean
      ? first((n) => f(x, 'a') + f(x, 'b') + n === 3 * f(x, 'mean'))
      : first((n) => n * Object.keys(x).length === Object.values(x).reduce((a, b) => a + b)),
  fractions: (x) => {
    if (x.over) return new Fraction(1).sub(new Fraction(x.over, f(x, 'under')));
    if (!x.length) return new Fraction(1).sub(new Fraction(1, f(x, 'underA'))).sub(new Fraction(1, f(x, 'underB')));
    const rest = new Fraction(x.length).sub(new Fraction(x.length, f(x, 'underA')));
    return rest.sub(rest.div(f(x, 'underB')));
  },
  percentages: (x) => {
    if (x.whole) return first((n) => n * f(x, 'whole') === 100 * f(x, 'part'));
    if (x.price) return first((n) => 100 * (f(x, 'price') - n) === f(x, 'percent') * f(x, 'price'));
    return first((n) => 100 * (n - f(x, 'now')) === f(x, 'percent') * n && n > 0);
  },
  steps: (x) => (x.got === undefined ? first((n) => n + f(x, 'gave') === x.had) : first((n) => n - f(x, 'got') === x.had)),
  work: (x) => {
    if (x.hours) return new Fraction(x.done ?? 0, x.hours);
    const together = new Fraction(1, f(x, 'a')).add(new Fraction(1, f(x, 'b')));
    return together; // or the time, its inverse: see below
  },
};

test('every problem has the answer that a second solution finds', () => {
  for (const { id, family, facts, target, tags } of problems) {
    let answer = (solve[family] ?? assert.unreachable(family))?.(facts) ?? Number.NaN;
    if (family === 'work' && tags?.includes('level-3')) answer = (answer as Fraction).inverse();
    if (Array.isArray(answer)) assert.equal(Object.values(target as object), answer, id);
    else
      assert.ok(
        new Fraction(String(target).replace('%', '')).equals(answer),
        `${id}: ${String(target)} is not ${String(answer)}`,
      );
  }
});

/** A number, an earlier name, a stated fraction `x/y` or percentage `x%`. */
function operand(said: string, known: Map<string, Fraction>): Fraction {
  const [over = '', under] = said.split('/');
  if (under !== undefined) return operand(over, known).div(operand(under, known));
  if (said.endsWith('%')) return operand(said.slice(0, -1), known).div(100);
  if (/^\d+$/.test(said)) return new Fraction(said);
  return known.get(said) ?? assert.unreachable(`nothing is called ${said}`) ?? new Fraction(0);
}

const operations: Record<string, (x: Fraction, y: Fraction) => Fraction> = {
  '+': (x, y) => x.add(y),
  '-': (x, y) => x.sub(y),
  '*': (x, y) => x.mul(y),
  '/': (x, y) => x.div(y),
  '%': (x, y) => x.mod(y),
};

test('`steps` counts the operations of a way that leads from the facts to the answer, and uses each of them', () => {
  for (const { id, family, facts, target, tags, steps } of problems) {
    const way = wayOf(family, Number(String(tags?.[1]).slice(-1)) as 1 | 2 | 3, facts);
    assert.is(steps, way.length, id);
    const known = new Map(Object.entries(facts).map(([name, value]) => [name, new Fraction(value)]));
    const used = new Set<string>();
    for (const line of way) {
      const [, name = '', x = '', sign = '', y = ''] = /^(\w+) = (\S+) ([-+*/%]) (\S+)$/.exec(line) ?? [];
      const operation = operations[sign] ?? assert.unreachable(`${id}: ${line} is no operation`);
      known.set(name, (operation as (x: Fraction, y: Fraction) => Fraction)(operand(x, known), operand(y, known)));
      for (const said of [x, y]) for (const one of said.split(/[/%]/)) used.add(one);
    }
    const found = typeof target === 'object' ? [known.get('first'), known.get('second')] : [known.get('first')];
    const wanted = typeof target === 'object' ? Object.values(target as object) : [target];
    assert.equal(
      found.map((one) => one?.toFraction()),
      wanted.map((one) => fractionOf(String(one)).toFraction()),
      id,
    );
    for (const name of known.keys())
      assert.ok(used.has(name) || /^(first|second|legs[AB])$/.test(name), `${id}: ${name} leads nowhere`);
  }
});

test('the card gives the steps of every family and level, and the problems of each number of steps', () => {
  const card = readFileSync('datasets/word-problems/README.md', 'utf8');
  for (const family of Object.keys(solve)) {
    const cells = [1, 2, 3].map((level) => {
      const own = problems.filter(({ tags }) => tags?.[0] === family && tags[1] === `level-${level}`);
      const counts = [...new Set(own.map(({ steps }) => steps))].sort();
      return counts.length === 1 ? String(counts[0]) : `${counts[0]} (pond), else ${counts[1]}`;
    });
    assert.match(card, `| ${family} | ${cells.join(' | ')} |`);
  }
  const counts = [1, 2, 3, 4, 5].map((steps) => problems.filter((one) => one.steps === steps).length / 2);
  assert.match(card, `one to five: ${counts.slice(0, 4).join(', ')} and ${counts[4]} problems`);
});

test('both texts of a pair say the numbers of the facts, and no others', () => {
  for (const { id, input, facts } of problems)
    assert.equal((input.match(/\d+/g) ?? []).map(Number).sort(), Object.values(facts).sort(), id);
});

test('twins have the same answer, and no two problems the same text', () => {
  for (const { id, pair, target } of problems) {
    const twin = problems.find((other) => other.pair === pair && other.id !== id);
    assert.equal(values(twin?.target), values(target), id);
  }
  assert.is(new Set(problems.map(({ input }) => input)).size, problems.length);
});

test('the judge passes the target written as a sentence, and fails its neighbour and swapped roles', async () => {
  for (const sample of problems) {
    const { target, id, lang } = sample;
    const say = (value: unknown) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value)
            .map(([role, n]) => (lang === 'zh' ? `${role}有 ${n}` : `${role}: ${n}`))
            .join(', ')
        : String(value);
    const score = async (value: unknown) =>
      (await math.grade(sample, { output: lang === 'zh' ? `答：${say(value)}。` : `Answer: ${say(value)}.`, finish: 'stop' }))
        .score;
    assert.is(await score(target), 1, `${id}: ${say(target)}`);
    if (typeof target === 'number') assert.is(await score(target + 1), 0, id);
    if (typeof target === 'object' && target !== null) {
      const [[a, x], [b, y]] = Object.entries(target) as [[string, number], [string, number]];
      assert.is(await score({ [a]: y, [b]: x }), 0, id);
    }
  }
});

function fractionOf(text: string): Fraction {
  return text.endsWith('%') ? new Fraction(text.slice(0, -1)).div(100) : new Fraction(text);
}

function values(target: unknown): unknown {
  return typeof target === 'object' && target !== null ? Object.values(target) : target;
}

test.run();
