// Whether a text says the instruction again instead of following it: the words of the prompt, where it is known, or what only
// instructions say.
import { clausesOf, han, type Verse, words } from './verse.js';

/** What asks for a poem. */
const asked = {
  zh: /(?:写|创作|作|生成|给我|来)(?:出|了)?(?:一|两|二|几|三|四|五|六|七|八)?[首篇个句段行]{1,2}.{0,24}(?:诗|词|绝句|律诗|对联|儿歌)|用.{0,10}(?:诗|诗的形式)(?:来)?(?:写|描写|描述)/u,
  en: /\b(?:write|rewrite|compose|create|generate|produce|craft|make up|describe)\b.{0,40}\b(?:poems?|haikus?|limericks?|verses?|couplets?|stanzas?|lines|quatrains?|sonnets?)\b/iu,
};

/** What says how it has to be: one alone may be verse. */
const instruction = {
  zh: /(?:诗|词|绝句|律诗).{0,8}(?:应该|应当|必须|需要|要求)|每[句行][^，。]{0,6}[字个]|共.{1,2}[句行]|不(?:必|要|用|需要?|得)(?:押韵|解释|说明|标题|题目|写|加|输出)|(?:只|仅)(?:需要?|要|能)?(?:写|输出|给出|回复)|(?:必须|需要?|应该?|要求)押韵|以.{1,12}为(?:题|主题|标题)/u,
  en: /\b(?:poem|haiku|limerick|couplet|stanza|lines?|rhymes?)\b.{0,20}\b(?:should|must|has to|have to|needs? to)\b|\b(?:without|no|do not|don't|not) (?:\w+ ){0,3}(?:explanations?|explain|titles?|comments?|keywords?|commas)\b|\bonly (?:the|write the|print|its|output) (?:\w+ )?(?:poem|text)\b|\bprint only\b|\babout (?:the )?topic\b|\bmake sure (?:that )?(?:the|it|to|your|each)\b|\byour (?:entire )?(?:response|reply|answer|poem)\b|\b(?:include|use|contain)s? the (?:key)?words?\b|\brepeat the (?:request|prompt|instruction)|\b(?:at least|exactly|fewer than|more than) \w{1,12} (?:words|lines|sentences|times|sections|stanzas)\b/iu,
};

/** Only the letters, as far as they tell one row from another. */
const plain = (text: string, chinese: boolean) => (chinese ? han(text) : ` ${words(text).join(' ')} `);

/** Shortest part that counts as copied from the prompt: as many Han characters or words are no accident. */
const shortest = { zh: 6, en: 4 };

/** The text without its rows: what an instruction says goes on over their ends. */
function sentencesOf(rows: string[], chinese: boolean): string[] {
  return rows
    .join('\n')
    .split(/(?:[.!?。！？]["'”’]*\s|\n\n)/u)
    .map((one) => one.replaceAll('\n', chinese ? '' : ' '));
}

/** Whether at least half of the letters are instruction; `input`: the prompt, '' if unknown. */
export function parroted({ rows, script }: Verse, input: string): boolean {
  const chinese = script.han > script.latinWords;
  const language = chinese ? 'zh' : 'en';
  const prompt = plain(input, chinese);
  const sizeOf = (one: string) => (chinese ? [...han(one)].length : words(one).length);
  const sentences = sentencesOf(rows, chinese);
  const says = sentences.filter((one) => instruction[language].test(one)).length;
  const asks = sentences.some((one) => asked[language].test(one));
  let [told, all] = [0, 0];
  for (const sentence of sentences) {
    const whole = asked[language].test(sentence) || ((asks || says > 1) && instruction[language].test(sentence));
    for (const clause of clausesOf(sentence)) {
      const size = sizeOf(clause);
      const copied = size >= shortest[language] && prompt.includes(plain(clause, chinese));
      all += size;
      if (whole || copied) told += size;
    }
  }
  return all > 0 && told * 2 >= all;
}
