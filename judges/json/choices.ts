// How often a backtracking engine can be wrong about a text, at most. Counted from the expression alone: every repetition may
// stop anywhere, every alternative may be tried.

/** Nothing above this is told apart. */
const many = 1e12;

interface Part {
  /** ways to match it */
  ways: number;
  /** whether it can match without taking a character: repeating it then is not bounded by the text */
  anything: boolean;
}

/**
 * Upper bound of the ways to match `source`, a valid regular expression (flag u), in a text of `length` characters; at most
 * 1e12. Counts the places where a match may begin.
 */
export function choices(source: string, length: number): number {
  let i = 0;
  try {
    const { ways } = alternatives();
    return Math.min(many, ways * (anchored(source) ? 1 : length + 1));
  } catch (error) {
    if (error instanceof RangeError) return many; // nested too deep to be counted
    throw error;
  }

  function alternatives(): Part {
    const all = { ways: 0, anything: false };
    for (;;) {
      const one = sequence();
      all.ways = Math.min(many, all.ways + one.ways);
      all.anything ||= one.anything;
      if (source[i] !== '|') return all;
      i++;
    }
  }

  function sequence(): Part {
    const all = { ways: 1, anything: true };
    while (i < source.length && source[i] !== '|' && source[i] !== ')') {
      const one = repeated(atom());
      all.ways = Math.min(many, all.ways * one.ways);
      all.anything &&= one.anything;
    }
    return all;
  }

  function atom(): Part {
    const first = source[i++] as string;
    if (first === '(') {
      const kind = /^\?(?::|=|!|<=|<!|<[^>]*>)/.exec(source.slice(i, i + 200))?.[0] ?? '';
      i += kind.length;
      const inner = alternatives();
      i++;
      return /^\?(?:=|!|<=|<!)/.test(kind) ? { ...inner, anything: true } : inner;
    }
    if (first === '[') while (i < source.length && source[i++] !== ']') if (source[i - 1] === '\\') i++;
    if (first === '\\') i += /^(?:u\{[0-9a-fA-F]+\}|[pPk][{<][^}>]*[}>]|.)/su.exec(source.slice(i, i + 200))?.[0].length ?? 1;
    // A back-reference may be of nothing; an assertion takes no character.
    return { ways: 1, anything: first === '^' || first === '$' || (first === '\\' && /[1-9kbB]/.test(source[i - 1] ?? '')) };
  }

  function repeated(part: Part): Part {
    const [, star, least, comma, most] = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})/.exec(source.slice(i, i + 40)) ?? [];
    if (star === undefined && least === undefined) return part;
    i += source.slice(i).search(star ? /[*+?]/ : /\}/) + 1;
    if (source[i] === '?') i++;
    const min = star ? (star === '+' ? 1 : 0) : Number(least);
    const max = star === '?' ? 1 : star || (comma && most === '') ? length : Number(comma ? most : least);
    // No more than the text has characters, or the least that is asked for.
    const times = Math.max(min, Math.min(max, length));
    if (part.anything && times > 1) return { ways: many, anything: true };
    let ways = times - min + 1;
    for (let n = 0; n < times && ways < many && part.ways > 1; n++) ways *= part.ways;
    return { ways: Math.min(many, ways), anything: part.anything || min === 0 };
  }
}

function anchored(source: string): boolean {
  return source.startsWith('^') && !source.includes('|');
}
