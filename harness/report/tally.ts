// The tally of a ledger of claims, in one sentence.
import type { Language } from '../core/content.js';
import type { Verdict } from './claim.js';

export interface Tally {
  claims: number;
  /** how many of them speak of each subject */
  subjects: { title: string; n: number }[];
  /** over all subjects */
  verdicts: Record<Verdict, number>;
  /** models among the subjects that were asked here */
  asked: string[];
}

const chinese: Record<Verdict, string> = {
  reproduced: '属实',
  contradicted: '不符',
  'not decidable': '无法判定',
  'not testable here': '此处无法检验',
};

/** How many verdicts of each kind, and whether the models were asked. */
export function tallySentence({ claims, subjects, verdicts, asked }: Tally, lang: Language): string {
  const all = Object.entries(verdicts) as [Verdict, number][];
  if (lang === 'zh') {
    const each = subjects.map(({ title, n }) => `关于 ${title} 的 ${n} 处`).join('，');
    const found = all.map(([verdict, n]) => `${chinese[verdict]} ${n} 处`).join('，');
    const who = asked.length > 0 ? `这里问过 ${asked.join('、')}，但判定不以此为据` : '这些模型都没有在这里提问';
    return `${claims} 条说法（${each}）：${found}；${who}。`;
  }
  const each = subjects.map(({ title, n }) => `${n} about ${title}`).join(', ');
  const found = all.map(([verdict, n]) => `${n} ${verdict}`).join(', ');
  const none = subjects.length === 2 ? 'neither model' : 'none of these models';
  const who = asked.length > 0 ? `${asked.join(' and ')} asked here, but no verdict rests on that` : `${none} was asked here`;
  return `${claims} claims (${each}): ${found}; ${who}.`;
}
