// Where an answer says that it was wrong: "That is wrong. …", "The correct answer is …", 不对，应该是 …. What stands before no
// longer counts. A mere "wait" or "no" is not enough.

const clause = '(?:^|[.!?…\\n,;:(—。，！？；})\\]$]\\s{0,3}|\\b(?:but|wait|oh|no|hmm|actually),? )';

const cue = new RegExp(
  [
    `${clause}(?:oops\\b|sorry\\b|correction\\b|scratch that\\b|actually,|on second thought\\b|i (?:apologi[sz]e|made an? (?:\\w+ )?(?:mistake|error)|misread|miscalculated|miscounted|was wrong|forgot))`,
    `${clause}(?:that|this|it|which)(?:'s| is| was| seems| looks) (?:wrong|incorrect|not (?:right|correct)|a mistake|an error)\\b`,
    '\\b(?:the|my) (?:previous |first |above |earlier )?(?:answer|result|calculation)(?: above)? (?:is|was) (?:wrong|incorrect|not (?:right|correct))\\b',
    '\\blet me (?:correct|fix|redo|recalculate|recompute|reconsider|start over|try again)\\b',
    '\\b(?:the|my) (?:correct|corrected) (?:final )?(?:answer|result|total|number|value)\\b',
    '(?:^|[。，,.！!？?；;\\n])\\s{0,3}(?:不对[，,。！!：:]|(?:更正|纠正|抱歉|对不起)|(?:(?:我|刚才|前面|上面|以上)[^。，,\\n]{0,8}?)?(?:算|弄|搞|想|看|写)?错了[。，,！!：:]|(?:让我们?|我们?)?重新(?:计算|算|检查|审题|考虑))',
    '(?:以上|上面|前面|刚才|计算|答案)[^。，,\\n]{0,6}有误|正确(?:的)?(?:答案|结果)',
  ].join('|'),
  'gi',
);

/** A second look that finds no fault: "Let me redo this … yes, that is correct." */
const confirmed =
  /\b(?:that|this|it|everything|which) (?:is|was|looks|seems) (?:all )?(?:right|correct|fine)\b|\bthat's (?:right|correct)\b|\bis (?:indeed )?(?:correct|right)\b|\bchecks out\b|\bmatches\b|没错|(?:是|完全)?正确的?[。！!，,]|无误|是对的/i;

/** Tails behind each place where the text takes something back, the last first; each with its first word of correction. */
export function corrections(text: string): string[] {
  return [...text.matchAll(cue)]
    .slice(-8)
    .reverse()
    .map(({ index }) => text.slice(index))
    .filter((tail) => !/^\W{0,4}(?:let me|让我|我们?重新|重新)/i.test(tail) || !confirmed.test(tail.slice(0, 4000)));
}
