// Text around a poem in an answer: polite opening, title, author, and closing remarks. Detected by cues, not grammar: each needs
// a word such as 诗 or "poem", or a mark, so that a line of verse is not mistaken for one.

export interface Frame {
  /** one entry per written line, '' between stanzas, none at the ends */
  lines: string[];
  preamble: string | null;
  title: string | null;
  author: string | null;
  afterword: string | null;
}

const closing = /[.,;:!?…—，。？！；：、”’"'」』）)]$/u;
const poemWord = /[诗詩词詞]|一首|这首|作品|对联|對聯|绝句|絕句|poem|verse|haiku|limerick|couplet|rhyme|stanza|sonnet/i;
const courtesy =
  /^(?:好的|好啊|好[，,！!]|当然|當然|没问题|沒問題|非常乐意|很高兴|以下|下面|这里|這裡|这是|這是|请看|根据[您你]|sure\b|certainly|of course|okay\b|ok\b|absolutely|great\b|here['’]?s|here (?:is|are)|below is|i['’]d be|i would be|as requested|thank you|yes\b)/i;
/** On their own, without the word poem, these are not verse. */
const nothing =
  /^(?:好的|好啊|好|当然(?:可以)?|當然(?:可以)?|没问题|沒問題|sure(?: thing)?|certainly|of course|okay|ok|absolutely|great|yes)[，,。.！!：:~～]{0,3}$/i;
const label = /^(?:诗歌|诗|正文|内容|poem|answer|答案|回答|response)[ \t]{0,3}[:：][ \t]{0,3}/i;
const remark =
  /^[（(【[]{0,2}(?:这首|這首|此诗|此詩|本诗|诗中|诗意|诗的|整首|全诗|注[：:释解]|注释|译文|翻译|赏析|解释|解析|说明|创作说明|创作背景|以上|希望[这您你]|备注|请注意|如果[您你]|this (?:poem|haiku|limerick|couplet|verse|nursery rhyme)|the (?:poem|haiku|limerick|couplet) |i hope |note[:. ]|in this (?:poem|haiku|limerick|couplet)|explanation|translation|let me know|feel free|please (?:note|let)|hope (?:you|this)|would you like)/i;
const rule = /^(?:[-*_=—] ?){3,}$/;

/**
 * Separates the frame from the poem. `lines` are stripped of white space but not of Markdown: a heading or a bold line may be a
 * title.
 */
export function frameOf(given: string[]): Frame {
  const opening = takePreamble(trimmed(given));
  const behind = takeAfterword(opening.lines);
  const head = takeTitle(behind.lines);
  // not handled: a title before a second opening remark, 《春》\n好的…
  const lines = head.lines.map((line) => (rule.test(line) ? '' : line));
  return {
    lines: trimmed(lines),
    preamble: opening.preamble,
    title: head.title,
    author: head.author ?? behind.author,
    afterword: behind.afterword,
  };
}

/** A line without Markdown marks at its ends. */
export function unmarked(line: string): string {
  return line
    .replace(/^(?:#{1,6} ?|> ?|[-*+•·] |\d{1,3}(?:[.)] |[、．]))[ \t]{0,3}/, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/^[*_]|[*_\\]$/g, '')
    .trim();
}

/** Removes empty lines at the ends, and all but one in between. */
export function trimmed(lines: string[]): string[] {
  let [from, to] = [0, lines.length];
  while (from < to && !lines[from]) from++;
  while (to > from && !lines[to - 1]) to--;
  return lines.slice(from, to).filter((line, i, all) => line || all[i - 1]);
}

function takePreamble(lines: string[]): { lines: string[]; preamble: string | null } {
  let rest = lines;
  const said: string[] = [];
  for (let turn = 0; turn < 4 && rest.length > 0; turn++) {
    const plain = unmarked(rest[0] as string);
    const labelled = label.exec(plain);
    // the first sentence, or the text before a colon
    const stop = plain.slice(0, 160).search(/[:：。！!]|\.\s/);
    const sentence = stop < 0 ? plain.slice(0, 160) : plain.slice(0, stop + 1);
    const lead = /[:：]$/.test(sentence) && poemWord.test(sentence) && !/^(?:title|题目|标题|诗名)/i.test(sentence);
    const polite = courtesy.test(sentence) && (poemWord.test(sentence) || nothing.test(sentence) || /[:：]$/.test(sentence));
    const cut = labelled ? labelled[0].length : lead || polite ? sentence.length : 0;
    const left = plain.slice(cut).trim();
    if (cut === 0 || (left === '' && rest.length === 1)) break;
    if (!labelled) said.push(sentence);
    rest = trimmed(left === '' ? rest.slice(1) : [left, ...rest.slice(1)]);
  }
  return { lines: rest, preamble: said.length > 0 ? said.join(' ') : null };
}

function takeAfterword(lines: string[]): { lines: string[]; afterword: string | null; author: string | null } {
  const at = lines.findIndex((line, i) => i > 0 && remark.test(unmarked(line)));
  const rest = trimmed((at > 0 ? lines.slice(0, at) : lines).map((line) => (rule.test(line) ? '' : line)));
  const last = unmarked(rest.at(-1) ?? '');
  const signed = rest.length > 2 && /^[—–-]{1,3}[ \t]{0,3}[^\s—–-].{0,30}$/u.test(last) && !closing.test(last);
  return {
    lines: signed ? trimmed(rest.slice(0, -1)) : rest,
    afterword: at > 0 ? lines.slice(at).join('\n') : null,
    author: signed ? last.replace(/^[—–-]+\s*/, '') : null,
  };
}

function takeTitle(lines: string[]): { lines: string[]; title: string | null; author: string | null } {
  let rest = lines;
  let title: string | null = null;
  let author: string | null = null;
  for (let turn = 0; turn < 3 && rest.filter(Boolean).length > 1; turn++) {
    const raw = rest[0] as string;
    const plain = unmarked(raw);
    const named = /^(?:标题|题目|诗名|题|title)[ \t]{0,3}[:：][ \t]{0,3}(.*)$/i.exec(plain);
    const booked = /^《([^》]{1,40})》(.{0,20})$/u.exec(plain);
    const by = authorIn(plain);
    if (named && title === null) title = (named[1] ?? '').replace(/^《|》$/g, '');
    else if (booked && title === null) {
      title = booked[1] as string;
      author = (booked[2] ?? '').trim() || author;
    } else if (by && author === null) author = by;
    else if (title === null && isTitle(raw, rest)) title = plain.replace(/^["“《]|["”》]$/g, '');
    else if (title !== null && author === null && /^\p{Script=Han}{2,4}$/u.test(plain) && mostClose(rest.slice(1)))
      author = plain;
    else break;
    rest = trimmed(rest.slice(1));
  }
  return { lines: rest, title, author };
}

function authorIn(plain: string): string | null {
  if (/[，。,!！?？]/.test(plain)) return null;
  const found =
    /^(?:作者|author|by|written by)(?:[ \t]{0,3}[:：][ \t]{0,3}|[ \t]{1,3})(\S.{0,40})$/i.exec(plain) ??
    /^[—–-]{1,3}[ \t]{0,3}([^\s—–-].{0,30})$/u.exec(plain) ??
    /^([（(【〔[]?(?:唐|宋|元|明|清|现代|当代|佚名)(?:代|朝)?[）)】〕\]·・•\s]{1,3}.{0,8})$/u.exec(plain);
  // "By the river" is a line of verse; "By Emily Dickinson" is not
  if (found && /^by [a-z]/i.test(plain) && !/^by(?: [A-Z][\w.'-]*){1,4}$/i.test(plain)) return null;
  if (found && /^by /i.test(plain) && !/^by(?: [A-Z])/.test(plain.replace(/^By/, 'by'))) return null;
  return found?.[1] ?? null;
}

/**
 * A heading, a bold line, a line in quotes; or a short first line without final punctuation, if the other lines have it or are
 * separated from it.
 */
function isTitle(raw: string, lines: string[]): boolean {
  const plain = unmarked(raw);
  const rest = lines.slice(1);
  if (/^#{1,6} /.test(raw)) return true;
  if (/^\*\*[^*]{1,80}\*\*$/.test(raw) && !rest.some((line) => line.startsWith('**'))) return true;
  if (/^["“][^"“”]{1,60}["”]$/.test(plain) && !rest.some((line) => /^["“]/.test(line))) return true;
  const han = plain.replace(/[^\p{Script=Han}]/gu, '').length;
  if (han > 0 ? han > 12 : plain.split(/\s+/).length > 10) return false;
  const apart = rest[0] === '';
  if (closing.test(plain) && !(apart && /[!?！？]$/.test(plain))) return false;
  const stanzas = rest.join('\n').split('\n\n');
  if (apart && stanzas.some((stanza) => stanza.trim().includes('\n') || /[，。].*[，。]/u.test(stanza))) return true;
  return han > 0 && mostClose(rest);
}

function mostClose(lines: string[]): boolean {
  const written = lines.filter(Boolean);
  return written.length > 0 && written.filter((line) => closing.test(unmarked(line))).length * 10 >= written.length * 6;
}
