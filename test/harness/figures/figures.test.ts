import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passRate } from '../../../harness/analysis/rates.js';
import { textWidth } from '../../../harness/figures/draw.js';
import { type Figure, figure, pictureMarkdown, png } from '../../../harness/figures/index.js';
import type { SpeedRecord } from '../../../harness/records/measurements.js';
import { row } from '../rows.js';

const rows = ['small-model-135m-instruct', '大模型'].flatMap((model, m) =>
  ['中文（简体）', 'English'].flatMap((lang) =>
    Array.from({ length: 20 }, (_, i) =>
      row(model, `q${i}-${lang}`, i === 19 ? null : Number(i % 4 <= m), { lang, pair: `q${i}` }),
    ),
  ),
);
rows.push(row('silent', 'q0', null, { lang: 'English', pair: 'q0' }));
const rates = passRate(rows, { judge: 'right', by: ['model', 'lang'] });
const x = 'Solved (%)';
const speedOf = (model: string, peak: number): SpeedRecord =>
  ({ model, format: '', runs: [peak, 1.1 * peak].map((peakMemoryMB) => ({ peakMemoryMB })) }) as unknown as SpeedRecord;
const byModel = passRate(rows, { judge: 'right', by: ['model'] });
const records = [speedOf('small-model-135m-instruct', 552), speedOf('大模型', 2400)];
const figures: Record<string, Figure> = {
  tradeoff: figure.tradeoff({ sums: byModel, 诗: byModel }, { records, cost: 'peakMemoryMB', y: x }),
  bars: figure.bars(rates, { x, title: '题目' }),
  'bars of one field': figure.bars(passRate(rows, { judge: 'right', by: ['model'] }), { x }),
  paired: figure.paired(rates, { x }),
  slopes: figure.slopes(rates, { x }),
  heat: figure.heat(rates),
  distribution: figure.distribution(rows, {
    value: ({ sample }) => (sample.lang === 'English' ? sample.id.length : null),
    x: 'Characters',
  }),
};

for (const [name, one] of Object.entries(figures))
  for (const theme of ['light', 'dark'] as const)
    test(`${name}, ${theme}: opaque, whole, the same bytes again, no label clipped`, async () => {
      const [svg, again] = await Promise.all([one.svg(theme), one.svg(theme)]);
      assert.is(svg, again);
      assert.match(svg, `fill="${theme === 'light' ? '#ffffff' : '#0d1117'}"`);
      assert.match(svg, '大模型');
      assert.not.match(svg, /…|NaN|undefined|fill="black"|stroke="black"/);
      const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
      assert.ok(width > 200 && width <= 600, `${width} pixels wide`);
    });

test('texts stay inside the drawing', async () => {
  const { Resvg } = await import('@resvg/resvg-js');
  for (const one of Object.values(figures)) {
    const svg = await one.svg('light');
    const image = new Resvg(svg.replace(/<rect[^>]*fill="#ffffff"[^>]*>(<\/rect>)?/, ''), {
      font: {
        loadSystemFonts: false,
        fontFiles: ['harness/figures/font/evalbook-sans-sc.otf'],
        sansSerifFamily: 'Evalbook Sans SC',
      },
    });
    const box = image.innerBBox();
    assert.ok(box && box.x >= 2 && box.y >= 2, 'left, top');
    assert.ok(box && box.x + box.width <= image.width - 2 && box.y + box.height <= image.height - 2, 'right, bottom');
  }
});

test('the alternative text and the table hold the numbers', () => {
  const { alt, table } = figures.bars as Figure;
  assert.match(
    alt,
    /^Bar chart, 题目, Solved \(%\)\. small-model-135m-instruct, 中文（简体）: 26\.3 % \(95 % interval 11\.8 to 48\.8, n = 19, 1 unscored\); /,
  );
  assert.match(alt, /silent, English: not scored, 1 unscored\.$/);
  assert.is(table.rows.length, 5);
  assert.equal((figures.heat as Figure).table.rows[0], [
    'small-model-135m-instruct',
    '26.3 (11.8–48.8, n = 19, 1 unscored)',
    '26.3 (11.8–48.8, n = 19, 1 unscored)',
  ]);
  const spread = (figures.distribution as Figure).table.rows;
  assert.equal(spread[0], ['small-model-135m-instruct', '20', '20', '10.00', '10.00', '10.50', '11.00', '11.00']);
});

test('quality against cost: both intervals, models with a record alone, six tasks at most', () => {
  const { alt, table } = figures.tradeoff as Figure;
  assert.match(
    alt,
    /^Quality against cost, peak memory, MB\. sums, small-model-135m-instruct: 26\.3 % \(.*\), at 580 \(552 to 607\) MB; /,
  );
  assert.equal(table.rows[1]?.slice(0, 2), ['sums', '大模型']);
  assert.is(table.rows[1]?.[3], '2520 (2400–2640)');
  assert.is(table.rows.length, 4, 'the silent one has neither rate nor record');
  const one = { records, cost: 'peakMemoryMB', y: x } as const;
  assert.throws(() => figure.tradeoff({ sums: rates }, one), 'expected rates by model for "sums", got by model, lang');
  const seven = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`task ${i}`, byModel]));
  assert.throws(() => figure.tradeoff(seven, one), 'expected at most 6 tasks in a figure, got 7');
});

test('a single answer is no bar, no dot and no colour, and says so', async () => {
  const answers = [
    ...Array.from({ length: 6 }, (_, i) => row('asked', `q${i}`, i % 2)),
    row('printed', 'q0', 1),
    row('quoted', 'q0', 0),
  ];
  const rates = passRate(answers, { judge: 'right', by: ['model'] });
  const bars = figure.bars(rates, { x });
  assert.match(bars.alt, /asked: 50\.0 % \(.*\); printed: passed, 1 answer; quoted: did not pass, 1 answer\.$/);
  assert.not.match(bars.alt, '100.0');
  const drawn = await bars.svg('light');
  assert.match(drawn, '>did not pass<');
  assert.is((drawn.match(/aria-roledescription="bar"/g) ?? []).length, 1);
  const width = Number(/<svg[^>]* width="(\d+)"/.exec(drawn)?.[1]);
  assert.ok(width <= 600, `${width} pixels wide`);
  const byLanguage = passRate(
    answers.map((one) => ({ ...one, sample: { ...one.sample, lang: 'en' } })),
    { judge: 'right', by: ['model', 'lang'] },
  );
  const heat = figure.heat(byLanguage);
  assert.equal(heat.table.rows, [
    ['asked', '50.0 (18.8–81.2, n = 6)'],
    ['printed', 'passed, 1 answer'],
    ['quoted', 'did not pass, 1 answer'],
  ]);
  assert.match(await heat.svg('light'), />0\/1</);
  for (const one of [figure.slopes(byLanguage, { x }), figure.paired(byLanguage, { x })]) {
    assert.match(one.alt, 'printed, en: passed, 1 answer');
    assert.not.match(await one.svg('light'), 'printed');
  }
});

test('a distribution by several fields: a panel for each combination', () => {
  const { table, alt } = figure.distribution(rows, { value: ({ sample }) => sample.id.length, by: ['model', 'lang'] });
  assert.is(table.columns[0]?.title, 'model · lang');
  assert.equal(
    table.rows.map(([name]) => name),
    [
      'small-model-135m-instruct · 中文（简体）',
      'small-model-135m-instruct · English',
      '大模型 · 中文（简体）',
      '大模型 · English',
      'silent · English',
    ],
  );
  assert.match(alt, '大模型 · English: median 10.50');
  assert.match(figure.distribution(rows, { value: () => 1, by: ['model', 'langg'] }).table.missing ?? '', 'got "langg"');
});

test('a group without values has a line in the table and no panel', async () => {
  const one = figure.distribution(rows, { value: ({ model }) => (model.id === 'silent' ? null : 1) });
  assert.equal(one.table.rows.at(-1)?.slice(0, 3), ['silent', '0', '1']);
  assert.match(one.alt, 'silent: median –');
  const svg = await one.svg('light');
  assert.match(svg, '>大模型<');
  assert.not.match(svg, '>silent<');
});

test('the axis across is named: by its field, or as the script says', async () => {
  assert.match(await figure.slopes(rates).svg('light'), '>lang<');
  const named = await figure.slopes(rates, { across: 'Language of the prompt' }).svg('light');
  assert.match(named, '>Language of the prompt<');
  assert.not.match(named, '>lang<');
});

test('hostile labels end neither the drawing nor the page', async () => {
  const bad = '"><script>alert(1)</script>\u202e`$$|&';
  const rates = passRate([row(bad, 'q', 1)], { judge: 'right', by: ['model'] });
  const one = figure.bars(rates, { x: bad });
  const svg = await one.svg('dark');
  assert.not.match(svg, /<script|\u202e/);
  const markdown = pictureMarkdown(one, { light: 'a.light.svg', dark: 'a.dark.svg' });
  assert.match(
    markdown,
    /^<picture><source media="\(prefers-color-scheme: dark\)" srcset="a\.dark\.svg"><img src="a\.light\.svg" alt="[^"<>`$]*"><\/picture>$/,
  );
});

test('Chinese is measured at 1 em, other letters at 0.58', () => {
  assert.is(textWidth('鸡兔', 10), 20);
  assert.is(Math.round(textWidth('abc', 100)), 174);
  assert.is(Math.round(textWidth('兔a😀', 100)), 258);
});

test('PNG: the same bytes twice, and Chinese is drawn, not boxes', async () => {
  const svg = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><text x="5" y="20" font-size="16" font-family="sans-serif">${text}</text></svg>`;
  const hash = async (text: string) =>
    createHash('sha256')
      .update(await png(svg(text)))
      .digest('hex');
  assert.is(await hash('鸡兔'), await hash('鸡兔'));
  assert.is.not(await hash('鸡兔'), await hash('同笼'));
  const drawing = await png(await (figures.bars as Figure).svg('light'));
  assert.equal([...drawing.subarray(1, 4)], [...Buffer.from('PNG')]);
});

test('nothing to draw is drawn all the same', async () => {
  const none = figure.bars(passRate([], { judge: 'right', by: ['model'] }), { x });
  assert.match(await none.svg('light'), '</svg>');
  assert.is(none.alt, 'Bar chart, Solved (%). No data.');
  assert.match(await figure.distribution([], { value: () => 1 }).svg('dark'), '</svg>');
  assert.match(await figure.heat(passRate([], { judge: 'right', by: ['model', 'lang'] })).svg('dark'), '</svg>');
});

test.run();
