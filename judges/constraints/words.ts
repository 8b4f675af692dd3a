// Kinds that require or forbid words or letters.
import { printed } from '../../harness/core/errors.js';
import { type Answer, comparable } from './answer.js';
import { bounds, type Kind, limited } from './kind.js';

// An apostrophe belongs to a word only between letters: "forest's" is not the word "forest", but 'forest' in quotation marks is.
const touchesBefore = /[\p{L}\p{M}\p{Nd}]['’]?$/u;
const touchesAfter = /^['’]?[\p{L}\p{M}\p{Nd}]/u;

// But before a vowel or h, what French and Italian elide is a word of its own: l'été, dell'acqua.
const elided =
  /(?<![\p{L}\p{M}\p{Nd}])(?:[cdjlmnstç]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|un|all|coll|dall|dell|nell|sull|quell|quest|bell|sant|gl|tutt|dov|com|cos|v)['’]$/iu;
const vowelOrH = /^[aeiouyhàâæéèêëîïìíôœòóùûúü]/i;

/** What may follow a word that is asked for in any of its forms: the endings of a possessive or a plural. */
const ending = /^(?:['’]s?|e?s['’]?)(?![\p{L}\p{M}\p{Nd}])/iu;

/**
 * Number of non-overlapping occurrences of the word. A word in Latin letters must stand alone ("no" is not in "not"); with `forms`, its
 * possessive and its plural by s count too.
 */
export function places(answer: Answer, word: string, forms = false): number {
  const [text, sought] = comparable(answer, word);
  const elides = vowelOrH.test(word);
  const alone = (at: number, end: number) =>
    (!touchesBefore.test(text.slice(Math.max(0, at - 3), at)) || (elides && elided.test(text.slice(Math.max(0, at - 9), at)))) &&
    (!touchesAfter.test(text.slice(end, end + 3)) || (forms && ending.test(text.slice(end, end + 5))));
  const latin = /\p{Script=Latin}/u.test(word);
  let count = 0;
  let at = text.indexOf(sought);
  while (at >= 0) {
    const end = at + sought.length;
    const found = !latin || alone(at, end);
    if (found) count++;
    at = text.indexOf(sought, found ? end : at + 1);
  }
  return count;
}

const includes: Kind = (fields) => {
  const words = fields.texts('words');
  const forms = fields.flag('forms');
  return (answer) => {
    const missing = words.filter((word) => places(answer, word, forms) === 0);
    return { holds: missing.length === 0, why: missing.length === 0 ? 'every word is there' : `without ${named(missing)}` };
  };
};

const includesSome: Kind = (fields) => {
  const words = fields.texts('words');
  const forms = fields.flag('forms');
  return (answer) => {
    const found = words.find((word) => places(answer, word, forms) > 0);
    return { holds: found !== undefined, why: found === undefined ? 'with none of the words' : `with ${printed(found)}` };
  };
};

const excludes: Kind = (fields) => {
  const words = fields.texts('words');
  return (answer) => {
    const found = words.filter((word) => places(answer, word) > 0);
    return { holds: found.length === 0, why: found.length === 0 ? 'none of the words is there' : `with ${named(found)}` };
  };
};

function occurs(bound: 'atLeast' | 'exactly'): Kind {
  return (fields) => {
    const word = fields.text('word');
    const n = fields.count('n', 1);
    const forms = fields.flag('forms');
    return (answer) => limited(places(answer, word, forms), n, `times ${printed(word)}`, ...bounds[bound]);
  };
}

const letters: Kind = (fields) => {
  const letter = fields.sign('letter');
  const n = fields.count('n', 1);
  return (answer) => {
    const [text, sought] = comparable(answer, letter);
    return limited(text.split(sought).length - 1, n, `times ${printed(letter)}`, ...bounds.atLeast);
  };
};

function named(words: string[]): string {
  return words.slice(0, 5).map(printed).join(', ');
}

export const words: Record<string, Kind> = {
  includes,
  includes_some: includesSome,
  excludes,
  occurs_at_least: occurs('atLeast'),
  occurs_exactly: occurs('exactly'),
  letters_at_least: letters,
};
