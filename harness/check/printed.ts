// Whether a page prints a number: found in its text as digits, whatever the table or sentence around them looks like.

/** A number as printed, and half a unit of its last digit. */
interface Token {
  value: number;
  half: number;
}

/** The numbers in each line of a page. A minus is U+2212; a hyphen or dash may only stand between two numbers. */
export function numbersIn(page: string): Token[][] {
  return page.split('\n').map((line) =>
    [...line.matchAll(/(−?)(\d+)(?:\.(\d+))?/g)].map(([, minus, whole = '', decimals = '']) => ({
      value: (minus ? -1 : 1) * Number(`${whole}.${decimals || 0}`),
      half: 0.5 * 10 ** -decimals.length + 1e-4,
    })),
  );
}

/** Whether a line has these numbers in this order, each within the rounding of the print; others may stand between them. */
export function prints(lines: readonly Token[][], wanted: readonly number[]): boolean {
  return lines.some((tokens) => {
    let next = 0;
    for (const { value, half } of tokens) if (next < wanted.length && Math.abs(value - (wanted[next] as number)) <= half) next++;
    return next === wanted.length;
  });
}

/** Whether the numbers of a text are all among `wanted`, in this order; a text without a number is true of all. */
export function onlyPrints(text: string, wanted: readonly number[]): boolean {
  let next = 0;
  for (const { value, half } of numbersIn(text).flat()) {
    while (next < wanted.length && Math.abs(value - (wanted[next] as number)) > half) next++;
    if (next === wanted.length) return false;
    next++;
  }
  return true;
}
