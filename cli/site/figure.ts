// A figure inside the page: one drawing for both themes, its marks with their numbers.
import type { RatesNumbers } from '../../harness/core/statistics.js';
import { escaped, textOf } from './escape.js';
import { histogramLinks } from './histogram-links.js';
import type { Numbers } from './numbers.js';

export interface Drawings {
  light: string;
  dark: string;
  alt: string;
}

const colour = /\b(fill|stroke)="([^"]*)"/g;

/** The colours that differ between themes, shared by all figures of a page: light and dark to a number. */
export class Palette {
  private readonly numbers = new Map<string, number>();

  number(property: string, light: string, dark: string): number {
    const key = JSON.stringify([property, light, dark]);
    const known = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, known);
    return known;
  }

  /** Rules for the dark theme, on screens alone: paper is white. */
  css(): string {
    const rules = [...this.numbers].map(([key, number]) => {
      const [property, , dark] = JSON.parse(key) as [string, string, string];
      return `[data-c~="${number}"]{${property}:${dark}}`;
    });
    return rules.length === 0 ? '' : `@media screen and (prefers-color-scheme: dark){${rules.join('')}}`;
  }
}

/**
 * HTML of a figure: the light drawing, whose colours the palette's rules change in the dark; both drawings where they differ in more than
 * colours. Marks get `data-says`, and `data-to` where `numbers` knows their rows.
 */
export function figureHtml(
  drawings: Drawings,
  palette: Palette,
  numbers: Numbers,
  name: string,
): { html: string; marks: number; linked: number } {
  const told = marksTold(drawings, numbers);
  const safe = (svg: string) => !/<(?:script|foreignObject|style|image|a)\b|\son\w+=|\sstyle=|href=/i.test(svg);
  if (!safe(drawings.light) || !safe(drawings.dark)) throw new Error(`${name}: expected a drawing of shapes and texts alone`);
  const one = merged(told.light, drawings.dark, palette);
  const svgs = one ?? `${dressed(told.light, 'light-only')}${dressed(drawings.dark, 'dark-only')}`;
  const html = `<figure><div role="group" aria-label="${escaped(drawings.alt)}">${one ? dressed(svgs, '') : svgs}</div></figure>`;
  return { html, marks: told.marks, linked: told.linked };
}

function dressed(svg: string, name: string): string {
  return svg
    .trim()
    .replace(/^<svg /, `<svg aria-hidden="false" ${name ? `class="${name}" ` : ''}`)
    .replace(/ class="marks"/, '');
}

/** The light drawing with a number beside each colour that the dark one has otherwise; null if more than colours differ. */
function merged(light: string, dark: string, palette: Palette): string | null {
  const bare = (svg: string) => svg.replace(/ data-(?:says|to)="[^"]*"/g, '').replace(colour, '$1');
  if (bare(light) !== bare(dark)) return null;
  const others = [...dark.matchAll(colour)].map(([, , value]) => value ?? '');
  let at = 0;
  return light.replace(/<[a-z][^>]*>/gi, (tag) => {
    const found: number[] = [];
    for (const [, property = '', value = ''] of tag.matchAll(colour)) {
      const other = others[at++] ?? '';
      if (other !== value) found.push(palette.number(property, value, other));
    }
    return found.length === 0 ? tag : tag.replace(/^<[a-z]+/i, `$& data-c="${found.join(' ')}"`);
  });
}

/** Which marks of a drawing stand for the numbers in its alternative text, one each, in the same order. */
const wanted = ['bar', 'point', 'rect mark'];

function marksTold({ light, alt }: Drawings, numbers: Numbers): { light: string; marks: number; linked: number } {
  const phrases = phrasesOf(alt);
  const groups = phrases.length > 0 ? groupsOf(phrases, numbers) : null;
  const drawn = phrases.filter(({ rate }) => rate !== null);
  const kind = wanted.find((one) => light.includes(`aria-roledescription="${one}"`));
  if (!kind) return { light, marks: 0, linked: 0 };
  const tags = [...light.matchAll(/<[a-z]+ aria-label="([^"]*)"[^>]*>/g)].filter(([tag]) =>
    tag.includes(`aria-roledescription="${kind}"`),
  );
  const bars = histogramLinks(
    alt,
    tags.map(([, label = '']) => textOf(label)),
    numbers,
  );
  const fits =
    tags.length === drawn.length && tags.every(([, label = ''], i) => label.includes(shortRate(label, drawn[i]?.rate ?? null)));
  let at = 0;
  let bar = 0;
  let linked = 0;
  const told = light.replace(/<[a-z]+ aria-label="([^"]*)"[^>]*>/g, (tag, label: string) => {
    if (!tag.includes(`aria-roledescription="${kind}"`)) return tag;
    const phrase = fits ? drawn[at++] : undefined;
    const to = bars ? bars[bar++] : phrase && groups ? linkOf(groups[phrases.indexOf(phrase)], numbers) : null;
    if (to) linked++;
    const says = phrase?.words ?? textOf(label).replace(/\s+/g, ' ');
    return tag.replace(/^<[a-z]+/, `$& data-says="${escaped(says)}"${to ? ` data-to="${escaped(to)}"` : ''}`);
  });
  const empty = bars?.filter((to) => to === undefined).length ?? 0; // no row to lead to
  return { light: told, marks: tags.length - empty, linked };
}

interface Phrase {
  words: string;
  rate: string | null;
  scored: number;
}

/** "place: 4.4 % (95 % interval 1.5 to 12.5, n = 91, 1 unscored)", or that and "at 97.5 (89.3 to 111) tokens/s", separated by semicolons. */
function phrasesOf(alt: string): Phrase[] {
  const parts = alt.replace(/\.$/, '').split(/(?<=\)|unscored|passed|failed|answer|\d\) (?:tokens\/s|MB|ms|s)); /);
  return parts.map((words, i) => {
    const [, rate = null, n = '0'] = /: ([\d.]+) % \(95 % interval .*, n = (\d+)/.exec(words) ?? [];
    return { words: i === 0 ? words.replace(/^.*?\. /, '') : words, rate, scored: Number(n) };
  });
}

/** The mark's own number, written as the phrase has it, if it is the same; else a text that no label holds. */
function shortRate(label: string, rate: string | null): string {
  const found = [...label.matchAll(/: ([\d.]+)(?=;|$)/g)].find(([, value]) => rate !== null && Number(value).toFixed(1) === rate);
  return found?.[0] ?? '\u0000';
}

type Printed = RatesNumbers & { lines: string | null };

interface Group {
  rates: Printed;
  index: number;
}

/** The group of each phrase: all phrases are those of one table of rates, or of several, one after another; null if they are not. */
function groupsOf(phrases: readonly Phrase[], { statistics }: Numbers): Group[] | null {
  const all = statistics?.rates ?? [];
  const whole = all.find(({ groups }) => groups.length === phrases.length && begin(phrases, groups));
  const groups: Group[] = [];
  while (groups.length < phrases.length) {
    const rest = phrases.slice(groups.length);
    const rates = whole ?? all.find((one) => begin(rest, one.groups));
    if (!rates || rates.groups.length === 0) return null;
    groups.push(...rates.groups.map((_, index) => ({ rates, index })));
  }
  return groups;
}

/** Whether the phrases begin with these groups' numbers. */
function begin(phrases: readonly Phrase[], groups: RatesNumbers['groups']): boolean {
  return (
    groups.length <= phrases.length &&
    groups.every(({ rate, scored }, i) => {
      const phrase = phrases[i];
      return phrase?.rate === null || (rate !== null && (100 * rate).toFixed(1) === phrase?.rate && scored === phrase.scored);
    })
  );
}

function linkOf(found: Group | undefined, numbers: Numbers): string | null {
  if (!found) return null;
  const { judge, lines, groups } = found.rates;
  const group = groups[found.index];
  if (!group || lines === null) return null;
  const base = { judge, lines: numbers.whole(judge, lines) ? '' : lines, by: null };
  const claims = [
    { outcome: 'passed' as const, count: group.passed },
    { outcome: 'scored' as const, count: group.scored },
  ];
  return numbers.confirms(base, group.group, claims) ? numbers.link(base, group.group, 'scored') : null;
}
