// Brings an answer into one script of digits and signs, and cuts off what a model wrote after its answer, playing the next user.

const vulgar: Record<string, string> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};

/** Full-width digits and signs that stand in numbers; the full-width comma stays, as it parts clauses. */
const wide = /[０-９．％＄＝＋－／＊（）：＃￥]/g;

/** Longest text that is read; the end of a longer one, since answers stand at the end. */
const longest = 40_000;

/** One script of digits; LaTeX written out; bold marks gone. */
export function plain(text: string): string {
  return text
    .slice(-longest)
    .replace(wide, (sign) => (sign === '￥' ? '¥' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)))
    .replace(/(\d?)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/g, (_, digit: string, sign: string) => `${digit ? `${digit} ` : ''}${vulgar[sign]}`)
    .replace(/\\[dt]?frac\s?\{(-?[\d.]{1,40})\}\s?\{([\d.]{1,40})\}/g, ' $1/$2')
    .replace(/\\[dt]?frac\s?(\d)(\d)/g, ' $1/$2')
    .replace(/\\(?:text|mathrm|mathbf|textbf)\s?\{([^{}]{0,200})\}/g, ' $1')
    .replace(/\{,\}/g, ',')
    .replace(/\\([%$#&])/g, '$1')
    .replace(/\\[,!;: ]/g, '')
    .replace(/\\(?:times|cdot)(?![a-z])/g, '×')
    .replace(/\\div(?![a-z])/g, '÷')
    .replace(/\\(?:left|right)(?![a-z])/g, '')
    .replace(/\\[()[\]]/g, ' ')
    .replace(/\*\*|__|`/g, ' ')
    .replace(/[−–]/g, '-');
}

/** Where the model goes on as somebody else: the next question, a chat token, an instruction. */
const runOn =
  /<\|[a-z_]{1,30}\|>|<\/?s>|\[INST\]|^[ \t>*#-]{0,8}(?:(?:next )?question|q|problem|exercise|example|human|user|instruction|问题|题目|问|用户|例题?)[ \t]{0,3}\d{0,4}[ \t]{0,3}[:：]/gim;

/** The text before the first such place that has a number before it: a restated question at the start is not cut off. */
export function beforeRunOn(text: string): string {
  for (const { index } of text.matchAll(runOn)) {
    const before = text.slice(0, index);
    if (/\d|[一二两三四五六七八九十]/.test(before) && before.trim().length > 0) return before;
  }
  return text;
}
