// The first two sentences of a report, below its title: the answer, and what became of what was predicted.
import type { Contrast } from '../analysis/contrast.js';
import { percent, type Rate } from '../analysis/rate.js';
import type { Family } from '../core/content.js';
import { inline } from '../core/quote.js';
import { levelText } from '../stats/level.js';
import { outcomeSentence } from './hypothesis.js';
import type { Headline, Page } from './page.js';
import type { Registrations } from './registration.js';

/** The opening of a page; '' if its script gives neither an answer (`headline`, or `front` with `says`) nor a prediction. */
export function openingOf(page: Page, family: Family, registrations: Registrations): string {
  return [answerOf(page, family), outcomeSentence(registrations)].filter(Boolean).join(' ');
}

/** The prose with the opening below its title, if the title is in it. */
export function withOpening(prose: string, opening: string): string {
  return opening === '' ? prose : prose.replace(/^# .+$/m, (title) => `${title}\n\n${opening}`);
}

function answerOf({ headlines, fronts }: Page, family: Family): string {
  const answers = headlines.map((headline) => {
    const sentence = headlineSentence(headline, family);
    return headline.what ? `*${inline(headline.what)}*: ${sentence}` : sentence;
  });
  if (answers.length > 0) return answers.join(' ');
  return fronts[0]?.says?.brief('en', family) ?? '';
}

/** The difference with the two rates behind it; without a difference, every rate. */
function headlineSentence({ rates, difference }: Headline, family: Family): string {
  const verb = rates.measure === 'pass rate' ? 'passed' : 'scored';
  if (!difference) return `${rates.groups.map((rate) => `${nameOf(rate)} ${verb} ${rateText(rate)}`).join('; ')}.`;
  const brief = difference.brief('en', family);
  const [contrast, ...more] = difference.contrasts;
  const sides = contrast && more.length === 0 ? sidesOf(contrast, rates.groups) : null;
  return sides ? `${brief.replace(/\.$/, '')}; ${sides.map(shortText).join(' against ')}.` : brief;
}

/** The rates of both sides, the better first, as the brief has them; null if the headline does not have just these. */
function sidesOf(contrast: Contrast, groups: readonly Rate[]): [Rate, Rate] | null {
  const { a, b, difference } = contrast;
  const of = (model: string) => groups.find(({ group }) => group.model === model && Object.keys(group).length === 1);
  const [left, right] = [of(a), of(b)];
  if (contrast.of !== 'model' || difference === null || !left || !right) return null;
  return difference < 0 ? [right, left] : [left, right];
}

function nameOf({ group }: Rate): string {
  return `**${Object.values(group).map(inline).join(', ') || 'All answers'}**`;
}

function shortText({ rate, low, high, scored, unscored }: Rate): string {
  const left = unscored > 0 ? `, ${unscored} unscored` : '';
  return rate === null
    ? 'nothing scored'
    : `${percent(rate)} % (${percent(low)} to ${percent(high)}) of ${scored} answers${left}`;
}

function rateText({ rate, low, high, questions, scored, unscored }: Rate): string {
  const left = unscored > 0 ? `, ${unscored} unscored` : '';
  const n = questions === scored ? `${questions} questions` : `${questions} questions, ${scored} answers`;
  if (rate === null) return `nothing that was scored (${n}${left})`;
  return `${percent(rate)} % (${levelText} interval ${percent(low)} to ${percent(high)}; ${n}${left})`;
}
