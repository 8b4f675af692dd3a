// A template is a function to be asked for: what it does in both languages, a reference in TypeScript, and the arguments that it is tried on.

export interface Template {
  /** e.g. "gcd(a, b)" */
  call: string;
  /** what it does, after "that" and after a comma */
  zh: string;
  en: string;
  level: 1 | 2 | 3;
  /** arguments and the result wanted */
  cases: { args: unknown[]; want: unknown; tolerance?: number }[];
  /** Python names that may not be used; the prompt says so */
  forbid?: string[];
}

/** Runs the reference on the arguments. `forbid` names are said in the prompt. */
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

/** A Python float, also where it is whole. */
export function float(value: number): unknown {
  return Number.isInteger(value) ? { $float: value } : value;
}
