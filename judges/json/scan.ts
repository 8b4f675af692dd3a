// What JSON.parse does not report: duplicate keys (it keeps the last), numbers that lose digits, and nesting depth. One pass over
// text known to be JSON, without recursion, so that deep nesting cannot overflow the stack.

export interface Scan {
  /** keys that occur more than once in an object, at most 10, each once */
  duplicateKeys: string[];
  /** numbers, as written, with more digits than a double holds; at most 10 */
  lossyNumbers: string[];
  /** maximum nesting depth */
  depth: number;
}

const most = 10;
const longest = 60;

/** Scans `text`, which JSON.parse must accept. */
export function scan(text: string): Scan {
  const duplicates = new Set<string>();
  const lossyNumbers: string[] = [];
  /** one entry per open bracket: the object's keys so far, null for an array */
  const open: (Set<string> | null)[] = [];
  let depth = 0;
  let atKey = false;
  for (let i = 0; i < text.length; ) {
    const character = text[i];
    if (character === '"') {
      const end = stringEnd(text, i);
      const keys = open.at(-1);
      if (atKey && keys) {
        const key = JSON.parse(text.slice(i, end)) as string;
        if (keys.has(key) && duplicates.size < most) duplicates.add(key.slice(0, longest));
        keys.add(key);
        atKey = false;
      }
      i = end;
      continue;
    }
    if (character === '-' || isDigit(character)) {
      const end = numberEnd(text, i);
      if (lossyNumbers.length < most && losesDigits(text.slice(i, end)))
        lossyNumbers.push(text.slice(i, Math.min(end, i + longest)));
      i = end;
      continue;
    }
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      depth = Math.max(depth, open.length);
      atKey = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
      atKey = false;
    } else if (character === ',') atKey = open.at(-1) instanceof Set;
    i++;
  }
  return { duplicateKeys: [...duplicates], lossyNumbers, depth };
}

/** The index after the closing quote of the string that begins at `start`; the text's length if it is never closed. */
export function stringEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return Math.min(i + 1, text.length);
}

function numberEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && (isDigit(text[i]) || '.eE+-'.includes(text[i] as string))) i++;
  return i;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/**
 * Whether a JSON number changes its digits when parsed as a double and printed: 12345678901234567890, 1e400; but not 1.0 or 0.1.
 */
function losesDigits(token: string): boolean {
  if (token.length <= 15 && !/e/i.test(token)) return false;
  return decimal(token) !== decimal(String(Number(token)));
}

/** Significant digits and exponent, the same for 1.50e3, 1500 and 1500.0; without the sign. */
function decimal(text: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === '') return text; // Infinity
  const digits = whole + fraction;
  let first = 0;
  let last = digits.length;
  while (first < last && digits[first] === '0') first++;
  while (last > first && digits[last - 1] === '0') last--;
  if (first === last) return '0';
  return `${digits.slice(first, last)}e${Number(exponent) - fraction.length + (digits.length - last)}`;
}
