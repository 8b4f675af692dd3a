// Quotes model output so that it cannot break the page: in a fenced block whose fence is longer than any in the text, with
// control and direction characters made visible.
import type { Row } from './types.js';

/** Maximum characters of an answer that a report quotes. */
const longest = 2000;

// C0 and C1 controls except tab and line feed, direction marks (Unicode TR 9), zero-width characters, byte order mark, line and
// paragraph separators.
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text with its invisible characters written as \u{…}, and lone surrogates replaced. */
export function visible(text: string): string {
  return Buffer.from(text)
    .toString('utf8')
    .replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** A Markdown block that shows `text` verbatim, at most 2,000 characters of it. */
export function fenced(text: string): string {
  const whole = [...visible(text)];
  const shown =
    whole.length > longest
      ? `${whole.slice(0, longest).join('')}\n… (${whole.length - longest} characters more)`
      : whole.join('');
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}text\n${shown}\n${fence}`;
}

/** Quotes a row: model, sample, grades, and the answer in a block. */
export function quote(row: Row): string {
  const judges = new Map<string, string[]>(); // judges that say the same are named together
  for (const { judge, score, verdict, why } of row.grades) {
    const said = `${inline(verdict)}${score === null ? ' (unscored)' : ''}, ${inline(why)}`;
    judges.set(said, [...(judges.get(said) ?? []), judge]);
  }
  const grades = [...judges].map(([said, names]) => `${names.join(', ')}: ${said}`);
  const ending = row.generation.finish === 'length' ? ', cut off at the token limit' : '';
  return [
    `**${row.model.id}** on \`${row.sample.id}\`${ending}. ${grades.join('; ')}`,
    '',
    fenced(row.generation.output || '(nothing)'),
  ].join('\n');
}

/** Maximum characters of a verdict or a reason on a line. */
const longestInline = 300;

/** One line of inline text with all Markdown and HTML escaped, at most 300 characters of it. */
export function inline(text: string): string {
  const line = [...visible(text.slice(0, 4 * longestInline)).replace(/\s+/g, ' ')];
  const shown = line.length > longestInline ? `${line.slice(0, longestInline - 1).join('')}…` : line.join('');
  return shown.replace(/[\\`*_{}[\]<>()#+!|$~&]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** What prose calls a model: its title, if it is one of `models` and has one, else its id; escaped. */
export function titleOf(models: readonly { id: string; title?: string }[], id: string): string {
  return inline(models.find((model) => model.id === id)?.title ?? id);
}
