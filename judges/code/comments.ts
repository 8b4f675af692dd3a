// In which language a program is commented: by script, which is sure for Chinese against English and asks for nothing else.

/** "zh", "en", "mixed", or null without words. Comments of fewer than two letters or one Chinese character say nothing. */
export function languageOf(texts: string[]): 'zh' | 'en' | 'mixed' | null {
  const all = texts.join('\n');
  const chinese = (all.match(/\p{Script=Han}/gu) ?? []).length;
  const words = (all.match(/[a-z]{2,}/gi) ?? []).length;
  if (chinese === 0 && words === 0) return null;
  if (chinese >= 2 * words) return 'zh'; // a Chinese comment names English identifiers: 将 pivot 左边的元素放入 left
  if (chinese === 0) return 'en';
  return chinese * 2 < words ? 'en' : chinese > words ? 'zh' : 'mixed';
}
