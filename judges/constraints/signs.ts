// Kinds that require upper or lower case, or forbid characters.
import { printed } from '../../harness/core/errors.js';
import { counted, type Kind } from './kind.js';

function oneCase(name: string, other: RegExp): Kind {
  return () =>
    ({ text }) => {
      if (!/[\p{Lu}\p{Ll}\p{Lt}]/u.test(text)) return { holds: false, why: 'no letter that has case' };
      const found = other.exec(text)?.[0];
      return { holds: found === undefined, why: found === undefined ? `all in ${name} case` : `with ${printed(found)}` };
    };
}

function absent(what: string, sign: RegExp): Kind {
  return () =>
    ({ text }) => {
      const found = sign.exec(text)?.[0];
      return { holds: found === undefined, why: found === undefined ? `no ${what}` : `with ${printed(found)}` };
    };
}

const marksAbsent: Kind = (fields) => {
  const marks = fields.texts('marks');
  return ({ text }) => {
    const found = marks.filter((mark) => text.includes(mark));
    return { holds: found.length === 0, why: found.length === 0 ? 'none of the marks' : `with ${found.map(printed).join(', ')}` };
  };
};

/** The part of a run of characters from its first to its last letter or digit. */
function core(run: string): string {
  return /[\p{L}\p{Nd}](?:.*[\p{L}\p{Nd}])?/su.exec(run)?.[0] ?? '';
}

const capitals = counted(
  'words in capitals',
  ({ runs }) =>
    runs
      .filter((run) => /[A-Z][0-9-]*[A-Z]/.test(run))
      .map(core)
      .filter((word) => /^[A-Z0-9-]+$/.test(word)).length,
);

export const signs: Record<string, Kind> = {
  lower_case: oneCase('lower', /[\p{Lu}\p{Lt}]/u),
  upper_case: oneCase('upper', /[\p{Ll}\p{Lt}]/u),
  capital_words_at_least: capitals.atLeast,
  marks_absent: marksAbsent,
  digits_absent: absent('digit', /[0-9０-９]/),
  latin_absent: absent('Latin letter', /(?=\p{L})\p{Script=Latin}/u),
};
