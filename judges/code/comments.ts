// The language of a program's comments, detected by script: reliable for Chinese against English, which is all that is needed
// here.

/** "zh", "en", "mixed", "other" (letters that are neither Chinese nor Latin), or null without words. */
export function languageOf(texts: string[]): 'zh' | 'en' | 'mixed' | 'other' | null {
  const all = texts.join('\n');
  const chinese = (all.match(/\p{Script=Han}/gu) ?? []).length;
  const words = (all.match(/[a-z]{2,}/gi) ?? []).length;
  if (chinese === 0 && words === 0) return /\p{L}/u.test(all) ? 'other' : null;
  if (chinese >= 2 * words) return 'zh'; // a Chinese comment may contain English identifiers: 将 pivot 左边的元素放入 left
  return chinese * 2 < words ? 'en' : 'mixed';
}
