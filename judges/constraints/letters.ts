// Counts the letters of a text by script, in one pass: a text of a megabyte is looked at by several demands, in eight readings.

/** Scripts of letters; letters that scripts share (ー of the kana) count for each. Combining marks and digits are no letters. */
const scripts = {
  Latin: /^\p{scx=Latin}$/u,
  Han: /^\p{scx=Han}$/u,
  kana: /^[\p{scx=Hiragana}\p{scx=Katakana}]$/u,
  'Han and kana': /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]$/u,
  Hangul: /^\p{scx=Hangul}$/u,
  Cyrillic: /^\p{scx=Cyrillic}$/u,
  Arabic: /^\p{scx=Arabic}$/u,
};

export type Script = keyof typeof scripts;

const names = Object.keys(scripts) as Script[];
const letter = 1 << names.length;
const seen = letter << 1;

/** By code point: `seen`, whether it is a letter, and its scripts; filled in as code points are met. */
const classes = new Uint16Array(0x110000);

function classOf(point: number): number {
  const sign = String.fromCodePoint(point);
  const isLetter = /^\p{L}$/u.test(sign);
  let found = seen | (isLetter ? letter : 0);
  if (isLetter) for (const [i, name] of names.entries()) if (scripts[name].test(sign)) found |= 1 << i;
  classes[point] = found;
  return found;
}

/** How many letters a text has, and how many of them each script. */
export function lettersOf(text: string): { all: number } & Record<Script, number> {
  const counts = new Uint32Array(names.length + 1);
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    if (point > 0xffff) i++;
    const found = classes[point] || classOf(point);
    if (!(found & letter)) continue;
    for (let bit = 0; bit <= names.length; bit++) if (found & (1 << bit)) (counts[bit] as number)++;
  }
  const of = Object.fromEntries(names.map((name, i) => [name, counts[i] as number])) as Record<Script, number>;
  return { all: counts[names.length] as number, ...of };
}
