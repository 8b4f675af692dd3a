// One text per JSON value, the same for equal values: to compare many values by a set, in linear time.

/**
 * Keys in a fixed order, no white space. As canonical JSON, but of any value that JSON.parse gives: numbers that overflowed to
 * infinity too, and -0 is 0. Throws RangeError on values too deep for the stack.
 */
export function sameText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sameText).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sameText((value as Record<string, unknown>)[key])}`).join(',')}}`;
}

/** How deep objects and lists nest: 0 for a scalar, 1 for `{}`. Without recursion; stops counting above `enough`. */
export function depthOf(value: unknown, enough: number): number {
  let level: unknown[] = [value];
  for (let depth = 0; ; depth++) {
    const containers = level.filter((one): one is object => one !== null && typeof one === 'object');
    if (containers.length === 0 || depth > enough) return depth;
    level = containers.flatMap((one) => Object.values(one));
  }
}
