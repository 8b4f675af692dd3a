// A template is a function to be written: what it does in both languages, a reference implementation in TypeScript, and the
// arguments of its test cases.

export interface Template {
  /** e.g. "gcd(a, b)" */
  call: string;
  /** what it does, worded to follow "that" and a comma */
  zh: string;
  en: string;
  level: 1 | 2 | 3;
  /** arguments and the expected result */
  cases: { args: unknown[]; want: unknown; tolerance?: number }[];
  /** Python names that may not be used, as the prompt says */
  forbid?: string[];
}

/** Runs the reference on the arguments. The prompt lists the `forbid` names. */
export function template<A extends unknown[]>(
  level: 1 | 2 | 3,
  call: string,
  zh: string,
  en: string,
  solve: (...args: A) => unknown,
  tried: A[],
  { forbid, tolerance }: { forbid?: string[]; tolerance?: number } = {},
): Template {
  const cases = tried.map((args) => ({ args, want: solve(...args), ...(tolerance ? { tolerance } : {}) }));
  return { call, zh, en, level, cases, ...(forbid ? { forbid } : {}) };
}

/** A Python float, even if its value is an integer. */
export function float(value: number): unknown {
  return Number.isInteger(value) ? { $float: value } : value;
}
