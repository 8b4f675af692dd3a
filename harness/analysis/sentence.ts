// A comparison as one plain sentence, English or Chinese, and as a table.
import type { Difference, Language } from '../core/content.js';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import { alpha, levelText } from '../stats/level.js';
import type { Contrast, Verdict } from './contrast.js';

/** The sentence for a comparison without rows. */
export const nothingCompared: Record<Language, string> = { en: 'Nothing was compared.', zh: '没有可以比较的答案。' };

/** Difference, interval, adjusted p, n, discordant pairs, unscored, and what the data could not have shown. */
export function sentenceOf(contrast: Contrast, verdict: Verdict, lang: Language): string {
  return lang === 'zh' ? chinese(contrast, verdict) : english(contrast, verdict);
}

function english(contrast: Contrast, { p, family, smallest }: Verdict): string {
  const { unscored, questions, difference, low, high, onlyA, onlyB, discordant, judge, measure } = contrast;
  const [a, b] = [`**${named(contrast, contrast.a)}**`, `**${named(contrast, contrast.b)}**`];
  const where = groupText(contrast, ' on ', ', ');
  if (difference === null || p === null) return `${a} and ${b}${where}: no question has a scored answer of both (${judge}).`;
  const passed = measure === 'pass rate';
  const more = `${points(Math.abs(difference))} percentage points ${difference > 0 ? 'more' : 'less'} often than ${b}`;
  const higher = `${points(Math.abs(difference))} points (of 100) ${difference > 0 ? 'higher' : 'lower'} than ${b}`;
  const lead = passed
    ? `${a} passed ${difference === 0 ? `as often as ${b}` : more}`
    : `${a} scored ${difference === 0 ? `the same as ${b} on average` : higher}`;
  const adjusted = family > 1 ? ` after Holm’s adjustment for ${family} comparisons` : '';
  const split = discordant ? ` (${onlyA} for ${named(contrast, contrast.a)}, ${onlyB} for ${named(contrast, contrast.b)})` : '';
  const left = unscored ? `, ${unscored} more left out because an answer is unscored` : '';
  const least = smallest();
  const limit =
    least === null
      ? p < alpha
        ? `It was shown at a later step of Holm’s adjustment: at the strictest one no difference, however large, can be with ${questions} questions.`
        : `No difference, however large, could have been shown with ${questions} questions${family > 1 ? ' at the strictest level of Holm’s adjustment' : ''}.`
      : `With 80 % power, these data could not have shown less than ${points(least)} points.`;
  return `${lead}${where} (${judge}; difference ${signed(difference)}, ${levelText} interval ${signed(low)} to ${signed(high)}; p ${pText(p)}${adjusted}; ${pairsText(contrast, 'en')}, ${discordant} of them discordant${split}${left}). ${limit}`;
}

function chinese(contrast: Contrast, { p, family, smallest }: Verdict): string {
  const { unscored, questions, difference, low, high, onlyA, onlyB, discordant, judge, measure } = contrast;
  const [a, b] = [`**${named(contrast, contrast.a)}**`, `**${named(contrast, contrast.b)}**`];
  const where = groupText(contrast, '，', '，');
  if (difference === null || p === null) return `${a} 与 ${b}${where}：没有双方都已评分的题目（${judge}）。`;
  const what = measure === 'pass rate' ? '通过率' : '平均分';
  const unit = measure === 'pass rate' ? '个百分点' : '分（满分 100）';
  const lead =
    difference === 0
      ? `${a} 与 ${b} 的${what}相同`
      : `${a} 的${what}比 ${b} ${difference > 0 ? '高' : '低'} ${points(Math.abs(difference))} ${unit}`;
  const adjusted = family > 1 ? `（经 Holm 校正，共 ${family} 项比较）` : '';
  const split = discordant
    ? `（${named(contrast, contrast.a)} 占优 ${onlyA} 对，${named(contrast, contrast.b)} 占优 ${onlyB} 对）`
    : '';
  const left = unscored ? `，另有 ${unscored} 对因未评分而排除` : '';
  const least = smallest();
  const limit =
    least === null
      ? p < alpha
        ? `这是在 Holm 校正靠后的一步显示出来的：只有 ${questions} 题，在最严的一步多大的差异都显示不出来。`
        : `只有 ${questions} 题，${family > 1 ? '在 Holm 校正最严的水平上，' : ''}多大的差异都显示不出来。`
      : `在 80 % 的检验功效下，这些数据无法显示小于 ${points(least)} ${unit}的差异。`;
  return `${lead}${where}（${judge}；差 ${signed(difference)}，${levelText} 区间 ${signed(low)} 至 ${signed(high)}；p ${pText(p)}${adjusted}；${pairsText(contrast, 'zh')}，其中 ${discordant} 对结果不同${split}${left}）。${limit}`;
}

/** The difference, its interval, n and p, the better side first; if p is not below the level, that no difference was shown. */
export function briefOf(contrast: Contrast, { p }: Verdict, lang: Language): string {
  const { n, unscored, questions, difference, low, high, measure } = contrast;
  const zh = lang === 'zh';
  const count = `${
    zh
      ? `n = ${questions} 题${questions === n ? '' : `，${n} 对`}`
      : `n = ${questions} questions${questions === n ? '' : `, ${n} pairs`}`
  }${clustersText(contrast, lang)}`;
  if (difference === null || p === null) return zh ? '没有双方都已评分的题目。' : 'No question has a scored answer of both.';
  const behind = difference < 0;
  const [first, second] = (behind ? [contrast.b, contrast.a] : [contrast.a, contrast.b]).map(
    (id) => `**${named(contrast, id)}**`,
  );
  const [from, to] = behind ? [-high, -low] : [low, high];
  const by = points(Math.abs(difference));
  const where = groupText(contrast, zh ? '，' : ' on ', zh ? '，' : ', ');
  const evidence = zh
    ? `（${levelText} 区间 ${signed(from)} 至 ${signed(to)}，${count}，p ${pText(p)}${unscored ? `，另有 ${unscored} 对未评分` : ''}）。`
    : ` (${levelText} interval ${signed(from)} to ${signed(to)}, ${count}, p ${pText(p)}${unscored ? `, ${unscored} more unscored` : ''}).`;
  if (p >= alpha)
    return zh
      ? `未能显示 ${first} 与 ${second} 之间有差异${where}：差 ${by}${evidence}`
      : `No difference between ${first} and ${second}${where} was shown: ${by} points${evidence}`;
  const passed = measure === 'pass rate';
  return zh
    ? `${first} 的${passed ? '通过率' : '平均分'}比 ${second} 高 ${by} ${passed ? '个百分点' : '分'}${where}${evidence}`
    : `${first} ${passed ? `passed ${by} percentage points more often` : `scored ${by} points higher`} than ${second}${where}${evidence}`;
}

/** The difference in points with its 95 % interval and the number of questions (and clusters), as a table cell; `turned`: b minus a. */
export function differenceText(contrast: Difference, lang: Language, turned = false): string {
  const { difference, low, high, questions, clusters } = contrast;
  const [by, from, to] = turned ? [-difference, -high, -low] : [difference, low, high];
  const [between, n, among] =
    lang === 'zh' ? ['至', `，${questions} 题`, `，${clusters} 组`] : ['to', `, n = ${questions}`, ` in ${clusters} clusters`];
  return `${signed(by)} [${signed(from)} ${between} ${signed(to)}]${n}${clusters === undefined ? '' : among}`;
}

/** One line per contrast. */
export function contrastTable(contrasts: readonly Contrast[], verdict: (contrast: Contrast) => Verdict): Table {
  const fields = [...new Set(contrasts.flatMap(({ group }) => Object.keys(group)))];
  const right = (title: string) => ({ title, align: 'right' as const });
  const tests = [...new Set(contrasts.flatMap(({ test }) => (test ? [test.name] : [])))];
  const family = contrasts[0] ? verdict(contrasts[0]).family : 0;
  return {
    columns: [
      { title: 'judge' },
      ...fields.map((title) => ({ title })),
      { title: 'a' },
      { title: 'b' },
      ...['pairs', 'unscored', 'only a', 'only b', 'a − b, points', `${levelText} interval`, 'p (Holm)', 'not shown below'].map(
        right,
      ),
    ],
    rows: contrasts.map((contrast) => rowOf(contrast, verdict(contrast), fields)),
    caption:
      contrasts.length === 0
        ? nothingCompared.en
        : `${tests.join(', ') || 'No test'}, two-sided; Holm’s adjustment over ${family} comparisons; intervals are not adjusted. Last column: smallest difference shown with 80 % power.`,
  };
}

/** How many pairs, and on how many questions if a question has several. */
function pairsText(contrast: Contrast, lang: Language): string {
  const { n, questions } = contrast;
  const asked =
    lang === 'zh'
      ? `n = ${n} 对${questions === n ? '' : `，来自 ${questions} 题`}`
      : `n = ${n} pairs${questions === n ? '' : ` on ${questions} questions`}`;
  return `${asked}${clustersText(contrast, lang)}`;
}

/** What the interval and p are by, if the script names clusters; else ''. */
export function clustersText({ clusters, clusteredBy }: Contrast, lang: Language): string {
  if (clusteredBy === undefined) return '';
  return lang === 'zh' ? `，按 ${inline(clusteredBy)} 分为 ${clusters} 组` : ` in ${clusters} clusters by ${inline(clusteredBy)}`;
}

function rowOf(contrast: Contrast, { p, smallest }: Verdict, fields: string[]): string[] {
  const { judge, group, a, b, n, unscored, onlyA, onlyB, difference, low, high } = contrast;
  const shown = difference !== null;
  const least = smallest();
  return [
    judge,
    ...fields.map((field) => inline(group[field] ?? '')),
    a,
    b,
    ...[n, unscored, onlyA, onlyB].map(String),
    shown ? signed(difference) : '–',
    shown ? `${signed(low)} to ${signed(high)}` : '–',
    p === null ? '–' : pText(p).replace('= ', ''),
    least === null ? '–' : points(least),
  ];
}

/** A side, or a value of a group: a model by its title, anything else as it is. */
function named({ titles }: Contrast, value: string): string {
  return inline(titles[value] ?? value);
}

function groupText(contrast: Contrast, before: string, between: string): string {
  const values = Object.values(contrast.group).map((value) => named(contrast, value));
  return values.length ? `${before}${values.join(between)}` : '';
}

function points(share: number): string {
  return (100 * share).toFixed(1);
}

/** A share, −1 to 1, in points or per cent with one decimal. */
export function signed(share: number): string {
  const text = points(Math.abs(share));
  return share < 0 && text !== '0.0' ? `−${text}` : text;
}

/** p with its sign, e.g. "= 0.012" or "< 0.001". */
export function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
}
