// The predictions of a script as text, so that they can be registered before a model is asked: what they are about is known only
// once the script has run.
import { sha256 } from '../core/canonical.js';
import { UserError } from '../core/errors.js';
import { type Passage, passages } from './prose.js';

/** The heading of the section that states hypotheses. */
export const hypothesisHeading = /^## (Hypothes[ie]s|假设)[^\n]*$/m;

/** Whether the script's prose has that section. */
export function hasHypothesis(script: string): boolean {
  return passages(script).some(({ kind, text }) => kind === 'prose' && hypothesisHeading.test(text));
}

/**
 * Errors: UserError (exit 2) if the script at `path` has that section, and predicts nothing: before it has run, if no code of it
 * could; afterwards, if `predictions` is 0.
 */
export function checkSection(path: string, script: string, predictions?: number): void {
  const predicts = predictions ?? codeOf(script).filter(({ text }) => /\bhypothesis\b/.test(text)).length;
  if (hasHypothesis(script) && predicts === 0)
    throw new UserError(
      `${path}: expected the section Hypothesis to be predicted in code, got prose alone. Write hypothesis('…', predicts(difference, '>', 0)) below what it is about`,
    );
}

/** A call of `hypothesis`: first and last line in the script, from 1, and its text. */
export interface PredictionCall {
  from: number;
  to: number;
  /** with white space, and the commas that a formatter may add, made the same */
  text: string;
}

/** Strings and comments are not searched; a call that does not end is left out, as such a script does not run. */
export function predictionCalls(script: string): PredictionCall[] {
  return codeOf(script).flatMap(({ text: code, from }) => {
    const calls: PredictionCall[] = [];
    const lineAt = (index: number) => from + code.slice(0, index).split('\n').length - 1;
    let start = -1; // of the call that is being read
    let depth = 0; // of brackets within it
    for (const { 0: token, index } of code.matchAll(tokens)) {
      if (start < 0) {
        if (token !== call) continue;
        start = index;
        depth = 1;
      } else if (/^[([{]$/.test(token) || token === call) depth++;
      else if (/^[)\]}]$/.test(token) && --depth === 0) {
        calls.push({ from: lineAt(start), to: lineAt(index), text: tidy(code.slice(start, index + 1)) });
        start = -1;
      }
    }
    return calls;
  });
}

const call = 'hypothesis(';

/** Comments, strings and templates as wholes, the beginning of a call, brackets. */
const tokens =
  /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<![\w$])hypothesis\(|[()[\]{}]/g;

/** SHA-256 of a script's code, in which spaces and prose do not count. */
export function codeHash(script: string): string {
  return sha256(
    codeOf(script)
      .map(({ text }) => tidy(text))
      .join('\n'),
  );
}

function codeOf(script: string): Passage[] {
  return passages(script).filter(({ kind }) => kind === 'code');
}

function tidy(code: string): string {
  return code
    .replace(/\s+/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1')
    .trim();
}
