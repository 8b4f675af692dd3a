// A schema's regular expressions. They mean what they mean in JavaScript, as ajv has it, and yet may not hang the judge: the engine
// itself runs where the work is bounded by counting; else RE2, in linear time, where it is sure to mean the same; else the
// engine again, within a time limit.
import { RE2JS } from 're2js';
import { choices } from './choices.js';
import { needLimit } from './limit.js';

/** More ways to match than this are not tried without a limit: at most some milliseconds. */
const maxWays = 100_000;

/** White space and line ends that JavaScript knows and RE2 does not, and halves of characters. */
const differs = /[\v\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]|\p{Cs}/u;
/** Written the same, but read in another way by RE2, or from other tables of characters. */
const written = /\[\^?\]|\\[pPcbB0]/;

/** `source` as ajv takes it, with the flag u. Errors: SyntaxError if it is no regular expression. */
export function pattern(source: string): RegExp {
  const native = compiled(source);
  let linear: RE2JS | null | undefined;
  // The count grows with the text: what held for a length holds for shorter ones.
  let fewUpTo = -1;
  let manyFrom = Number.POSITIVE_INFINITY;
  const isQuick = ({ length }: string): boolean => {
    if (length <= fewUpTo) return true;
    if (length >= manyFrom) return false;
    const quick = choices(native.source, length) <= maxWays;
    if (quick) fewUpTo = length;
    else manyFrom = length;
    return quick;
  };
  const test = (text: string): boolean => {
    if (isQuick(text)) return native.test(text);
    if (linear === undefined) linear = linearOf(native.source);
    if (linear && !differs.test(text)) return linear.test(text);
    needLimit();
    return native.test(text);
  };
  // Ajv keeps a schema's patterns by toString(): without it, every pattern would be the first one.
  return { test, toString: () => source } as RegExp;
}

/**
 * Many patterns were written for an engine without the flag u, which refuses needless backslashes (`\-`, `\@`) and a class
 * beside a hyphen (`[\w-.]`). Both can be meant in one way only.
 */
function compiled(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    const mended = withoutNeedless(source);
    if (mended === source) throw error;
    return new RegExp(mended, 'u');
  }
}

function withoutNeedless(source: string): string {
  let text = '';
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const one = source[i] as string;
    const next = source[i + 1] ?? '';
    if (one === '\\') {
      i++;
      text += /[!"#%&',:;<=>@_`~ ]/.test(next) ? next : next === '-' ? (inClass ? '\\-' : '-') : one + next;
    } else if (one === '-' && inClass && (/\\[wdsWDS]$/.test(text) || /^\\[wdsWDS]/.test(source.slice(i + 1, i + 3))))
      text += '\\-';
    else {
      if (one === '[') inClass = true;
      else if (one === ']') inClass = false;
      text += one;
    }
  }
  return text;
}

function linearOf(source: string): RE2JS | null {
  if (written.test(source)) return null;
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch {
    return null; // lookaround, back-references, counts over 1000
  }
}
