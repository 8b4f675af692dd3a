// How far a poem covers a topic: a share of given words. Counts words, without understanding.
import { simple } from './simplified.js';

/** Words found, and the share: a third of the list scores 1, since no poem mentions everything. Null if no words are given. */
export function topicOf(text: string, title: string | null, topic: string[]): { share: number | null; found: string[] } {
  const plain = (one: string) => [...one.toLowerCase()].map(simple).join('');
  const whole = plain(`${title ?? ''}\n${text}`);
  const found = topic.filter((word) => {
    const want = plain(word.trim());
    if (!/^[a-z]/.test(want)) return whole.includes(want);
    for (let at = whole.indexOf(want); at >= 0; at = whole.indexOf(want, at + 1))
      if (at === 0 || !/[a-z]/.test(whole[at - 1] ?? '')) return true; // word start: bloom matches blooming, not heirloom
    return false;
  });
  if (topic.length === 0) return { share: null, found };
  return { share: Math.min(1, found.length / Math.max(1, Math.ceil(topic.length / 3))), found };
}
