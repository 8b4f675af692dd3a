// Where an answer says that it was wrong: "That is wrong. …", "The correct answer is …", 不对，应该是 …. What stands before no
// longer counts. A mere "wait" or "no" is not enough.

const cue = new RegExp(
  [
    '(?:^|[.!?…\\n,;:(—-]\\s{0,3})(?:oops\\b|sorry\\b|correction\\b|scratch that\\b|actually,|on second thought\\b|i (?:apologi[sz]e|made an? (?:\\w+ )?(?:mistake|error)|misread|miscalculated|miscounted|was wrong|forgot))',
    "\\b(?:that|this|which|it|answer|result|above) (?:is|was|'s|seems|looks) (?:wrong|incorrect|not (?:right|correct)|a mistake|an error)\\b",
    "\\b(?:that|this|it)'s (?:wrong|incorrect|not (?:right|correct))\\b",
    '\\blet me (?:correct|fix|redo|recalculate|recompute|reconsider|start over|try again)\\b',
    '\\b(?:the|my) (?:correct|corrected) (?:final )?(?:answer|result|total|number|value)\\b',
    '不对[，,。！!：:]|错了|有误|更正|纠正|抱歉|重新(?:计算|算|检查|审题|考虑)|(?:我|刚才|前面|上面)(?:算|弄|写|看)错|正确(?:的)?(?:答案|结果)',
  ].join('|'),
  'gi',
);

/** The text finds itself right after all: "Wait, let me check … yes, that is correct." */
const confirmed =
  /\b(?:that|this|it|everything|which) (?:is|was|looks|seems) (?:all )?(?:right|correct|fine)\b|\bthat's (?:right|correct)\b|\b(?:is|are) (?:indeed )?(?:correct|right)\b|\bchecks out\b|\bmatches\b|没错|(?:是|完全)?正确的?[。！!，,]|无误|是对的/i;

/** Tails behind each place where the text takes something back, the last first; each with its first word of correction. */
export function corrections(text: string): string[] {
  return [...text.matchAll(cue)]
    .slice(-8)
    .reverse()
    .map(({ index }) => text.slice(index))
    .filter((tail) => !confirmed.test(tail.slice(0, 4000)));
}
