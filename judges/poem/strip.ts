// Takes away what stands around a poem: Markdown, greetings before it, title and author, explanations after it.

export interface Stripped {
  /** rows of the poem, trimmed; '' between stanzas */
  rows: string[];
  title: string | null;
  /** text before the poem that is not part of it, e.g. 好的，以下是一首诗： */
  preamble: string | null;
  /** text after it, e.g. 这首诗描绘了…… */
  afterword: string | null;
}

const opener =
  /^(?:好的|好呀|好啊|当然|没问题|以下|下面|这是|这里是|这首|我为|我来|为您|为你|根据|请看|请欣赏|sure|certainly|of course|absolutely|okay|ok\b|here(?:'s| is| are|’s)|below|this is|the following|as requested|i(?:'ve|’ve| have) written|i hope)/i;
const about = /诗|作品|创作|如下|写的|写了|绝句|律诗|俳句|poem|verse|haiku|limerick|couplet|rhyme|request|happy to|glad to/i;
const closer =
  /^(?:[（(]?(?:这首|此诗|本诗|该诗|诗中|全诗|诗歌|这两句|这几句|上述|以上|注[：:释解]|注$|赏析|解析|解释|说明|译文|翻译|释义|希望(?:这|您|你)|如果(?:您|你)|请注意|this (?:poem|haiku|limerick|couplet|verse)|the (?:poem|haiku|limerick)\b|notes?:|explanation|translation|i hope|let me know|in this (?:poem|haiku)|feel free|would you like|hope (?:this|you)))/i;
const label = /^(?:标题|题目|诗题|诗名|title)\s*[：:]\s*/i;
const author =
  /^(?:作者|author|by|written by)\s*[：:]?\s+\S|^作者[：:]|^(?:——|—|--?)\s*\S{1,20}$|^[(（[【〔]?[唐宋元明清][)）\]】〕]?\s*[·・.]?\s*\p{Script=Han}{2,4}$/iu;

/** A row without Markdown marks, quotation and list signs kept as text. */
function unmarked(row: string): string {
  return row
    .replace(/^\s{0,8}(?:#{1,6}\s+|>\s?)+/, '')
    .replace(/\*\*|__|`+/g, '')
    .replace(/^\s*\*(?=\S)|(?<=\S)\*\s*$/g, '')
    .replace(/<br\s*\/?>/gi, '')
    .trim();
}

function isPreamble(row: string): boolean {
  if (row.length > 300) return false;
  if (/^(?:好的|当然|没问题|sure|certainly|of course|okay)[，,！!。.\s]*$/i.test(row)) return true;
  if (!opener.test(row)) return /[：:]$/.test(row) && about.test(row);
  return about.test(row) || /[：:]$/.test(row);
}

function isTitle(raw: string, row: string, next: string | undefined): boolean {
  if (/^\s{0,3}#{1,6}\s/.test(raw) || /^\s*\*\*[^*]{1,60}\*\*\s*$/.test(raw) || label.test(row)) return true;
  if (/^[《〈「『【"“][^》〉」』】"”]{1,40}[》〉」』】"”]$/.test(row)) return true;
  return next === '' && row.length <= 40 && !/[，。！？；,.!?;:：—]$/.test(row) && row.split(/\s+/).length <= 8;
}

/** Strips an answer down to its poem. Anything may come in; an answer of nothing but preamble gives no rows. */
export function strip(output: string): Stripped {
  const raw = output
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/<\|?[a-z_]{2,20}\|?>/gi, '')
    .split('\n');
  const fenced = raw.filter((row) => !/^\s*(?:```|~~~|-{3,}\s*$|\*{3,}\s*$)/.test(row));
  const pairs = fenced.map((one) => ({ raw: one, row: unmarked(one) }));
  const before: string[] = [];
  let title: string | null = null;
  const skip = () => {
    while (pairs.length > 0 && pairs[0]?.row === '') pairs.shift();
  };
  for (skip(); pairs[0] && isPreamble(pairs[0].row); skip()) {
    const { row } = pairs.shift() as { row: string };
    const colon = /^([^：:]{2,120}[：:])\s*(\S.*)$/s.exec(row); // the poem may begin in the same row
    before.push(colon?.[1] ?? row);
    if (colon?.[2]) {
      pairs.unshift({ raw: colon[2], row: colon[2] });
      break;
    }
  }
  skip();
  if (pairs.length > 2 && pairs[0] && isTitle(pairs[0].raw, pairs[0].row, pairs[1]?.row)) {
    title = (pairs.shift()?.row ?? '').replace(label, '').replace(/^[《〈「『【"“]|[》〉」』】"”]$/g, '');
    skip();
  }
  if (pairs.length > 2 && pairs[0] && author.test(pairs[0].row)) pairs.shift();
  skip();
  const rows = pairs.map(({ row }) => row);
  const end = rows.findIndex((row, i) => i > 0 && closer.test(row));
  const after = end < 0 ? [] : rows.splice(end);
  while (rows.at(-1) === '' || (rows.length > 2 && author.test(rows.at(-1) ?? ''))) rows.pop();
  return {
    rows,
    title,
    preamble: before.length > 0 ? before.join('\n') : null,
    afterword: after.length > 0 ? after.join('\n').trim() : null,
  };
}
