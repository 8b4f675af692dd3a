// What other pages show of a report: rates for the table of findings, differences, a sentence, a figure.
import { isSingle, singleText } from '../analysis/rate.js';
import type { Difference, Family, Picture, Says } from '../core/content.js';
import { inline } from '../core/quote.js';
import type { FrontEntry, HeadlineEntry } from './manifest.js';
import type { Front, Page } from './page.js';

/** The rates of the script's headlines, one line per group. */
export function headlinesOf({ headlines }: Page): HeadlineEntry[] {
  return headlines.flatMap(({ rates, what }) =>
    rates.groups.map((one) => {
      const { group, scored, passed, unscored, rate, low, high } = one;
      const named = { ...(what ? { what } : {}), ...group, model: group.model ?? '' };
      if (isSingle(one)) return { ...named, text: singleText(one, rates.measure) };
      const percent = (value: number) => (100 * value).toFixed(0);
      const text = rate === null ? 'unscored' : `${percent(rate)} % [${percent(low)}–${percent(high)}], ${passed}/${scored}`;
      const title = rates.titles[group.model ?? ''];
      return {
        ...named,
        ...(title === undefined || title === group.model ? {} : { title }),
        ...(rate === null ? {} : { percent: percent(rate) }),
        text: unscored ? `${text}, ${unscored} unscored` : text,
      };
    }),
  );
}

/** The results of each comparison given with a headline. */
export function differencesOf({ headlines }: Page, family: Family): Difference[] {
  return headlines.flatMap(({ difference, what }) =>
    (difference?.differences(family) ?? []).map((one) => ({ ...one, group: [what, one.group].filter(Boolean).join(', ') })),
  );
}

/**
 * The script's first `front`. `pictures`: addresses of the figures that the report shows. Errors: Error if its figure is not
 * among them.
 */
export function frontOf({ fronts, headlines }: Page, family: Family, pictures: Map<Picture, string>): FrontEntry | null {
  const [front] = fronts;
  if (!front) return null;
  const { zh, names, says, picture } = front;
  const base = picture && pictures.get(picture);
  if (picture && !base) throw new Error('expected the figure of `front` to be shown in the report, it is not');
  return {
    ...(zh ? { zh } : {}),
    ...(names ? { names } : {}),
    ...(says ? { says: named(says, headlines.find(({ difference }) => difference === says)?.what, names, family) } : {}),
    ...(picture && base ? { picture: { alt: picture.alt, light: `${base}.light.svg`, dark: `${base}.dark.svg` } } : {}),
  };
}

/** The sentence in both languages; one of several headlines by its name, and without a name in Chinese none in Chinese. */
function named(says: Says, what: string | undefined, names: Front['names'], family: Family): { en: string; zh: string } {
  const [en, zh] = [says.brief('en', family), says.brief('zh', family)];
  if (!what) return { en, zh };
  const chinese = names?.[what];
  return { en: `*${inline(what)}*: ${en}`, zh: chinese ? `*${inline(chinese)}*：${zh}` : '' };
}
