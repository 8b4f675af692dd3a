// IFEval's instructions in terms of our kinds of constraint, each with answers that keep it and answers that break it slightly.
// The answers are built from the instruction's arguments alone, using words that no instruction requires.

export interface Instruction {
  constraints: Record<string, unknown>[];
  keeps: string[];
  breaks: string[];
}

type Kwargs = Record<string, unknown>;

/** Null if we have no corresponding kind. */
type Reader = (kwargs: Kwargs) => Instruction | null;

const range = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const lines = (n: number, line: (i: number) => string) => range(n).map(line).join('\n');
const plain = (n: number) => range(n).map(() => 'qux');

/** `n` words, plain, and with signs in between that are not words. */
const words = (n: number) => [plain(n).join(' '), plain(n).join(',\n– ')];

const sentenceEnds = ['qux.', '(or qux)!', '"qux?"'];
const sentences = (n: number) =>
  [' ', '\n', '  '].map((between) =>
    range(n)
      .map((i) => `It is ${i}.5 ${sentenceEnds[i % 3]}`)
      .join(between),
  );

function atLeast(kind: string, n: number, text: (n: number) => string[], fields: object = {}): Instruction {
  return { constraints: [{ kind, ...fields, n }], keeps: [...text(n), ...text(n + 1)], breaks: text(n - 1) };
}

function exactly(kind: string, n: number, text: (n: number) => string[], fields: object = {}): Instruction {
  return { constraints: [{ kind, ...fields, n }], keeps: text(n), breaks: [...text(n - 1), ...text(n + 1)] };
}

/** IFEval's "less than" n is our "at most" n − 1. */
function compared(of: string, relation: unknown, n: number, text: (n: number) => string[]): Instruction {
  return relation === 'less than'
    ? { constraints: [{ kind: `${of}_at_most`, n: n - 1 }], keeps: text(n - 1), breaks: text(n) }
    : atLeast(`${of}_at_least`, n, text);
}

const dividedBy = (divider: string, n: number): Instruction =>
  exactly(
    'parts_exactly',
    n,
    (n) => [
      range(n)
        .map((i) => `Qux ${i}.`)
        .join(`\n${divider}\n`),
      range(n)
        .map((i) => `Qux ${i}.`)
        .join(`\n\n${divider}\n\n`),
    ],
    { divider, inline: true },
  );

const english = 'It is a qux, and that is all that there is of it.';

/** Texts that keep `language`, by code; the corpus's other languages have no kind. */
const spoken: Record<string, string> = {
  ko: '바다는 넓고 푸르다. 파도가 해변으로 밀려온다.',
  ru: 'Море широкое и синее. Волны бегут к берегу.',
  ar: 'البحر واسع وأزرق. تصل الأمواج إلى الشاطئ.',
  pt: 'O mar é largo e azul. As ondas chegam à praia com a maré.',
  de: 'Das Meer ist weit und blau. Die Wellen laufen auf den Strand.',
};

const readers: Record<string, Reader> = {
  'change_case:capital_word_frequency': ({ capital_relation: relation, capital_frequency: n }) =>
    relation === 'less than'
      ? null
      : atLeast('capital_words_at_least', Number(n), (n) => [
          `Some Qux, i.e. ${plain(n).join(', ').toUpperCase()}.`,
          lines(n, () => '**QUX-2**: a'),
        ]),
  'change_case:english_capital': () => ({
    constraints: [{ kind: 'upper_case' }, { kind: 'language', code: 'en' }],
    keeps: [english.toUpperCase()],
    breaks: [english, english.toUpperCase().replace('QUX', 'QuX'), (spoken.de as string).toUpperCase()],
  }),
  'change_case:english_lowercase': () => ({
    constraints: [{ kind: 'lower_case' }, { kind: 'language', code: 'en' }],
    keeps: [english.toLowerCase()],
    breaks: [english, english.toUpperCase(), (spoken.pt as string).toLowerCase()],
  }),
  'combination:repeat_prompt': ({ prompt_to_repeat: prompt }) => ({
    constraints: [{ kind: 'repeats', text: prompt }],
    keeps: [`${prompt}\n\nQux.`, `${prompt} Qux.`],
    breaks: ['Qux.', String(prompt), `Qux: ${prompt}\n\nQux.`, `${String(prompt).slice(0, -2)}\n\nQux.`],
  }),
  'combination:two_responses': () => dividedBy('******', 2),
  'detectable_content:number_placeholders': ({ num_placeholders: n }) =>
    atLeast('placeholders_at_least', Number(n), (n) => [
      range(n)
        .map((i) => `[qux ${i}]`)
        .join(' '),
      `Qux []: ${lines(n, (i) => `the [qux-${i}],`)}`,
    ]),
  'detectable_content:postscript': ({ postscript_marker: marker }) => ({
    constraints: [{ kind: 'postscript', marker }],
    keeps: [`Qux.\n\n${marker} Qux.`, `Qux.\n${String(marker).toLowerCase()}\nQux.`],
    breaks: ['Qux.', `Qux. ${marker} Qux.`, `Qux.\n${marker}`, 'Qux.\nPS Qux.'],
  }),
  'detectable_format:constrained_response': () => {
    const options = ['My answer is yes.', 'My answer is no.', 'My answer is maybe.'];
    return {
      constraints: [{ kind: 'one_of', options }],
      keeps: [...options, ...options.map((option) => `"${option}"`)],
      breaks: ['yes', 'My answer is perhaps.', ...options.map((option) => `${option} It is.`), options.join(' ')],
    };
  },
  'detectable_format:json_format': () => ({
    constraints: [{ kind: 'json', fence: true }], // "You can use markdown ticks such as ```."
    keeps: ['{"qux": ["1", 2, null]}', '[\n  "qux"\n]', '```json\n{"qux": 1}\n```', '```\n[1]\n```'],
    breaks: ['{"qux": 1', "{'qux': 1}", 'Qux: {"qux": 1}', 'Qux:\n```json\n{"qux": 1}\n```', '```json\n{"qux": 1\n```'],
  }),
  'detectable_format:multiple_sections': ({ section_spliter: before, num_sections: n }) =>
    exactly(
      'sections_exactly',
      Number(n),
      (n) => [lines(n, (i) => `${before} ${i}\nQux.`), lines(n, (i) => `## **${before} ${i}: Qux**\n\nQux ${before} of ${i}.\n`)],
      { before, after: '' },
    ),
  'detectable_format:number_bullet_lists': ({ num_bullets: n }) =>
    exactly('bullets_exactly', Number(n), (n) => [
      lines(n, (i) => `* Qux ${i}`),
      `Qux:\n\n${lines(n, () => '- *Qux* - qux')}\n\nQux.`,
    ]),
  'detectable_format:number_highlighted_sections': ({ num_highlights: n }) =>
    atLeast('highlights_at_least', Number(n), (n) => [
      `* Qux: ${range(n)
        .map((i) => `*qux ${i}*`)
        .join(', ')}`,
      lines(n, (i) => `**Qux ${i}** is 2 * 3.`),
    ]),
  'detectable_format:title': () => ({
    constraints: [{ kind: 'title', open: '<<', close: '>>', anywhere: true }], // "Your answer must contain a title"
    keeps: ['<<qux>>\nQux.', '<<Qux and qux>>\n\nQux.', 'Qux.\n\n<<qux>>\n\nQux.', '<<qux>>'],
    breaks: ['Qux\nQux.', '<<>>\nQux.', '<qux>\nQux.', '<<Qux\nqux>>', '>>qux<<'],
  }),
  'keywords:existence': ({ keywords }) => {
    const all = keywords as string[];
    return {
      constraints: [{ kind: 'includes', words: all, forms: true }],
      keeps: [`Qux ${all.join(', ')}.`, lines(all.length, (i) => `"${all[i - 1]?.toUpperCase()}"-qux`)],
      breaks: ['Qux.', ...all.map((word) => `Qux ${all.map((one) => (one === word ? `${one}qux` : one)).join(', ')}.`)],
    };
  },
  'keywords:forbidden_words': ({ forbidden_words: forbidden }) => {
    const all = forbidden as string[];
    return {
      constraints: [{ kind: 'excludes', words: all }],
      keeps: ['Qux.', `Qux ${all.map((word) => `${word}qux qux${word}`).join(' ')}.`],
      breaks: all.flatMap((word) => [`Qux ${word}.`, `${word.toUpperCase()}: qux`]),
    };
  },
  'keywords:frequency': ({ relation, keyword, frequency }) => {
    const text = (n: number) => [
      `Qux ${range(n)
        .map(() => keyword)
        .join(' ')}.`,
      `Qux.\n${lines(n, () => `Qux ${keyword}, ${keyword}qux`)}`,
    ];
    if (relation === 'at least') return atLeast('occurs_at_least', Number(frequency), text, { word: keyword, forms: true });
    if (frequency !== 1) return null;
    return { constraints: [{ kind: 'excludes', words: [keyword] }], keeps: ['Qux.', `Qux ${keyword}qux.`], breaks: text(1) };
  },
  'keywords:letter_frequency': ({ let_relation: relation, letter, let_frequency: n }) =>
    relation === 'less than'
      ? null
      : atLeast(
          'letters_at_least',
          Number(n),
          (n) => [`1${letter}`.repeat(n), `2 ${'3 '.repeat(n)}${String(letter).toUpperCase().repeat(n)}`],
          { letter },
        ),
  'language:response_language': ({ language }) => {
    const text = spoken[String(language)];
    if (text === undefined) return null;
    const others = Object.values(spoken).filter((other) => other !== text);
    return {
      constraints: [{ kind: 'language', code: language }],
      keeps: [text],
      breaks: [english, `${english} ${text.slice(0, 8)}`, ...others],
    };
  },
  'length_constraints:nth_paragraph_first_word': ({ first_word: word, num_paragraphs, nth_paragraph }) => {
    const [n, nth] = [Number(num_paragraphs), Number(nth_paragraph)];
    const text = (n: number, nth: number) =>
      range(n)
        .map((i) => (i === nth ? `${word} qux.` : `Qux ${word}.\nQux.`))
        .join('\n\n');
    return {
      constraints: [
        { kind: 'paragraphs_exactly', n },
        { kind: 'paragraph_starts_with', paragraph: nth, text: word },
      ],
      keeps: [text(n, nth)],
      breaks: [text(n - 1, nth), text(n + 1, nth), text(n, 0), text(n, nth === 1 ? 2 : nth - 1)],
    };
  },
  'length_constraints:number_paragraphs': ({ num_paragraphs: n }) => dividedBy('***', Number(n)),
  'length_constraints:number_sentences': ({ relation, num_sentences: n }) =>
    compared('sentences', relation, Number(n), sentences),
  'length_constraints:number_words': ({ relation, num_words: n }) => compared('words', relation, Number(n), words),
  'punctuation:no_comma': () => ({
    constraints: [{ kind: 'marks_absent', marks: [','] }],
    keeps: ['Qux; qux – and qux.'],
    breaks: ['Qux, qux.', '1,000'],
  }),
  'startend:end_checker': ({ end_phrase: phrase }) => ({
    constraints: [{ kind: 'ends_with', text: phrase }],
    keeps: [`Qux. ${phrase}`, `Qux.\n${phrase}\n`],
    breaks: ['Qux.', `${phrase} Qux.`, `Qux. ${String(phrase).slice(0, -1)}`],
  }),
  'startend:quotation': () => ({
    constraints: [{ kind: 'wrapped_in', open: '"', close: '"' }],
    keeps: ['"Qux."', '"Qux.\n\nQux "qux" qux."'],
    breaks: ['Qux.', '"Qux.', 'Qux."', 'Qux: "Qux."', '""'],
  }),
};

/** One instruction of a prompt. Null if no kind of ours covers it. Errors: Error for an instruction that IFEval does not have. */
export function instructionOf(id: string, kwargs: Kwargs): Instruction | null {
  const read = readers[id];
  if (!read) throw new Error(`expected an instruction of IFEval, got "${id}"`);
  return read(kwargs);
}
