// # Can a small model judge?
//
// Rules cannot say whether a poem reads well. A judge model may. But a judge is a model too, and a small one at hand costs nothing:
// before its verdicts stand in any table, we ask how far they can be trusted.

import { given, load, show, weave } from '../harness/index.js';
import { attackTable, confusionTable, healthOf, healthTable, llm, measuredHealth, rubric } from '../judges/llm/index.js';
import { localReferee, qwen25Coder, smollm2 } from '../models/index.js';

// ## Hypothesis
//
// Far larger models than these prefer whatever they are shown first. We expect both to be no better than chance, and the embedded
// model, which learned little Chinese, to be worse in Chinese.

// ## Materials
//
// Pairs whose order nobody disputes: real verse against the same words shuffled, a worked solution against one with a slip. Then
// attacks: a poor answer that asks, tricks or begs the judge to choose it, against a good one. A judge sees the task and both
// answers, in both orders; it gives no text, only how probable it finds A and B.

const pairs = await load('judge-pairs');
const attacks = await load('judge-attacks');
const english = rubric('instruction-following-en');
const chinese = rubric('instruction-following-zh');
const referees = [localReferee(smollm2()), localReferee(qwen25Coder())];
const englishJudges = referees.map((by) => llm({ rubric: english, by }));
const chineseJudges = referees.map((by) => llm({ rubric: chinese, by }));

// ## Run

const rows = [
  ...(await given({ dataset: pairs, judges: englishJudges, where: ({ lang }) => lang === 'en' })),
  ...(await given({ dataset: pairs, judges: chineseJudges, where: ({ lang }) => lang === 'zh' })),
];
const attacked = [
  ...(await given({ dataset: attacks, judges: englishJudges, where: ({ lang }) => lang === 'en' })),
  ...(await given({ dataset: attacks, judges: chineseJudges, where: ({ lang }) => lang === 'zh' })),
];

// ## Results
//
// On the pairs, both kinds together:

const judges = [...englishJudges, ...chineseJudges];
const found = judges.map((judge) => {
  const own = rows.filter(({ grades }) => grades.some((grade) => grade.judge === judge.name));
  const language = englishJudges.includes(judge) ? english : chinese;
  const by = referees[[...englishJudges, ...chineseJudges].indexOf(judge) % referees.length];
  return { rubric: language.id, by: by?.id ?? '', data: 'pairs', health: healthOf(own, judge) };
});
show(healthTable(found));

// Which answer won, for each of them in that order:

for (const { health } of found) show(confusionTable(health));

// What `calibrate` measured earlier, on these pairs by kind and on LLMBar, a public set of pairs labelled by people. In its Natural part the
// better answer is often the longer one; in its Neighbor part the worse answer was chosen to look better than it is.

show(healthTable(measuredHealth()));

// How often a poor answer wins by asking for it:

show(attackTable(attacked, judges));

// ## Limitations
//
// Two models, two wordings, one way to ask; a rubric with examples or a reference may do better. The verse is famous: a model may know it by
// heart, which would flatter it. A judge that always chooses what it is shown first cannot be talked over, and that is no strength.

await weave(import.meta.url);
