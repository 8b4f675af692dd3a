// What a model thinks aloud is never its answer: it is left out here, once, before any judge reads a word. The recorded answer stays
// whole. The forms are those that the chat templates and servers of reasoning models write: see docs/write-a-judge.md.
import { isJson } from './is-json.js';
import type { Generation, Grade, Judge, Sample } from './types.js';

/** Thinking that was left out of an answer; it stands in `details.thinking` of its grade. */
export interface Thinking {
  /** the tag that showed it, e.g. "<think>", or "</think>" where the opening tag is part of the prompt */
  form: string;
  /** what was left out, tags included, in characters (UTF-16 code units) */
  characters: number;
  /** false if it never ended, so that there is no answer */
  closed: boolean;
}

export interface Spoken {
  /** the answer without thinking; the output itself, unchanged, where there is none */
  answer: string;
  thinking: Thinking | null;
}

/** Opening and closing tag. The first ones may also stand at the beginning of a later line; the others only begin an answer. */
const anywhere: [open: string, close: string][] = [
  ['<think>', '</think>'], // DeepSeek-R1, Qwen3, GLM, Phi-4-reasoning, Nemotron and most others
  ['<thinking>', '</thinking>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'], // OpenThinker, Sky-T1
  ['[THINK]', '[/THINK]'], // Magistral
  ['<|START_THINKING|>', '<|END_THINKING|>'], // Command A Reasoning
  ['◁think▷', '◁/think▷'], // Kimi
  ['<seed:think>', '</seed:think>'], // Seed-OSS
  ['<|channel>thought', '<channel|>'], // Gemma
];
const leading: [open: string, close: string][] = [
  ['<thought>', '</thought>'], // EXAONE Deep
  ['<reasoning>', '</reasoning>'],
  ['<reflection>', '</reflection>'],
  ['<scratchpad>', '</scratchpad>'],
];
const pairs = [...anywhere, ...leading];

/** What the same models put around the answer behind their thinking. */
const frames: [open: string, close: string][] = [
  ['<answer>', '</answer>'],
  ['<|begin_of_solution|>', '<|end_of_solution|>'],
  ['<|START_RESPONSE|>', '<|END_RESPONSE|>'],
];

const tagNames = new Map(pairs.flatMap((pair, form) => pair.map((tag, i) => [tag.toLowerCase(), { form, closes: i === 1 }])));
/** What may be one of them: `tagNames` decides. */
const anyTag = /<\|channel>thought|<[/|]?[a-z_:]{5,20}[|]?>|\[\/?THINK\]|◁\/?think▷/gi;

/** What may stand before the opening tag: white space, and marks of a turn that a server did not take out. */
const prelude = /^(?:[\s\uFEFF\u200B]|<s>|<\|(?:im_start|start|assistant)\|>|assistant(?=\s))*$/;

const quotes = new Set('"\'`“”‘’「」\\');

interface Tag {
  form: number;
  closes: boolean;
  from: number;
  to: number;
}

/** An output without its thinking. */
export function spokenPart(output: string): Spoken {
  return byChannels(output) ?? byTags(output) ?? { answer: output, thinking: null };
}

function byTags(text: string): Spoken | null {
  const tags = tagsOf(text);
  if (tags.length === 0 || (/^\s*[[{]/.test(text) && isJson(text))) return null; // JSON may hold any tag in its strings
  const code = oddBetween(placesOf(text, /^[ \t]{0,3}(?:```|~~~)/gm));
  const lines = upTo(placesOf(text, /\n/g));
  const kept: string[] = [];
  let form: string | null = null;
  let start = 0;
  let inside: Tag | null = null;
  const mentioned = new Map<number, Tag>(); // the last opening tag of a form that began nothing
  for (const tag of tags) {
    const opened = mentioned.get(tag.form);
    if (inside) {
      if (!tag.closes || tag.form !== inside.form || isQuoted(text, tag)) continue;
      start = tag.to;
      inside = null;
    } else if (!tag.closes) {
      if (!opens(text, tag, start, code(start, tag.from))) {
        mentioned.set(tag.form, tag);
        continue;
      }
      kept.push(text.slice(start, tag.from));
      form ??= pairs[tag.form]?.[0] as string;
      inside = tag;
    } else if (opened && (code(0, opened.from) || lines(opened.to) === lines(tag.from))) {
      mentioned.delete(tag.form);
    } else if (endsThinking(text, tag, form !== null || code(0, tag.from))) {
      // its opening tag is in the prompt: all before it was thought
      kept.length = 0;
      form ??= pairs[tag.form]?.[1] as string;
      start = tag.to;
    }
  }
  if (form === null) return null;
  if (!inside) kept.push(text.slice(start));
  const before = kept.slice(0, -1).map((piece) => (prelude.test(piece.slice(0, 200)) ? '' : piece));
  const answer = unframed([...before, ...kept.slice(-1)].join('').trim());
  return { answer, thinking: { form, characters: text.length - answer.length, closed: inside === null } };
}

function tagsOf(text: string): Tag[] {
  return [...text.matchAll(anyTag)].flatMap(({ 0: tag, index }) => {
    const known = tagNames.get(tag.toLowerCase());
    return known ? { ...known, from: index, to: index + tag.length } : [];
  });
}

/** Whether an opening tag begins thinking: first in the answer, or, outside of code, a form of `anywhere` first in a line or behind a sentence. */
function opens(text: string, tag: Tag, start: number, inCode: boolean): boolean {
  if (tag.from - start <= 200 && prelude.test(text.slice(start, tag.from))) return true;
  return tag.form < anywhere.length && !inCode && begins.test(text.slice(Math.max(0, tag.from - 4), tag.from));
}

/**
 * Whether a closing tag without an opening one ends thinking. Not where it is quoted or stands in the middle of a sentence about it; and
 * where `doubtful` (in code, or thinking was found already) only as a line of its own.
 */
function endsThinking(text: string, tag: Tag, doubtful: boolean): boolean {
  if (isQuoted(text, tag) || endsQuotation(text, tag)) return false;
  const before = text.slice(Math.max(0, tag.from - 40), tag.from);
  const after = text.slice(tag.to, tag.to + 40);
  if (doubtful) return lineBegin.test(before.slice(-4)) && /^[ \t]{0,30}(?:[\n\r]|$)/.test(after);
  return !(/[ \t]$/.test(before) && /^[ \t]{0,30}[\p{Ll}.,;:!?)]/u.test(after));
}

const begins = /(?:^|[\n\r]|[.!?。！？…])[ \t]{0,3}$/;
const lineBegin = /(?:^|[\n\r])[ \t]{0,3}$/;

/** Whether a tag stands between quotation marks or backticks, as in `"</think>"`. */
function isQuoted(text: string, { from, to }: Tag): boolean {
  return quotes.has(text[from - 1] ?? '') && quotes.has(text[to] ?? '');
}

/** Whether the mark right behind a tag ends a quotation that the tag is in, as in `"<b></think>"`: on its line there is an odd number of them. */
function endsQuotation(text: string, { to }: Tag): boolean {
  const mark = text[to] ?? '';
  const [line = ''] = text.slice(to, to + 2000).split('\n', 1);
  return quotes.has(mark) && !line.startsWith('```') && (line.split(mark).length - 1) % 2 === 1;
}

function placesOf(text: string, sign: RegExp): number[] {
  return [...text.matchAll(sign)].map(({ index }) => index);
}

/** How many of the places, in order, lie before one. */
function upTo(places: number[]): (place: number) => number {
  return (place) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Whether the second place is in a block of code that begins behind the first: an odd number of fences stands between. */
function oddBetween(fences: number[]): (from: number, to: number) => boolean {
  const before = upTo(fences);
  return (from, to) => (before(to) - before(from)) % 2 === 1;
}

function unframed(text: string): string {
  for (const [open, close] of frames)
    if (text.startsWith(open)) {
      const end = text.endsWith(close) ? text.length - close.length : text.length;
      return text.slice(open.length, end).trim();
    }
  return text;
}

const channel = /<\|channel\|>\s{0,20}(\w{1,40})(?!\w)[^<]{0,200}(?:<\|constrain\|>[^<]{0,100})?<\|message\|>/g;
const channelEnd = /<\|(?:end|return|call|start|channel)\|>/;

/** The channels of gpt-oss: only "final" is the answer. Where a server takes the special tokens out, their names run into the text. */
function byChannels(text: string): Spoken | null {
  const turns = [...text.matchAll(channel)];
  if (turns.length > 0 && prelude.test(text.slice(0, turns[0]?.index).slice(0, 200))) {
    const bodies = turns.map(({ 0: head, 1: name, index }, i) => {
      const body = text.slice(index + head.length, turns[i + 1]?.index ?? text.length);
      return { name, body: body.slice(0, channelEnd.exec(body)?.index ?? body.length) };
    });
    const finals = bodies.filter(({ name }) => name === 'final');
    const answer = finals.map(({ body }) => body.trim()).join('\n\n');
    if (finals.length === bodies.length) return { answer, thinking: null };
    return { answer, thinking: { form: '<|channel|>', characters: text.length - answer.length, closed: finals.length > 0 } };
  }
  if (!/^\s*(?:analysis|commentary)\S/.test(text)) return null;
  const at = text.lastIndexOf('assistantfinal');
  if (at < 0 && !/^\s*analysis\p{Lu}/u.test(text)) return null;
  const answer = at < 0 ? '' : text.slice(at + 'assistantfinal'.length).trim();
  return { answer, thinking: { form: 'analysis', characters: text.length - answer.length, closed: at >= 0 } };
}

/** Marks a generation whose thinking was left out, so that a judge inside another (an aspect, a panel) reads it as it is. */
const done = Symbol('spoken');

type Said = Pick<Generation, 'output' | 'finish'>;

/** The grade of what was said aloud only: `judge` reads the answer without its thinking, which is counted in `details.thinking`. */
export function gradeSpoken<T>(grade: (sample: Sample, said: Said) => T, sample: Sample, said: Said): T {
  if (done in said) return grade(sample, said);
  const { answer, thinking } = spokenPart(said.output);
  const graded = grade(sample, { ...said, output: answer, ...{ [done]: true } });
  if (!thinking) return graded;
  const counted = (one: unknown) =>
    one !== null && typeof one === 'object' ? { ...one, details: { ...(one as Grade).details, thinking } } : one;
  return (graded instanceof Promise ? graded.then(counted) : counted(graded)) as T;
}

/** The judge, reading the answer without its thinking also where it is called directly. */
export function ofSpoken(judge: Judge): Judge {
  return { ...judge, grade: (sample, said) => gradeSpoken((one, spoken) => judge.grade(one, spoken), sample, said) };
}
