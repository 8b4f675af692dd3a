// Fractions and roots of LaTeX as plain arithmetic: \frac{9}5 is 9/5, \frac{1+\sqrt{5}}{2} is ((1+√(5))/(2)), \sqrt{16} is 4.

/** Longest argument that is read, in characters, and deepest nesting. */
const longest = 300;
const deepest = 6;

/** Writes out fractions and roots; those with a plain number above and below as a/b, a root of a square as its value. */
export function withoutLatex(text: string, depth = 0): string {
  if (depth > deepest || !/\\(?:[dtc]?frac|sqrt)|√/.test(text)) return text;
  const mark = /\\[dtc]?frac(?![a-z])|\\sqrt(?![a-z])|√/g;
  let written = '';
  let at = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    written += text.slice(at, match.index);
    at = match.index + match[0].length;
    const above = argument(text, at);
    const fraction = match[0].includes('frac');
    const below = above && fraction ? argument(text, above.end) : null;
    if (above && fraction && below) {
      written = written.replace(/(\d)\s?$/, '$1 ');
      written += quotient(withoutLatex(above.inner, depth + 1).trim(), withoutLatex(below.inner, depth + 1).trim());
    } else if (above && !fraction) written += root(withoutLatex(above.inner, depth + 1).trim());
    else written += match[0];
    at = (fraction ? below : above)?.end ?? at;
    mark.lastIndex = at;
  }
  return written + text.slice(at);
}

/** A group in braces or brackets, one digit or letter, or, after √, a run of digits. */
function argument(text: string, from: number): { inner: string; end: number } | null {
  const start = text[from] === ' ' ? from + 1 : from;
  const open = text[start];
  if (open === undefined || (open !== '{' && open !== '(')) {
    const [run] = /^(?:\d+|[a-z])/i.exec(text.slice(start, start + 12)) ?? [];
    if (run === undefined) return null;
    const inner = text[from - 1] === '√' ? run : (run[0] as string);
    return { inner, end: start + inner.length };
  }
  const close = open === '{' ? '}' : ')';
  let depth = 0;
  for (let end = start; end < text.length && end - start < longest; end++) {
    if (text[end] === open) depth++;
    if (text[end] === close && --depth === 0) return { inner: text.slice(start + 1, end), end: end + 1 };
  }
  return null;
}

function quotient(above: string, below: string): string {
  return /^-?\d{1,40}(?:\.\d{1,40})?$/.test(above) && /^\d{1,40}(?:\.\d{1,40})?$/.test(below)
    ? `${above}/${below}`
    : `((${above})/(${below}))`;
}

function root(inner: string): string {
  const value = /^\d{1,12}$/.test(inner) ? Math.round(Math.sqrt(Number(inner))) : Number.NaN;
  return value * value === Number(inner) ? String(value) : `√(${inner})`;
}
