// Numbers of a range as an automaton over their decimal digits. Fifteen digits at most, without exponent: so many survive a double
// unchanged, so what is compared here digit by digit is compared alike by whoever parses it, and no run of digits is endless.
import type { Builder, Part } from './automaton.js';

/** Digits of a number at most, before and after the point together. */
const mostDigits = 15;

interface Range {
  least: Bound | null;
  most: Bound | null;
  whole: boolean;
}

export interface Bound {
  value: number;
  /** whether the value itself is in the range */
  itself: boolean;
}

const zero: Bound = { value: 0, itself: true };

/** The numbers of a range; null if it has none. */
export function numbers(builder: Builder, { least, most, whole }: Range): Part | null {
  const parts: Part[] = [];
  if (!most || most.value >= 0) {
    const from = least && least.value >= 0 ? least : zero;
    parts.push(magnitudes(builder, from, most, whole));
  }
  if (!least || least.value < 0) {
    const from = most && most.value < 0 ? opposite(most) : { value: 0, itself: false };
    const rest = magnitudes(builder, from, least && opposite(least), whole);
    parts.push(builder.sequence([builder.text('-'), rest]));
  }
  return parts.length > 0 ? builder.either(parts) : null;
}

function opposite({ value, itself }: Bound): Bound {
  return { value: -value, itself };
}

/** Numbers from 0 on: for each count of digits before the point, digit by digit, beside those of the bounds as long as they are equal. */
function magnitudes(builder: Builder, from: Bound, to: Bound | null, whole: boolean): Part {
  const all = { from: builder.state(), to: builder.state() };
  const low = digitsOf(from.value);
  const high = to && digitsOf(to.value);
  for (
    let length = Math.max(1, low.before.length);
    length <= mostDigits && length <= (high?.before.length ?? mostDigits);
    length++
  ) {
    const known = new Map<string, number>();
    const state = (place: number, atLow: boolean, atHigh: boolean): number => {
      const name = `${place} ${atLow} ${atHigh}`;
      const before = known.get(name);
      if (before !== undefined) return before;
      const here = builder.state();
      known.set(name, here);
      // places up to `length` are before the point, place length + 1 is after the point without a digit yet
      const after = Math.max(0, place - length - 1);
      const digits = (side: Digits) => (place < length ? side.before[place] : side.after[after]) ?? 0;
      if (place === length || after > 0) {
        const lowOk = !atLow || (from.itself && low.after.slice(after).every((digit) => digit === 0));
        const highOk = !atHigh || to?.itself === true || (high as Digits).after.slice(after).some((digit) => digit > 0);
        if (lowOk && highOk) builder.join(here, all.to);
      }
      if (place === length) {
        if (!whole && length < mostDigits) builder.edge(here, 0x2e, 0x2e, state(place + 1, atLow, atHigh));
        return here;
      }
      if (place > length && length + after >= mostDigits) return here;
      const least = atLow ? digits(low) : 0;
      const most = atHigh ? digits(high as Digits) : 9;
      for (let digit = Math.max(least, place === 0 && length > 1 ? 1 : 0); digit <= most; digit++) {
        const next = state(place + 1, atLow && digit === least, atHigh && digit === most);
        builder.edge(here, 0x30 + digit, 0x30 + digit, next);
      }
      return here;
    };
    builder.join(all.from, state(0, length === low.before.length, length === high?.before.length));
  }
  return all;
}

interface Digits {
  before: number[];
  after: number[];
}

/** The decimal digits of a number from 0 on, as JavaScript prints it, without exponent. */
function digitsOf(value: number): Digits {
  const [, before = '', after = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, 1 - shift - before.length))}${before}${after}${'0'.repeat(Math.max(0, shift - after.length))}`;
  const point = digits.length - Math.max(0, after.length - shift);
  const list = [...digits].map(Number);
  return { before: list.slice(0, point), after: list.slice(point) };
}
