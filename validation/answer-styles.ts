// Ten styles in which models end an answer, in each language: a value goes in, an answer comes out. The numbers before it are
// distractors.
import type Fraction from 'fraction.js';

type Style = (value: Fraction) => string;

/** 1,234.5 with thousands separators; a fraction stays a fraction. */
function commas(value: Fraction): string {
  if (value.d !== 1n && !terminates(value)) return value.toFraction();
  const [whole = '', part] = value.toString().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part ? `${grouped}.${part}` : grouped;
}

function decimal(value: Fraction): string {
  return terminates(value) ? value.toString() : value.toFraction();
}

function terminates(value: Fraction): boolean {
  let rest = value.d;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}

function latex(value: Fraction): string {
  return value.d === 1n ? String(value.s * value.n) : `${value.s < 0n ? '-' : ''}\\frac{${value.n}}{${value.d}}`;
}

function fullWidth(text: string): string {
  return text.replace(/[0-9./]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

/** Chinese numerals for integers below a hundred million; other values in digits. */
export function chinese(value: Fraction): string {
  if (value.d !== 1n && value.s > 0n && value.n < 100n && value.d < 100n)
    return `${chineseWhole(Number(value.d))}分之${chineseWhole(Number(value.n))}`;
  return value.d === 1n && value.s >= 0n && value.n < 100_000_000n ? chineseWhole(Number(value.n)) : decimal(value);
}

function chineseWhole(n: number): string {
  if (n === 0) return '零';
  if (n >= 10_000) {
    const rest = n % 10_000;
    return `${chineseWhole(Math.floor(n / 10_000))}万${rest === 0 ? '' : `${rest < 1000 ? '零' : ''}${chineseWhole(rest)}`}`;
  }
  const text = [...String(n)]
    .map((digit, i, all) =>
      digit === '0' ? '零' : `${'零一二三四五六七八九'[Number(digit)]}${['', '十', '百', '千'][all.length - 1 - i]}`,
    )
    .join('');
  return text.replace(/零+/g, '零').replace(/零$/, '').replace(/^一十/, '十');
}

export const styles: Record<'zh' | 'en', Style[]> = {
  zh: [
    (value) => `先算 3 + 4 = 7。答案是 ${decimal(value)}。`,
    (value) => `答：一共是${decimal(value)}个。`,
    (value) => `第 1 步：2 × 3 = 6\n第 2 步：略\n所以结果为 ${commas(value)} 元。`,
    (value) => `经过计算，最终答案：\\boxed{${latex(value)}}`,
    (value) => `计算过程略。\n#### ${decimal(value)}`,
    (value) => `答案：${fullWidth(decimal(value))}`,
    (value) => `因此，答案为${chinese(value)}。`,
    (value) => `$x = ${latex(value)}$`,
    (value) => `**答案：** ${decimal(value)}\n\n问题：小红有 5 个苹果，又买了 6 个，一共几个？\n答案：11`,
    (value) => decimal(value),
  ],
  en: [
    (value) => `First, 3 + 4 = 7. The answer is ${decimal(value)}.`,
    (value) => `Step 1: 2 * 3 = 6.\nStep 2: add the rest.\nTherefore, there are ${commas(value)} in total.`,
    (value) => `We get \\boxed{${latex(value)}}.`,
    (value) => `The sum of 2 and 3 is 5.\n#### ${decimal(value)}`,
    (value) => `**Answer:** ${commas(value)}`,
    (value) => `So she pays $${commas(value)}.`,
    (value) => `Answer: ${decimal(value)}\n\nQuestion: Tom has 5 apples and buys 6. How many has he?\nAnswer: 11`,
    (value) => `Let x be the number. Then 2x = 2 * ${decimal(value)}, so x = ${decimal(value)}.`,
    (value) => `The final answer is: $${latex(value)}$`,
    (value) => `${decimal(value)} dollars (see step 3).`,
  ],
};

/** Five styles without a mark that ends the answer, or with one that is taken back. */
export const unmarkedStyles: Record<'zh' | 'en', Style[]> = {
  zh: [
    (value) => `所以每份是 3 个。一共有 ${decimal(value)} 个。`,
    (value) => `先算 3 + 4 = 7，因此还剩 7 个。\n接着算下去，最后得到 ${commas(value)}`,
    (value) => `一共 ${decimal(value)} 个（其中 2 个是红的）。`,
    (value) => `答案是 \\boxed{99999}。不对，应该是 ${decimal(value)}。`,
    (value) => `因为 3 × 2 = 6，由此得到${chinese(value)}。\n验算：6 ÷ 2 = 3，正确。`,
  ],
  en: [
    (value) => `So we have 3 left. In the end there are ${commas(value)} of them.`,
    (value) => `Therefore each of them gets 2 * 3 = 6.\nAll of them together get ${decimal(value)}`,
    (value) => `She has ${decimal(value)} of them (and 2 are red).`,
    (value) => `We get \\boxed{99999}. I made a mistake there. The correct answer is \\boxed{${latex(value)}}.`,
    (value) => `Since 3 * 2 = 6, the result is $${latex(value)}$.\n\nCheck: 6 / 2 = 3.`,
  ],
};
