// What other pages show of a report: rates for the table of findings, differences, a sentence, a figure.
import type { Difference, Family, Picture } from '../core/content.js';
import type { FrontEntry, HeadlineEntry } from './manifest.js';
import type { Page } from './page.js';

/** The rates of the script's headlines, one line per group. */
export function headlinesOf({ headlines }: Page): HeadlineEntry[] {
  return headlines.flatMap(({ rates }) =>
    rates.groups.map(({ group, scored, passed, unscored, rate, low, high }) => {
      const percent = (value: number) => (100 * value).toFixed(0);
      const text = rate === null ? 'unscored' : `${percent(rate)} % [${percent(low)}–${percent(high)}], ${passed}/${scored}`;
      return { ...group, model: group.model ?? '', text: unscored ? `${text}, ${unscored} unscored` : text };
    }),
  );
}

/** The results of each comparison given with a headline. */
export function differencesOf({ headlines }: Page, family: Family): Difference[] {
  return headlines.flatMap(({ difference }) => difference?.differences(family) ?? []);
}

/**
 * The script's first `front`. `pictures`: addresses of the figures that the report shows. Errors: Error if its figure is not
 * among them.
 */
export function frontOf({ fronts }: Page, family: Family, pictures: Map<Picture, string>): FrontEntry | null {
  const [front] = fronts;
  if (!front) return null;
  const { zh, says, picture } = front;
  const base = picture && pictures.get(picture);
  if (picture && !base) throw new Error('expected the figure of `front` to be shown in the report, it is not');
  return {
    ...(zh ? { zh } : {}),
    ...(says ? { says: { en: says.brief('en', family), zh: says.brief('zh', family) } } : {}),
    ...(picture && base ? { picture: { alt: picture.alt, light: `${base}.light.svg`, dark: `${base}.dark.svg` } } : {}),
  };
}
