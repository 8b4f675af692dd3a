// Numbers in sentences that lead to the rows they were counted from: those of the rates and comparisons that the manifest lists with their rows, of
// judges with labels, and of all answers.
import { answerId } from '../../page/rows.js';
import { afterGroups, type Context, differenceLink, discordantLink, pairsLink } from './compared-links.js';
import { escaped, textOf } from './escape.js';
import { agreementLinks } from './judged-links.js';
import type { Coverage, Numbers } from './numbers.js';
import { clusterIn } from './pair-rows.js';
import { mentioned, only, type Rate, ratesOf, rateTo, scoredOf } from './rated.js';

/** A number as prose writes it: of points, of per cent, of answers and pairs. */
const printed =
  /[−-]?\d+(?:\.\d+)? (?:percentage points|points|%)(?! interval)|(?:n = )?\d+ (?:questions|pairs|answers|verdicts|of them discordant|unscored|grades unscored)\b|n = \d+(?=\))|\d+(?= and \d+ (?:answers|pairs)\b)|(?<=discordant \(|discordant \(\d+ for [^(),]{1,80}, )[1-9]\d*(?= for )|difference [−-]?\d+(?:\.\d+)?/g;

/** The HTML of a paragraph with links around its numbers; counts into `coverage`. */
export function proseLinks(html: string, numbers: Numbers, coverage: Coverage): string {
  if (html.includes('<table')) return html;
  let inside = 0; // links and code stay as they are; what is within was a paragraph of its own
  const parts = html.split(/(<[^>]+>)/);
  const within = parts.map((part, i) => {
    if (i % 2 === 0) return inside > 0;
    if (/^<(a|code|pre|p|li)\b/.test(part)) inside++;
    if (/^<\/(a|code|pre|p|li)>/.test(part)) inside--;
    return true;
  });
  const own = parts.filter((_, i) => !within[i]).join('');
  const context: Context = { about: textOf(own), difference: null, rate: null, groups: null, verdicts: null };
  return parts
    .map((part, i) =>
      within[i]
        ? part
        : part.replace(printed, (text, ...rest) => {
            const at = rest.at(-2) as number;
            if (/^(n = )?0(?! (%|points|percentage)|\.)/.test(text)) return text; // no row to lead to
            coverage.numbers++;
            const to = linkOf(textOf(text), textOf(part.slice(at + text.length)), context, numbers);
            if (!to) return text;
            coverage.linked++;
            return `<a class="n" href="${escaped(to)}">${text}</a>`;
          }),
    )
    .join('');
}

/** The addresses of some numbers of one sentence, in its order; null where none fits or several do. */
export function linksIn(sentence: string, texts: readonly string[], numbers: Numbers): (string | null)[] {
  const context: Context = { about: sentence, difference: null, rate: null, groups: null, verdicts: null };
  return texts.map((text) => linkOf(text, '', context, numbers));
}

/** The one address that fits; null if none or several do. `after`: what follows the number. */
function linkOf(text: string, after: string, context: Context, numbers: Numbers): string | null {
  const value = /[−-]?\d+(?:\.\d+)?/.exec(text)?.[0].replace('−', '-') ?? '';
  const told = wholeLink(text, value, context.about, numbers) ?? judgedLink(text, value, context, numbers);
  if (told) return told;
  if (/points$|^difference/.test(text)) return differenceLink(text, value, context, numbers);
  if (text.endsWith('%')) return rateLink(value, context, numbers);
  return (
    discordantLink(text, value, after, context, numbers) ??
    afterGroups(text, value, context, numbers) ??
    afterRate(text, value, context, numbers) ??
    pairsLink(text, value, context, numbers) ??
    answersLink(text, value, context, numbers)
  );
}

/** "233 answers, one trial a sample, 4 grades unscored". */
function wholeLink(text: string, value: string, about: string, numbers: Numbers): string | null {
  if (!/^\d+ answers, (one|\d+) trials? a sample, \d+ grades unscored/.test(about)) return null;
  const unscored = text.endsWith('grades unscored');
  const { rows } = numbers;
  const count = unscored ? rows.filter(({ outcome }) => outcome === 'unscored').length : new Set(rows.map(answerId)).size;
  if (count !== Number(value) || count === 0) return null;
  return numbers.link({ judge: '', lines: '', by: null }, {}, unscored ? 'unscored' : '');
}

/** "judge, rubric, English pairs: 22.2 % (…; 36 verdicts)", or "22.2 % (Model, English pairs; …, n = 36)" within a sentence. */
function judgedLink(text: string, value: string, context: Context, numbers: Numbers): string | null {
  const { about, verdicts } = context;
  if (/verdicts$|^n = \d+$/.test(text)) return verdicts?.n === value ? verdicts.to : null;
  if (!text.endsWith('%')) return null;
  const line = /^(?:held|failed|undecided): ([^,]+), ([^,]+), ([^,:]+): ([\d.]+) % \(.*; (\d+) verdicts\)/.exec(about);
  const sentences = [...about.matchAll(/([\d.]+) % \(([^,()]+), ([^,;()]+); [^()]*, n = (\d+)\)/g)].map(
    ([, rate = '', title = '', labels = '', n = '']) => ({
      judge: (name: string) =>
        name.endsWith(`-by-${title.toLowerCase().replaceAll(' ', '-')}`) ||
        name.includes(`-by-${title.toLowerCase().replaceAll(' ', '-')}-`),
      ...{ labels, n, rate },
    }),
  );
  const [, by, rubric, labels = '', rate = '', n = ''] = line ?? [];
  const told = line ? [{ judge: (name: string) => name === `llm-${rubric}-by-${by}`, labels, n, rate }] : sentences;
  const found = told.flatMap((one) => {
    const links = one.rate === value ? agreementLinks(numbers, one) : null;
    return links ? [{ rate: links.rate, verdicts: { n: one.n, to: links.n } }] : [];
  });
  const [first] = found;
  if (!first || found.some(({ rate }) => rate !== first.rate)) return null;
  context.verdicts = first.verdicts;
  return first.rate;
}

function rateLink(value: string, context: Context, numbers: Numbers): string | null {
  const { about, difference } = context;
  const fits = ratesOf(numbers)
    .flat()
    .filter(({ group: { group, rate } }) => {
      if (rate === null || (100 * rate).toFixed(1) !== value) return false;
      return Object.values(group).every((name) => mentioned(name, about, numbers));
    });
  // where a comparison was spoken of, its judge's rates of its sides are meant
  const ofIt = fits.filter(
    ({ judge, group: { group } }) =>
      judge === difference?.judge &&
      [difference.a, difference.b].includes(group[difference.of] ?? '') &&
      Object.keys(group).length === 1,
  );
  context.rate = only(ofIt.length > 0 ? ofIt : mostSpecific(fits), (one) => rateTo(one, numbers), null);
  context.groups = null;
  return context.rate && rateTo(context.rate, numbers);
}

/** Of groups that the sentence names, those of the most fields: it names all of them. */
function mostSpecific(fits: readonly Rate[]): Rate[] {
  const most = Math.max(0, ...fits.map(({ group: { group } }) => Object.keys(group).length));
  return fits.filter(({ group: { group } }) => Object.keys(group).length === most);
}

/** "8 questions", "16 answers", "2 unscored" after a rate. */
function afterRate(text: string, value: string, { rate }: Context, numbers: Numbers): string | null {
  if (!rate) return null;
  const { base, group } = rate;
  if (text.endsWith('answers')) return group.scored === Number(value) ? rateTo(rate, numbers) : null;
  if (text.endsWith('questions'))
    return new Set(scoredOf(rate, numbers).map(clusterIn)).size === Number(value) ? rateTo(rate, numbers) : null;
  if (!text.endsWith('unscored')) return null;
  return numbers.confirms(base, group.group, [{ outcome: 'unscored', count: Number(value) }])
    ? numbers.link(base, group.group, 'unscored')
    : null;
}

/** "88 answers" of the only group that has as many. */
function answersLink(text: string, value: string, { about }: Context, numbers: Numbers): string | null {
  if (!text.endsWith('answers')) return null;
  const fits = ratesOf(numbers)
    .flat()
    .filter(
      ({ group: { group, scored } }) =>
        scored === Number(value) && Object.values(group).every((name) => mentioned(name, about, numbers)),
    );
  const one = only(fits, (each) => rateTo(each, numbers), null);
  return one && rateTo(one, numbers);
}
