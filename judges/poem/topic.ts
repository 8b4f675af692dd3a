// How much of a topic a poem speaks of: a share of given words. It counts words and understands nothing.
import { simple } from './simplified.js';

/** Words that are found, and the share: a third of the list is full marks, since no poem names everything. Null where no words are given. */
export function topicOf(text: string, title: string | null, topic: string[]): { share: number | null; found: string[] } {
  const plain = (one: string) => [...one.toLowerCase()].map(simple).join('');
  const whole = plain(`${title ?? ''}\n${text}`);
  const found = topic.filter((word) => {
    const want = plain(word.trim());
    if (!/^[a-z]/.test(want)) return whole.includes(want);
    for (let at = whole.indexOf(want); at >= 0; at = whole.indexOf(want, at + 1))
      if (at === 0 || !/[a-z]/.test(whole[at - 1] ?? '')) return true; // begins a word: bloom finds blooming, not heirloom
    return false;
  });
  if (topic.length === 0) return { share: null, found };
  return { share: Math.min(1, found.length / Math.max(1, Math.ceil(topic.length / 3))), found };
}
